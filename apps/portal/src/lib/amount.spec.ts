import { expect, it } from '@jest/globals';
import { amountText } from './amount.ts';

const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ');

it.each([
  ['24.50', 'EUR', 'en', 'EUR 24.50'],
  ['24.5', 'EUR', 'en', 'EUR 24.50'],
  ['1234567.5', 'EUR', 'fr', '1 234 567,50 EUR'],
  ['1500', 'JPY', 'en', 'JPY 1,500'],
  ['0.00001', 'EUR', 'en', 'EUR 0.00001'],
  ['9999999999999.99', 'EUR', 'en', 'EUR 9,999,999,999,999.99'],
  ['24.5', null, 'en', '24.5'],
])('writes %s %s in %s as %s', (amount, currency, language, text) => {
  expect(plain(amountText(amount, currency, language))).toBe(text);
});
