import { describe, expect, it } from '@jest/globals';
import { nextSort, sortOf, sorted } from './sort.ts';

describe('a click on a column', () => {
  it.each([
    [undefined, 'name', 'name'],
    ['name', 'name', '-name'],
    ['-name', 'name', undefined],
    ['-name', 'reference', 'reference'],
  ])('of %s on %s sorts by %s', (current, key, next) => {
    expect(nextSort(sortOf(current), key)).toBe(next);
  });
});

describe('rows', () => {
  const by = (values: readonly (string | number | null)[], isDescending: boolean) =>
    sorted(values, (value) => value, isDescending, 'fr');

  it.each([
    ['numbers in texts by size', ['Till 10', 'Till 2'], ['Till 2', 'Till 10'], ['Till 10', 'Till 2']],
    ['accents beside their letter', ['Zoé', 'École', 'Eau'], ['Eau', 'École', 'Zoé'], ['Zoé', 'École', 'Eau']],
    ['numbers by size', [10, 9, -1], [-1, 9, 10], [10, 9, -1]],
    ['what has no value last', [null, 2, 1], [1, 2, null], [2, 1, null]],
  ])('have %s', (_, rows, ascending, descending) => {
    expect(by(rows, false)).toEqual(ascending);
    expect(by(rows, true)).toEqual(descending);
  });

  it('that are equal stay in order, either way', () => {
    const rows = ['b1', 'a', 'b2'];
    expect(sorted(rows, (row) => row[0] ?? '', true, 'en')).toEqual(['b1', 'b2', 'a']);
  });
});
