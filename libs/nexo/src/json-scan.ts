/** What one pass over a valid JSON text tells, without building anything. */
export interface Scan {
  /** Object members as written; a parsed value with fewer has lost duplicates. */
  readonly members: number;
  readonly depth: number;
  /** A number whose exact decimal text a double would not give back. */
  readonly hasExactNumber: boolean;
  /** 13 digits in a row, perhaps with separators, or characters that could be digits: worth a look for card numbers. */
  readonly hasDigitRun: boolean;
}

const QUOTE = 34;
const BACKSLASH = 92;

/** Reads a text that JSON.parse has accepted. */
export function scan(text: string): Scan {
  const n = text.length;
  let members = 0;
  let depth = 0;
  let deepest = 0;
  let hasExactNumber = false;
  let longest = 0;
  for (let i = 0; i < n; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      let run = 0;
      for (i++; ; i++) {
        const s = text.charCodeAt(i);
        if (s <= 57) {
          if (s >= 48) {
            if (++run > longest) longest = run;
          } else if (s === QUOTE) break;
          else if (s > 47 || s < 44) run = s === 32 ? run : 0;
        } else if (s > 126) longest = 99;
        else if (s === BACKSLASH) {
          // An escaped white space may part the digits of a card number; an escaped character may be a digit.
          if (text.charCodeAt(++i) === 117) longest = 99;
        } else if (s !== 95) run = 0;
      }
    } else if (c === 58) members++;
    else if (c === 123 || c === 91) {
      if (++depth > deepest) deepest = depth;
    } else if (c === 125 || c === 93) depth--;
    else if (c === 45 || (c >= 48 && c <= 57)) {
      const end = numberEnd(text, i);
      if (end - i > 12) longest = 99;
      if (!hasExactNumber) hasExactNumber = !isExactAsDouble(text, i, end);
      i = end - 1;
    }
  }
  return { members, depth: deepest, hasExactNumber, hasDigitRun: longest >= 13 };
}

function numberEnd(text: string, start: number): number {
  let i = start + 1;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (!((c >= 48 && c <= 57) || c === 46 || c === 43 || c === 45 || c === 101 || c === 69)) break;
  }
  return i;
}

/** True when String(Number(token)) is the token itself: at most 15 digits, no exponent, no trailing zero of a fraction. */
function isExactAsDouble(text: string, start: number, end: number): boolean {
  if (end - start > 15) return false;
  let point = false;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 46) point = true;
    else if (c === 101 || c === 69) return false;
  }
  if (text.charCodeAt(start) === 45) return false;
  if (!point) return true;
  return text.charCodeAt(end - 1) !== 48 && !text.startsWith('0.00000', start);
}
