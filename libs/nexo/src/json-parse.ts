import { JsonNumber } from './check.ts';
import { MalformedJson, readExact } from './json-exact.ts';
import { scan, type Scan } from './json-scan.ts';

export const MAX_BYTES = 65_536;
export const MAX_DEPTH = 20;

export interface Parsed {
  readonly value: unknown;
  readonly scan: Scan;
  /** Numbers may be JsonNumber, and duplicates are already excluded. */
  readonly isExact: boolean;
}

/**
 * JSON.parse, one scan, and the exact reader only where the scan saw a reason for it.
 * Duplicate members are found by the caller: it compares its count of members with the scan's.
 * @throws MalformedJson
 */
export function parseQuick(text: string): Parsed {
  if (!text.isWellFormed()) throw new MalformedJson('a lone surrogate is not text');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // V8 quotes the text in its message; only the place is repeated, because the text may be card data.
    const position = /position (\d+)/.exec((error as SyntaxError).message)?.[1];
    throw new MalformedJson(position ? `not JSON at position ${position}` : 'not JSON');
  }
  const found = scan(text);
  if (found.depth > MAX_DEPTH) throw new MalformedJson(`nested deeper than ${MAX_DEPTH}`);
  const isSuspicious = found.hasExactNumber || text.includes('\\u') || text.includes('__proto__');
  return { value: isSuspicious ? readExact(text) : value, scan: found, isExact: isSuspicious };
}

/**
 * Parses JSON as hostile input: refuses duplicate members, `__proto__`, nesting deeper than 20, lone surrogates and
 * numbers beyond a double. Numbers come back as numbers.
 * @throws MalformedJson
 */
export function parseJson(text: string): unknown {
  const parsed = parseQuick(text);
  if (!parsed.isExact && countKeys(parsed.value) !== parsed.scan.members) readExact(text);
  return parsed.isExact ? withNumbers(parsed.value) : parsed.value;
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  if (Array.isArray(value)) for (const item of value) sum += countKeys(item);
  else for (const key in value) sum += 1 + countKeys((value as Record<string, unknown>)[key]);
  return sum;
}

function withNumbers(value: unknown): unknown {
  if (value instanceof JsonNumber) return Number(value.text);
  if (typeof value !== 'object' || value === null) return value;
  for (const [key, item] of Object.entries(value)) (value as Record<string, unknown>)[key] = withNumbers(item);
  return value;
}
