import { scaled } from './decimal.ts';

// ISO 4217 active codes by number of decimals. Funds codes and precious metals have no minor unit and are no money of a sale.
const TWO =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD ' +
  'EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL ' +
  'MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR ' +
  'SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG';
const NONE = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const THREE = 'BHD IQD JOD KWD LYD OMR TND';
const FOUR = 'CLF UYW';

const table = (codes: string, minorUnit: number): [string, { minorUnit: number }][] =>
  codes.split(' ').map((code) => [code, { minorUnit }]);

/** ISO 4217 currency → number of decimals. */
export const CURRENCIES: Readonly<Record<string, { readonly minorUnit: number }>> = Object.freeze(
  Object.fromEntries([...table(TWO, 2), ...table(NONE, 0), ...table(THREE, 3), ...table(FOUR, 4)]),
);

const minorUnitOf = (currency: string): number => {
  const known = Object.hasOwn(CURRENCIES, currency) ? CURRENCIES[currency] : undefined;
  if (!known) throw new RangeError(`not a currency of ISO 4217: ${currency.slice(0, 10)}`);
  return known.minorUnit;
};

/** Decimal text → minor units. @throws RangeError on an unknown currency, no decimal, or too many decimals. */
export const toMinorUnits = (amount: string, currency: string): bigint => scaled(amount, minorUnitOf(currency));

/** Minor units → decimal text with the currency's decimals. @throws RangeError on an unknown currency. */
export function fromMinorUnits(minor: bigint, currency: string): string {
  const decimals = minorUnitOf(currency);
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
