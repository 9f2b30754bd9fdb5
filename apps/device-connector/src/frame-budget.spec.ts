import { describe, expect, it } from '@jest/globals';
import { FrameBudget } from './frame-budget.ts';

describe('what a device may send', () => {
  const limits = { framesPerSecond: 20, bytesPerMinute: 6_000 };

  it('is five seconds’ worth of frames at once, then the rate', () => {
    const budget = new FrameBudget(limits, 0);
    const taken = Array.from({ length: 101 }, () => budget.take(1, 0));
    expect(taken.filter(Boolean)).toHaveLength(100);
    expect(budget.take(1, 49)).toBe(false);
    expect(budget.take(1, 100)).toBe(true);
  });

  it('is two minutes’ worth of bytes at once, then the rate', () => {
    const budget = new FrameBudget(limits, 0);
    expect(budget.take(12_000, 0)).toBe(true);
    expect(budget.take(100, 900)).toBe(false);
    expect(budget.take(100, 1_000)).toBe(true);
  });
});
