import { describe, expect, it } from '@jest/globals';
import { inParts, pauseAfter } from './retry-pace.ts';
import { splitByBytes } from './topic-lane.ts';

describe('the pace of repetition', () => {
  it('doubles from 100 ms to 10 s and stays there', () => {
    expect([1, 2, 3, 7, 8, 1_000].map(pauseAfter)).toEqual([100, 200, 400, 6_400, 10_000, 10_000]);
  });
});

describe('parts', () => {
  it('are consecutive and complete', () => {
    expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inParts([], 2)).toEqual([]);
  });

  it('of a batch stay below the size a broker takes, one record at least', () => {
    const record = (size: number) => ({ topic: 't', key: 'k', headers: {}, value: 'x'.repeat(size) });
    const sizes = splitByBytes([record(100), record(500), record(2_000), record(10)], 2_000).map((part) =>
      part.map(({ value }) => value.length),
    );
    expect(sizes).toEqual([[100, 500], [2_000], [10]]);
  });
});
