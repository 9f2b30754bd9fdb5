/** ISO/IEC 7812-1 check digit. */
export function passesLuhn(digits: readonly number[]): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits[digits.length - 1 - i] ?? 0;
    const twice = digit * 2;
    sum += i % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/**
 * Whether a card scheme issues such numbers. Without it one in ten time stamps and counters of 13 digits and more
 * would count as a card number: 17… (epoch time) and 20… (dates) are no issuer's.
 */
function hasIssuer(digits: readonly number[]): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = digits;
  const four = a * 1000 + b * 100 + c * 10 + d;
  if (a >= 3 && a <= 6) return true;
  if ((four >= 2200 && four <= 2204) || (four >= 2221 && four <= 2720)) return true;
  return a * 10 + b === 81 || a * 10 + b === 82 || four === 9792;
}

/** 13 to 19 digits that a scheme could have issued as a card number. */
export const isPan = (digits: readonly number[]): boolean =>
  digits.length >= 13 && digits.length <= 19 && hasIssuer(digits) && passesLuhn(digits);
