import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ShownState } from './shown-state.ts';

describe('what presence shows of a connection', () => {
  let changed: jest.Mock;
  let running: { saleId: string | null };
  let shown: ShownState;
  const begin = (): void => {
    running.saleId = 'TILL-1';
    shown.begins();
  };
  const end = (): void => {
    running.saleId = null;
    shown.ends();
  };

  beforeEach(() => {
    jest.useFakeTimers();
    changed = jest.fn();
    running = { saleId: null };
    shown = new ShownState(running, changed);
  });
  afterEach(() => void jest.useRealTimers());

  it('names the point of sale whose sale takes longer than a moment, until its end', () => {
    begin();
    expect(shown.facts.saleId).toBeNull();
    jest.advanceTimersByTime(150);
    expect(shown.facts.saleId).toBe('TILL-1');
    expect(changed).toHaveBeenCalledTimes(1);
    end();
    expect(shown.facts.saleId).toBeNull();
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('says nothing of one that is over in a moment', () => {
    begin();
    jest.advanceTimersByTime(100);
    end();
    jest.advanceTimersByTime(1_000);
    expect(changed).not.toHaveBeenCalled();
  });

  it('has the way there and back from the first pong on', () => {
    shown.ponged(5);
    expect(shown.facts.roundTripMs).toBeNull();
    shown.pinged(100);
    shown.ponged(142.4);
    expect([shown.facts.roundTripMs, changed.mock.calls.length]).toEqual([42, 1]);
    shown.pinged(200);
    shown.ponged(200.1);
    // the second goes with the next sign of life
    expect([shown.facts.roundTripMs, changed.mock.calls.length]).toEqual([1, 1]);
  });
});
