// Checks of single values; the generated validators call them. Each says what was wrong through `Check.fail`.
import { CURRENCIES } from './currencies.ts';
import { countMembers, isObject, JsonNumber, type Check, type Item } from './check.ts';
import type { CodeSet } from './code-set.ts';
import { decimalOfNumber, fractionDigits, normalDecimal, significantDigits } from './decimal.ts';
import { isDate, isDateTime } from './date-time.ts';

/** ES2026, in Node since 22; TypeScript's library does not have it yet. */
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };

type Owner = Record<string, unknown>;

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/u;

/** XSD counts characters, JavaScript counts UTF-16 units; they differ only beyond the BMP. */
function characters(v: string): number {
  let n = v.length;
  for (let i = 0; i < v.length; i++) if ((v.charCodeAt(i) & 0xfc00) === 0xd800) n--;
  return n;
}

export function text(v: unknown, c: Check, min: number, max: number): boolean {
  if (typeof v !== 'string') return c.fail('must be a string');
  if (v.length < min) return c.fail(min === 1 ? 'must not be empty' : `must be at least ${min} characters`);
  if (v.length > max && characters(v) > max) return c.fail(`must be at most ${max} characters`);
  if (v.length < 2 * min && characters(v) < min) return c.fail(`must be at least ${min} characters`);
  if (v.length >= 12) lookForDigits(v, c);
  return c.mayHoldControls && CONTROL.test(v) ? c.fail('must not hold control characters') : true;
}

/** Notes whether a string could hold a card number: 13 digits without a letter between, other digits, or base64. */
function lookForDigits(v: string, c: Check): void {
  let run = 0;
  for (let i = 0; i < v.length; i++) {
    const s = v.charCodeAt(i);
    if (s >= 48 && s <= 57) run++;
    else if (s >= 65 && s < 127 && s !== 95) run = 0;
    if (run >= 13 || s > 126) {
      c.hasDigitRun = true;
      return;
    }
  }
  if (v.length >= 16 && v.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(v)) c.hasDigitRun = true;
}

/** Exchange ids: 35 characters, and up to 64 where peers send UUIDs (protocol 1.2). */
export const exchangeId = (v: unknown, c: Check): boolean => text(v, c, 1, c.lenient ? 64 : 35);

/** "5.0" and "5.1"; lenient also suffixed forms such as 5.1-WL2.1.1 (protocol 2.2), which become the plain version. */
export function protocolVersion(o: Owner, k: string, v: unknown, c: Check): boolean {
  if (typeof v !== 'string') return c.fail('must be a string');
  if (/^5\.[0-9]$/.test(v)) return true;
  if (!c.lenient || !/^5\.[0-9]-[A-Za-z0-9.]{1,20}$/.test(v))
    return c.fail('this version is not supported; send 5.0 or 5.1', 'ProtocolVersion');
  o[k] = v.slice(0, 3);
  return true;
}

export function matches(v: unknown, c: Check, pattern: RegExp): boolean {
  if (typeof v !== 'string') return c.fail('must be a string');
  if (v.length > 12) lookForDigits(v, c);
  return pattern.test(v) ? true : c.fail(`must match ${pattern.source.slice(4, -2)}`);
}

export function flag(v: unknown, c: Check): boolean {
  return typeof v === 'boolean' ? true : c.fail('must be true or false');
}

export function code(o: Owner, k: string, v: unknown, c: Check, set: CodeSet): boolean {
  if (typeof v !== 'string') return c.fail('must be a string');
  if (set.names.has(v)) {
    if (c.writing?.codes) o[k] = set.codeOf.get(v);
    return true;
  }
  const long = c.lenient ? set.longOf.get(v) : undefined;
  if (long === undefined) return c.fail(`unknown code ${JSON.stringify(v.slice(0, 40))}`);
  o[k] = long;
  return true;
}

