import { describe, expect, it } from '@jest/globals';
import { BoundedLabel } from './bounded-label.ts';

const times = (count: number, work: () => unknown): void => void Array.from({ length: count }, work);

describe('a label with few values', () => {
  it('names the first ones and calls the rest other', () => {
    const label = new BoundedLabel(2, () => undefined);
    expect(['a', 'b', 'c', 'a'].map((value) => label.of(value))).toEqual(['a', 'b', 'other', 'a']);
  });

  it('names whoever is twice as busy as one that is named, and drops that one', () => {
    const dropped: string[] = [];
    const label = new BoundedLabel(2, (value) => dropped.push(value));
    label.of('quiet');
    times(600, () => label.of('busy'));
    times(600, () => label.of('late'));
    expect(dropped).toEqual(['quiet']);
    expect(['busy', 'late', 'quiet'].map((value) => label.of(value))).toEqual(['busy', 'late', 'other']);
  });

  it('does not swap two that are alike, and forgets who is not heard of', () => {
    const dropped: string[] = [];
    const label = new BoundedLabel(1, (value) => dropped.push(value));
    times(2_000, () => [label.of('a'), label.of('b')]);
    expect(dropped).toEqual([]);
    times(100_000, (_ = 0) => label.of(`once-${Math.random()}`));
    expect(label.size).toBeLessThan(1_500);
  });

  it('names who is offered before its first use while there is room, and gives its place to the first who is busy', () => {
    const dropped: string[] = [];
    const label = new BoundedLabel(2, (value) => dropped.push(value));
    expect(['early', 'busy', 'late'].map((value) => label.offer(value))).toEqual([true, true, false]);
    times(500, () => [label.of('busy'), label.of('late')]);
    expect(dropped).toEqual(['early']);
    expect(label.names).toEqual(['busy', 'late']);
  });
});
