import { JsonNumber } from './check.ts';

/** The text is not JSON, or JSON that two readers could understand differently. */
export class MalformedJson extends Error {
  readonly detail: string;
  constructor(detail: string) {
    super(detail);
    this.name = 'MalformedJson';
    this.detail = detail;
  }
}

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Reads a text that JSON.parse has already accepted and whose depth is bounded; keeps the own text of a number that a
 * double would not give back, and refuses what JSON.parse lets pass: duplicate members, `__proto__`, escaped lone
 * surrogates, numbers beyond a double.
 * @throws MalformedJson
 */
export function readExact(text: string): unknown {
  return new ExactReader(text).value();
}

class ExactReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): unknown {
    switch (this.#next()) {
      case 123:
        return this.#object();
      case 91:
        return this.#array();
      case QUOTE:
        return this.#string();
      case 116:
        this.#at += 4;
        return true;
      case 102:
        this.#at += 5;
        return false;
      case 110:
        this.#at += 4;
        return null;
      default:
        return this.#number();
    }
  }

  /** Skips white space, commas and colons, and tells the character that follows. */
  #next(): number {
    for (;;) {
      const c = this.#text.charCodeAt(this.#at);
      if (c > 32 && c !== 44 && c !== 58) return c;
      this.#at++;
    }
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.#at++;
    while (this.#next() !== 125) {
      const key = this.#string();
      if (key === '__proto__') throw new MalformedJson('the member name __proto__ is not accepted');
      if (Object.hasOwn(object, key)) throw new MalformedJson(`duplicate member ${JSON.stringify(key.slice(0, 60))}`);
      object[key] = this.value();
    }
    this.#at++;
    return object;
  }

  #array(): unknown[] {
    const items: unknown[] = [];
    this.#at++;
    while (this.#next() !== 93) items.push(this.value());
    this.#at++;
    return items;
  }

  #string(): string {
    const start = this.#at++;
    let isPlain = true;
    for (let c = this.#text.charCodeAt(this.#at); c !== QUOTE; c = this.#text.charCodeAt(++this.#at))
      if (c === BACKSLASH) {
        isPlain = false;
        this.#at++;
      }
    this.#at++;
    if (isPlain) return this.#text.slice(start + 1, this.#at - 1);
    const value = JSON.parse(this.#text.slice(start, this.#at)) as string;
    if (!value.isWellFormed()) throw new MalformedJson('a lone surrogate is not text');
    return value;
  }

  #number(): number | JsonNumber {
    const start = this.#at;
    while (isOfNumber(this.#text.charCodeAt(this.#at))) this.#at++;
    const raw = this.#text.slice(start, this.#at);
    const value = Number(raw);
    if (!Number.isFinite(value)) throw new MalformedJson('a number beyond any use');
    return String(value) === raw ? value : new JsonNumber(raw);
  }
}

const isOfNumber = (c: number): boolean =>
  (c >= 48 && c <= 57) || c === 46 || c === 43 || c === 45 || c === 101 || c === 69;
