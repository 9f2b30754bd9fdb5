import { describe, expect, it } from '@jest/globals';
import { Reachability } from './reachability.ts';

function atTime(): { time: { now: number }; reachability: Reachability } {
  const time = { now: 0 };
  return { time, reachability: new Reachability(() => time.now) };
}

describe('reachability', () => {
  it('is given until something has stayed unanswered for 2 s', () => {
    const { time, reachability } = atTime();
    expect(reachability.isReachable()).toBe(true);
    reachability.asked();
    time.now = 1_999;
    expect(reachability.isReachable()).toBe(true);
    time.now = 2_000;
    expect(reachability.isReachable()).toBe(false);
  });

  it('counts from the oldest question, and ends with any answer', () => {
    const { time, reachability } = atTime();
    reachability.asked();
    time.now = 1_500;
    reachability.asked();
    time.now = 2_500;
    expect(reachability.isReachable()).toBe(false);
    reachability.answered();
    expect(reachability.isReachable()).toBe(true);
  });

  it('asks again only when it is quiet', () => {
    const { time, reachability } = atTime();
    expect(reachability.isQuiet(1_000)).toBe(true);
    reachability.answered();
    time.now = 500;
    expect(reachability.isQuiet(1_000)).toBe(false);
    time.now = 1_000;
    expect(reachability.isQuiet(1_000)).toBe(true);
  });
});
