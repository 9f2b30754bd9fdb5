import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { channelTimes } from './channel-times.ts';
import { Heartbeat } from './heartbeat.ts';

describe('the heartbeat of a connection', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  function started(answers: boolean): { pings: number; alive: number; dead: number; heartbeat: Heartbeat } {
    const seen = { pings: 0, alive: 0, dead: 0 } as {
      pings: number;
      alive: number;
      dead: number;
      heartbeat: Heartbeat;
    };
    seen.heartbeat = new Heartbeat(channelTimes(1), {
      ping: () => {
        seen.pings += 1;
        if (answers) seen.heartbeat.heard();
      },
      alive: () => (seen.alive += 1),
      dead: () => (seen.dead += 1),
    });
    seen.heartbeat.start();
    return seen;
  }

  it('goes on as long as the device answers', () => {
    const seen = started(true);
    jest.advanceTimersByTime(150_000);
    expect(seen.pings).toBeGreaterThanOrEqual(9);
    expect(seen.alive).toBe(seen.pings);
    expect(seen.dead).toBe(0);
  });

  it('ends within 40 s when it does not', () => {
    const seen = started(false);
    jest.advanceTimersByTime(40_000);
    expect(seen).toMatchObject({ pings: 2, dead: 1 });
  });

  it('an answer to the last ping counts', () => {
    // Without jitter the second ping goes out at 30 s.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const seen = started(false);
    jest.advanceTimersByTime(31_000);
    seen.heartbeat.heard();
    jest.advanceTimersByTime(7_000);
    expect(seen.dead).toBe(0);
  });

  it('stops', () => {
    const seen = started(false);
    seen.heartbeat.stop();
    jest.advanceTimersByTime(60_000);
    expect(seen.pings).toBe(0);
  });
});
