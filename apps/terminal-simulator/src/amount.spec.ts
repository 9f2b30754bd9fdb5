import { describe, expect, it } from '@jest/globals';
import { compareAmounts, halfOf } from './amount.ts';

describe('amounts', () => {
  it.each([
    ['9004.00', '4502.00'],
    ['9004.01', '4502.00'],
    ['0.03', '0.01'],
    ['0.01', '0.00'],
    ['7', '3'],
    ['1.005', '0.502'],
  ])('half of %s is %s', (amount, half) => expect(halfOf(amount)).toBe(half));

  it.each([
    ['1.5', '1.50', 0],
    ['1.51', '1.5', 1],
    ['9.99', '10', -1],
    ['0.00001', '0', 1],
  ])('%s against %s is %i', (left, right, sign) => expect(compareAmounts(left, right)).toBe(sign));
});
