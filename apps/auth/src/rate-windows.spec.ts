import { describe, expect, it } from '@jest/globals';
import { RateWindows } from './rate-windows.ts';

const times = (count: number, take: () => number): number[] => Array.from({ length: count }, take);

describe('RateWindows', () => {
  it('gives so many a second for a key, and as many again in the next one', () => {
    const rate = new RateWindows(2);
    expect(times(3, () => rate.take('a', 10_250))).toEqual([0, 0, 750]);
    expect(rate.take('b', 10_250)).toBe(0);
    expect(rate.take('a', 11_000)).toBe(0);
  });

  it('counts what the others took', () => {
    const rate = new RateWindows(5);
    times(2, () => rate.take('a', 10_000));
    expect(rate.tell(10_050)).toEqual([{ key: 'a', index: 10, count: 2 }]);
    rate.learn('a', 10, 4);
    expect(times(2, () => rate.take('a', 10_100))).toEqual([0, 900]);
    expect(rate.tell(10_150)).toEqual([{ key: 'a', index: 10, count: 1 }]);
  });

  it('tells each only once, and nothing when nothing was taken', () => {
    const rate = new RateWindows(5);
    rate.take('a', 10_000);
    expect(rate.hasUntold).toBe(true);
    rate.tell(10_050);
    expect(rate.hasUntold).toBe(false);
    expect(rate.tell(10_100)).toEqual([]);
  });

  it('takes no word about a window that is over', () => {
    const rate = new RateWindows(1);
    rate.take('a', 10_000);
    rate.tell(10_050);
    expect(rate.take('a', 11_000)).toBe(0);
    rate.learn('a', 10, 100);
    rate.tell(12_000);
    expect(rate.take('a', 12_500)).toBe(0);
  });
});
