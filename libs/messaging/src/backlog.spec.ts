import { beforeEach, describe, expect, it } from '@jest/globals';
import { Backlog } from './backlog.ts';
import type { SeenPartition } from './backlog.ts';

const START = 1_700_000_000_000;
const at = (seconds: number): number => START + seconds * 1_000;
const seen = (committed: number, end: number, more: Partial<SeenPartition> = {}): SeenPartition => ({
  ...{ partition: 0, low: 0, end, committed },
  ...more,
});

describe('how far behind a group is', () => {
  let backlog: Backlog;
  const seconds = (now: number): number => backlog.ageMs(at(now)) / 1_000;
  beforeEach(() => {
    backlog = new Backlog(START);
  });

  it.each<[string, SeenPartition]>([
    ['has nothing to read', seen(0, 0)],
    ['has read all', seen(7, 7)],
    ['never committed, and of the topic nothing is kept', seen(0, 7, { low: 7 })],
    ['committed, and what came after is no longer kept', seen(3, 7, { low: 7 })],
  ])('is 0 when it %s', (_, partition) => {
    for (const second of [5, 10, 15]) backlog.looked([partition], at(second));
    expect(seconds(15)).toBe(0);
    expect(seconds(19)).toBe(0);
  });

  it('is 0 when each look finds others that are not handled yet', () => {
    for (const n of [1, 2, 3, 4]) backlog.looked([seen(n * 100, n * 100 + 5)], at(n * 5));
    expect(seconds(24)).toBe(0);
  });

  it('grows from look to look while nobody handles, even where nothing was ever committed', () => {
    const ages = [5, 10, 15, 20].map((second) => {
      backlog.looked([seen(0, second)], at(second));
      return seconds(second);
    });
    expect(ages).toEqual([0, 5, 10, 15]);
  });

  it('is the age of the oldest that is left, as the group catches up and more is written', () => {
    for (const second of [10, 20, 30, 40]) backlog.looked([seen(0, second)], at(second));
    backlog.looked([seen(25, 50)], at(50));
    expect(seconds(50)).toBe(20);
    backlog.looked([seen(40, 55)], at(55));
    expect(seconds(55)).toBe(5);
    backlog.looked([seen(55, 55)], at(60));
    expect(seconds(60)).toBe(0);
  });

  it('is that of the worst partition', () => {
    const look = (second: number): void =>
      backlog.looked([seen(9, 9), seen(3, 4, { partition: 1 }), seen(second, second, { partition: 2 })], at(second));
    for (const second of [5, 10, 15]) look(second);
    expect(seconds(15)).toBe(10);
  });

  it('begins anew with a topic that was deleted and made again', () => {
    backlog.looked([seen(0, 100)], at(5));
    backlog.looked([seen(0, 0)], at(10));
    expect(seconds(10)).toBe(0);
    backlog.looked([seen(0, 3)], at(15));
    backlog.looked([seen(0, 3)], at(20));
    expect(seconds(20)).toBe(5);
  });

  it('grows while the broker cannot be asked: what was not handled, and after 12 s what was', () => {
    backlog.looked([seen(3, 3)], at(5));
    expect([seconds(16), seconds(18), seconds(60)]).toEqual([0, 13, 55]);
    backlog.looked([seen(3, 4)], at(65));
    backlog.looked([seen(3, 4)], at(70));
    expect([seconds(81), seconds(100)]).toEqual([5, 35]);
  });

  it('grows from the start when the broker could never be asked', () => {
    expect(seconds(40)).toBe(40);
  });

  it('keeps the oldest of very many looks, and a bounded number of them', () => {
    for (let second = 5; second <= 50_000; second += 5) backlog.looked([seen(0, second)], at(second));
    expect(seconds(50_000)).toBe(49_995);
    backlog.looked([seen(40_000, 50_000)], at(50_000));
    expect(seconds(50_000)).toBeGreaterThan(9_000);
    expect(seconds(50_000)).toBeLessThanOrEqual(10_000);
  });

  it('knows exactly of records that were fetched here, until they are handled or the partitions are given out anew', () => {
    backlog.took(0, at(-30));
    backlog.took(1, at(-10));
    expect(seconds(0)).toBe(30);
    backlog.handled(0);
    expect(seconds(0)).toBe(10);
    backlog.rejoined();
    expect(seconds(0)).toBe(0);
  });

  it('is no longer than the group exists, where it reads what was written before', () => {
    backlog = new Backlog(START, START);
    backlog.took(0, at(-1_000_000));
    expect(seconds(3)).toBe(3);
  });
});
