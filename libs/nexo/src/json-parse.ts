import { JsonNumber } from './check.ts';
import { scan, type Scan } from './json-scan.ts';

export const MAX_BYTES = 65_536;
export const MAX_DEPTH = 20;

/** The text is not JSON, or JSON that two readers could understand differently. */
export class MalformedJson extends Error {
  readonly detail: string;
  constructor(detail: string) {
    super(detail);
    this.name = 'MalformedJson';
    this.detail = detail;
  }
}

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
    throw new MalformedJson(`not JSON: ${(error as SyntaxError).message.slice(0, 120)}`);
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

const TOKEN = /[\s,:]*(?:([{}[\]])|("(?:[^"\\]|\\.)*")|(-?[0-9][0-9.eE+-]*)|(true|false|null))/y;

/** Reads a text that JSON.parse has accepted, keeping each number's own text. @throws MalformedJson */
export function readExact(text: string): unknown {
  TOKEN.lastIndex = 0;
  return readValue(text, next(text));
}

const next = (text: string): RegExpExecArray => {
  const token = TOKEN.exec(text);
  if (!token) throw new MalformedJson('not JSON');
  return token;
};

function readValue(text: string, token: RegExpExecArray): unknown {
  if (token[2] !== undefined) return readString(token[2]);
  if (token[3] !== undefined) return readNumber(token[3]);
  if (token[4] !== undefined) return token[4] === 'null' ? null : token[4] === 'true';
  return token[1] === '{' ? readObject(text) : readArray(text);
}

function readString(raw: string): string {
  const value = JSON.parse(raw) as string;
  if (!value.isWellFormed()) throw new MalformedJson('a lone surrogate is not text');
  return value;
}

function readNumber(raw: string): number | JsonNumber {
  const value = Number(raw);
  if (!Number.isFinite(value)) throw new MalformedJson('a number beyond any use');
  return String(value) === raw ? value : new JsonNumber(raw);
}

function readArray(text: string): unknown[] {
  const items: unknown[] = [];
  for (let token = next(text); token[1] !== ']'; token = next(text)) items.push(readValue(text, token));
  return items;
}

function readObject(text: string): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (let token = next(text); token[1] !== '}'; token = next(text)) {
    const key = readString(token[2] ?? '""');
    if (key === '__proto__') throw new MalformedJson('the member name __proto__ is not accepted');
    if (Object.hasOwn(object, key)) throw new MalformedJson(`duplicate member ${JSON.stringify(key.slice(0, 60))}`);
    object[key] = readValue(text, next(text));
  }
  return object;
}
