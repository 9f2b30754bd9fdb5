import { expect, it } from '@jest/globals';
import { CAUSES, causeWith, readCause } from './causes.ts';
import type { Cause } from './causes.ts';

it.each(Object.entries(CAUSES))('%s is read from its words, with its detail', (cause, words) => {
  const detail = words.includes('*') ? 'a detail (1): more' : '';
  expect(readCause(words.replace('*', detail))).toEqual({ cause: cause as Cause, detail });
});

it('is written with its detail', () => {
  expect(causeWith('methodLacking', 'VISA')).toBe('payment method VISA is not available on this device');
  expect(causeWith('resolved', 'ann@shop.example: the receipt')).toBe('resolved by ann@shop.example: the receipt');
});

it('is none of what others say', () => {
  expect(readCause('Displayed')).toBeUndefined();
  expect(readCause('')).toBeUndefined();
});
