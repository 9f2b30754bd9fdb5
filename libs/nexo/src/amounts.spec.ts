import { describe, expect, it } from '@jest/globals';
import { compareDecimal, CURRENCIES, fromMinorUnits, toMinorUnits } from './index.ts';
import { decimalOfNumber, fractionDigits, normalDecimal, significantDigits } from './decimal.ts';
import { isDate, isDateTime } from './date-time.ts';

describe('decimals', () => {
  it.each([
    ['0', '0'],
    ['104.10', '104.10'],
    ['007.5', '7.5'],
    ['-0012', '-12'],
    ['000', '0'],
    ['', undefined],
    ['-', undefined],
    ['1.', undefined],
    ['.1', undefined],
    ['1e2', undefined],
    ['1 ', undefined],
    ['1.2.3', undefined],
  ])('%j is %j', (text, plain) => expect(normalDecimal(text)).toBe(plain));

  it.each([
    ['1e2', '100'],
    ['1.25e1', '12.5'],
    ['1.25e-3', '0.00125'],
    ['12E+1', '120'],
    ['-1e-1', '-0.1'],
    ['0e5', '000000'],
    ['1e999', undefined],
  ])('%s written out is %j', (text, plain) => expect(decimalOfNumber(text)).toBe(plain));

  it('counts digits', () => {
    expect(['0.05', '12', '-12.30', '0'].map(significantDigits)).toEqual([2, 2, 4, 1]);
    expect(['0.05', '12', '-12.30'].map(fractionDigits)).toEqual([2, 0, 2]);
  });

  it('compares exactly', () => {
    expect(compareDecimal('0.1', '0.10')).toBe(0);
    expect(compareDecimal('99999999999999.99', '99999999999999.98')).toBe(1);
    expect(compareDecimal('-1', '0.5')).toBe(-1);
    expect(() => compareDecimal('x', '1')).toThrow(RangeError);
  });
});

describe('minor units', () => {
  it.each([
    ['104.11', 'EUR', 10411n],
    ['0.1', 'EUR', 10n],
    ['500', 'JPY', 500n],
    ['1.234', 'KWD', 1234n],
    ['0.00', 'USD', 0n],
  ])('%s %s are %d', (amount, currency, minor) => {
    expect(toMinorUnits(amount, currency)).toBe(minor);
    expect(compareDecimal(fromMinorUnits(minor, currency), amount)).toBe(0);
  });

  it('writes the decimals of the currency', () => {
    expect([fromMinorUnits(5n, 'EUR'), fromMinorUnits(-5n, 'EUR'), fromMinorUnits(5n, 'JPY')]).toEqual([
      '0.05',
      '-0.05',
      '5',
    ]);
  });

  it('refuses what is not exact', () => {
    expect(() => toMinorUnits('1.001', 'EUR')).toThrow(RangeError);
    expect(() => toMinorUnits('1', 'XYZ')).toThrow(RangeError);
    expect(() => fromMinorUnits(1n, 'constructor')).toThrow(RangeError);
  });

  it('knows the currencies in use', () => {
    const codes = Object.keys(CURRENCIES);
    expect(codes.length).toBeGreaterThan(150);
    for (const code of codes) expect(code).toMatch(/^[A-Z]{3}$/);
  });
});

describe('dates', () => {
  it.each(['2024-02-29T00:00:00', '2000-02-29T23:59:59Z', '2025-12-31T00:00:00.1+14:00', '2025-01-01T00:00:00-13:59'])(
    '%s is a time',
    (text) => expect(isDateTime(text)).toBe(true),
  );
  it.each([
    '2025-02-29T00:00:00',
    '1900-02-29T00:00:00',
    '2025-13-01T00:00:00',
    '2025-00-01T00:00:00',
    '2025-04-31T00:00:00',
    '0000-01-01T00:00:00',
    '2025-01-01T24:00:00',
    '2025-01-01T00:60:00',
    '2025-01-01T00:00:60',
    '2025-01-01 00:00:00',
    '2025-01-01T00:00:00.',
    '2025-01-01T00:00:00.1234567890',
    '2025-01-01T00:00:00+1:00',
    '2025-01-01T00:00:00+15:00',
    '2025-01-01T00:00:00z',
    '2025-01-01',
    '2025-1-01T00:00:00Z',
    '２025-01-01T00:00:00Z',
  ])('%s is none', (text) => expect(isDateTime(text)).toBe(false));
  it.each([
    ['2025-01-31', true],
    ['2025-01-31Z', true],
    ['2025-01-31+01:00', true],
    ['2025-02-30', false],
    ['2025-01-31T00:00:00', false],
    ['25-01-31', false],
  ])('%s is a date: %s', (text, expected) => expect(isDate(text)).toBe(expected));
});
