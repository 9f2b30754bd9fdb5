import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aPayment } from '@ppaas/testing';
import { ShownState } from './shown-state.ts';

const sale = aPayment({ saleId: 'TILL-1', deviceId: 'D' });

describe('what presence shows of a connection', () => {
  let changed: jest.Mock;
  let shown: ShownState;

  beforeEach(() => {
    jest.useFakeTimers();
    changed = jest.fn();
    shown = new ShownState(changed);
  });
  afterEach(() => void jest.useRealTimers());

  it('names the point of sale whose sale takes longer than a moment, until its end', () => {
    shown.begins('T1', sale);
    expect(shown.facts.saleId).toBeNull();
    jest.advanceTimersByTime(150);
    expect(shown.facts.saleId).toBe('TILL-1');
    expect(changed).toHaveBeenCalledTimes(1);
    shown.ends('T1');
    expect(shown.facts.saleId).toBeNull();
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('says nothing of one that is over in a moment', () => {
    shown.begins('T1', sale);
    jest.advanceTimersByTime(100);
    shown.ends('T1');
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