export function decimal(
  o: Owner,
  k: string,
  v: unknown,
  c: Check,
  total: number,
  fraction: number,
  min: number,
): boolean {
  let digits: string | undefined;
  if (typeof v === 'string') digits = v;
  else if (c.lenient && typeof v === 'number') digits = decimalOfNumber(String(v));
  else if (c.lenient && v instanceof JsonNumber) digits = decimalOfNumber(v.text);
  else return c.fail(c.lenient ? 'must be a decimal (string or number)' : 'must be a decimal string');
  const plain = digits === undefined ? undefined : normalDecimal(digits);
  if (plain === undefined) return c.fail('must be a decimal');
  if (fractionDigits(plain) > fraction) return c.fail(`must have at most ${fraction} fraction digits`);
  if (significantDigits(plain) > total) return c.fail(`must have at most ${total} digits`);
  if (min >= 0 && plain.startsWith('-')) return c.fail(`must be at least ${min}`);
  if (min === 1 && /^0*$/.test(plain)) return c.fail('must be at least 1');
  if (typeof v !== 'string') c.hasNumbers = true;
  if (plain.length > 12) lookForDigits(plain, c);
  if (c.writing?.numbers) o[k] = rawJSON(plain);
  else if (plain !== v) o[k] = plain;
  return true;
}

export function dateTime(v: unknown, c: Check): boolean {
  if (typeof v !== 'string') return c.fail('must be a string');
  return isDateTime(v) ? true : c.fail('must be an ISO 8601 date-time');
}

export function date(v: unknown, c: Check): boolean {
  if (typeof v !== 'string') return c.fail('must be a string');
  return isDate(v) ? true : c.fail('must be an ISO 8601 date');
}

/** RFC 4648 §4, padded; the bounds are bytes. */
export function binary(v: unknown, c: Check, min: number, max: number): boolean {
  if (typeof v !== 'string') return c.fail('must be a string');
  if (v.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(v)) return c.fail('must be base64');
  const bytes = (v.length / 4) * 3 - (v.endsWith('==') ? 2 : v.endsWith('=') ? 1 : 0);
  if (v.length >= 12) c.hasDigitRun = true;
  if (bytes < min) return c.fail(min === 1 ? 'must not be empty' : `must be at least ${min} bytes`);
  return bytes > max ? c.fail(`must be at most ${max} bytes`) : true;
}

/** An array: never a single value; without content it is left out (lenient) or refused (strict). */
export function list(o: Owner, k: string, v: unknown, c: Check, min: number, max: number, item: Item): boolean {
  if (!Array.isArray(v)) return c.fail('must be an array');
  if (v.length === 0 && c.lenient && min === 0) {
    delete o[k];
    return true;
  }
  if (v.length === 0) return c.fail('must hold at least one item');
  if (v.length > max) return c.fail(`must hold at most ${max} items`);
  const items = v as unknown as Owner;
  for (let i = 0; i < v.length; i++) if (!item(items, i as unknown as string, v[i], c)) return c.at(String(i));
  return true;
}

/** The escape itself, not a backslash that happens to stand before `u0000`. */
const NUL_ESCAPE = /(?<!\\)(?:\\\\)*\\u0000/;

/** SupplementaryData's envelope: any JSON object. Of a caller, without NUL, which no text of a database holds. */
export function anyObject(v: unknown, c: Check): boolean {
  if (!isObject(v)) return c.fail('must be an object');
  if (c.lenient && c.mayHoldControls && NUL_ESCAPE.test(JSON.stringify(v)))
    return c.fail('must not hold the character NUL');
  c.members += countMembers(v);
  c.hasDigitRun = true;
  plainNumbers(v);
  return true;
}

function plainNumbers(tree: object): void {
  for (const [key, value] of Object.entries(tree)) {
    if (value instanceof JsonNumber) (tree as Owner)[key] = Number(value.text);
    else if (typeof value === 'object' && value !== null) plainNumbers(value as object);
  }
}

/** Amounts beside a currency: the currency is one of ISO 4217, and no amount has more decimals than it. */
export function money(o: Owner, c: Check, currencyKey: string, amountKeys: readonly string[]): boolean {
  const currency = o[currencyKey];
  if (currency === undefined || c.writing) return true;
  const known = Object.hasOwn(CURRENCIES, currency as string) ? CURRENCIES[currency as string] : undefined;
  if (!known) {
    c.fail('not a currency of ISO 4217');
    return c.at(currencyKey);
  }
  for (const key of amountKeys) {
    const amount = o[key];
    if (typeof amount === 'string' && fractionDigits(amount) > known.minorUnit) {
      c.fail(`${currency as string} has ${known.minorUnit} decimals`);
      return c.at(key);
    }
  }
  return true;
}
