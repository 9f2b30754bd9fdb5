import { expect, it } from '@jest/globals';
import { sumDecimals } from './decimal.ts';

it.each([
  ['0', []],
  ['24.50', ['24.50']],
  ['0.30', ['0.1', '0.20']],
  ['1000', ['999', '1']],
  ['9999999999999.99999', ['9999999999999', '0.99999']],
  ['100.05', ['99.95', '0.10']],
])('%s is the sum of %j', (sum, decimals) => {
  expect(sumDecimals(decimals)).toBe(sum);
});
