/** What one pass over a valid JSON text tells, without building anything. */
export interface Scan {
  /** Object members as written; a parsed value with fewer has lost duplicates. */
  readonly members: number;
  readonly depth: number;
  /** A number whose exact decimal text a double would not give back. */
  readonly hasExactNumber: boolean;
  /** A backslash: only then can a string hold a control character. */
  readonly hasEscape: boolean;
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
  let hasEscape = false;
  for (let i = 0; i < n; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      for (let s = text.charCodeAt(++i); s !== QUOTE; s = text.charCodeAt(++i))
        if (s === BACKSLASH) {
          hasEscape = true;
          i++;
        }
    } else if (c === 58) members++;
    else if (c === 123 || c === 91) {
      if (++depth > deepest) deepest = depth;
    } else if (c === 125 || c === 93) depth--;
    else if (c === 45 || (c >= 48 && c <= 57)) {
      const end = numberEnd(text, i);
      if (!hasExactNumber) hasExactNumber = !isExactAsDouble(text, i, end);
      i = end - 1;
    }
  }
  return { members, depth: deepest, hasExactNumber, hasEscape };
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
  if (end - start > 15 || text.charCodeAt(start) === 45) return false;
  let hasPoint = false;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 46) hasPoint = true;
    else if (c === 101 || c === 69) return false;
  }
  return !hasPoint || (text.charCodeAt(end - 1) !== 48 && !text.startsWith('0.00000', start));
}
