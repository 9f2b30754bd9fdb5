import { expect, it } from '@jest/globals';
import { amountIn } from './typed-amount.ts';

it.each([
  ['24.50', '24.50'],
  ['24,5', '24.5'],
  ['7', '7'],
  ['-3', undefined],
  ['R-24.50', undefined],
  ['1.234,56', undefined],
])('takes %s for the amount %s', (text, amount) => {
  expect(amountIn(text)).toBe(amount);
});
