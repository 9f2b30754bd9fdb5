import { expect, it } from '@jest/globals';
import { partsOf } from './parts.ts';

it('all are in one part each, in their order, and no part is too large or empty', () => {
  expect(partsOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(partsOf([1, 2], 2)).toEqual([[1, 2]]);
  expect(partsOf([], 2)).toEqual([]);
});
