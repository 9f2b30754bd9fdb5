/** `-?digits[.digits]` without superfluous leading zeros; the fraction is kept as written. Undefined when it is not that. */
export function normalDecimal(text: string): string | undefined {
  const n = text.length;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  let i = start;
  while (i < n && isDigit(text.charCodeAt(i))) i++;
  const whole = i - start;
  if (whole === 0 || n > 400) return undefined;
  if (i < n) {
    if (text.charCodeAt(i) !== 46 || i + 1 === n) return undefined;
    for (i++; i < n; i++) if (!isDigit(text.charCodeAt(i))) return undefined;
  }
  if (whole === 1 || text.charCodeAt(start) !== 48) return text;
  return text.replace(/^(-?)0+(?=[0-9])/, '$1');
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** The plain decimal of a JSON number's text: exponents are written out (1e2 is 100). Undefined beyond 400 digits. */
export function decimalOfNumber(text: string): string | undefined {
  const e = text.search(/[eE]/);
  if (e < 0) return text;
  const exponent = Number(text.slice(e + 1));
  if (Math.abs(exponent) > 400) return undefined;
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = text.slice(sign.length, e).split('.');
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

export function fractionDigits(decimal: string): number {
  const point = decimal.indexOf('.');
  return point < 0 ? 0 : decimal.length - point - 1;
}

/** Digits that count: without sign, point, and leading zeros of the whole part. */
export function significantDigits(decimal: string): number {
  const sign = decimal.startsWith('-') ? 1 : 0;
  const point = decimal.indexOf('.');
  if (point < 0) return decimal.length - sign;
  const whole = point - sign === 1 && decimal.charCodeAt(sign) === 48 ? 0 : point - sign;
  return whole + decimal.length - point - 1;
}

/** Exact comparison of two plain decimals: negative, zero or positive. @throws RangeError when one is not a decimal. */
export function compareDecimal(a: string, b: string): number {
  const scale = Math.max(fractionDigits(a), fractionDigits(b));
  const left = scaled(a, scale);
  const right = scaled(b, scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The decimal as an integer of 10^-scale units. @throws RangeError when it is no decimal or has more fraction digits. */
export function scaled(decimal: string, scale: number): bigint {
  const plain = normalDecimal(decimal);
  if (plain === undefined) throw new RangeError(`not a decimal: ${decimal.slice(0, 40)}`);
  const [whole = '0', fraction = ''] = plain.split('.');
  if (fraction.length > scale) throw new RangeError(`more than ${scale} fraction digits: ${decimal.slice(0, 40)}`);
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

/** The exact sum of plain decimals that are not negative, with as many places as the longest has. @throws RangeError when one is no decimal. */
export function sumDecimals(decimals: readonly string[]): string {
  const scale = Math.max(0, ...decimals.map(fractionDigits));
  const digits = String(decimals.reduce((sum, one) => sum + scaled(one, scale), 0n)).padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
