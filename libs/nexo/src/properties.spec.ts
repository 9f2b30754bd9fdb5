import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accepted, FIXTURES, messageOf, PAYMENT, textOf } from '../test/fixtures.ts';
import {
  canonicalJson,
  compareDecimal,
  CURRENCIES,
  findCardData,
  fromMinorUnits,
  MalformedJson,
  maskCardData,
  paymentFacts,
  parseJson,
  readMessage,
  scrubText,
  toMinorUnits,
  writeMessage,
  type Vocabulary,
} from './index.ts';

const runs = { numRuns: 500 };
const profile = fc.constantFrom('strict', 'lenient');
const fixture = fc.constantFrom(...FIXTURES.keys());
const vocabulary: fc.Arbitrary<Vocabulary> = fc.record({
  names: fc.constantFrom('long', 'code'),
  amounts: fc.constantFrom('string', 'number'),
  document: fc.boolean(),
});

/** JSON as peers could send it: no member twice, no __proto__, every text well formed, not too deep. */
const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('__proto__'));

/** A text with something cut out, put in or doubled. */
const damaged = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.nat(text.length),
      fc.nat(20),
      fc.oneof(
        fc.string({ maxLength: 5 }),
        fc.constantFrom('"', '{', '}', '\\u', '1e999', ',"a":1', '__proto__', '\ud800'),
      ),
    )
    .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length));

describe('parseJson', () => {
  it('reads what JSON.stringify writes, with and without white space', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
      runs,
    );
  });

  it('throws MalformedJson and nothing else', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      damaged(textOf(PAYMENT)),
      json.chain((value) => damaged(JSON.stringify(value))),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        try {
          parseJson(text);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedJson);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('sees a doubled member wherever it stands', () => {
    const path = fc.array(fc.constantFrom('list', 'object'), { maxLength: 8 });
    fc.assert(
      fc.property(path, json, fc.string(), (wrappers, value, name) => {
        fc.pre(name !== '__proto__' && name.isWellFormed());
        const key = JSON.stringify(name);
        const twice = `{${key}:${JSON.stringify(value)},"other ${'x'}":1,${key}:2}`;
        fc.pre(name !== 'other x');
        const text = wrappers.reduce(
          (inner, wrapper) => (wrapper === 'list' ? `[1,${inner}]` : `{"a":${inner},"b":[]}`),
          twice,
        );
        expect(() => parseJson(text)).toThrow(MalformedJson);
      }),
      runs,
    );
  });
});

describe('readMessage', () => {
  it('answers any text and any bytes, and never throws', () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    const text = fixture.chain((name) => damaged(textOf(name)));
    fc.assert(
      fc.property(
        fc.oneof(
          bytes,
          text,
          json.map((value) => JSON.stringify(value)),
        ),
        profile,
        (input, how) => {
          expect(['message', 'malformed', 'rejected']).toContain(readMessage(input, how).kind);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('reads back what writeMessage wrote, in any vocabulary and any order of members', () => {
    fc.assert(
      fc.property(fixture, vocabulary, fc.boolean(), (name, said, isSorted) => {
        const message = messageOf(name);
        const text = writeMessage(message, said);
        const read = accepted(
          readMessage(isSorted && said.amounts === 'string' ? canonicalJson(JSON.parse(text)) : text, 'lenient'),
        );
        expect(read.message).toEqual(message);
        expect(read.warnings).toEqual([]);
      }),
      runs,
    );
  });

  it('what it accepts leniently comes back the same when written and read again', () => {
    const text = fixture.chain((name) => damaged(JSON.stringify(JSON.parse(textOf(name)))));
    fc.assert(
      fc.property(text, (input) => {
        const first = readMessage(input, 'lenient');
        if (first.kind !== 'message') return;
        const again = accepted(readMessage(writeMessage(first.message, first.vocabulary), 'lenient'));
        expect(again.message).toEqual(first.message);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('amounts', () => {
  const currency = fc.constantFrom(...Object.keys(CURRENCIES));
  const minor = fc.bigInt({ min: 0n, max: 999_999_999_999n });

  it('survive minor units', () => {
    fc.assert(
      fc.property(currency, fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (code, units) => {
        expect(toMinorUnits(fromMinorUnits(units, code), code)).toBe(units);
      }),
      runs,
    );
  });

  it('arrive exactly, as text and as number', () => {
    fc.assert(
      fc.property(currency, minor, fc.boolean(), (code, units, isNumber) => {
        const amount = fromMinorUnits(units, code);
        const text = textOf(PAYMENT)
          .replace('"EUR"', `"${code}"`)
          .replace('"104.11"', isNumber ? amount : `"${amount}"`);
        const read = accepted(readMessage(text, 'lenient'));
        expect(paymentFacts(read.message)).toMatchObject({ amount, currency: code });
        expect(writeMessage(read.message, read.vocabulary)).toContain(
          isNumber ? `"TotalAmount":${amount}` : `"TotalAmount":"${amount}"`,
        );
      }),
      runs,
    );
  });

  it('compare like integers', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
        const [x, y] = [fromMinorUnits(a, 'EUR'), fromMinorUnits(b, 'EUR')];
        expect(compareDecimal(x, y)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
      runs,
    );
  });
});

describe('masking', () => {
  /** A number that a card scheme could issue: its digits, the check digit last. */
  const pan = fc
    .tuple(
      fc.constantFrom('4', '51', '55', '2221', '2720', '34', '37', '6011', '65', '62', '3528', '36', '50', '9792'),
      fc.integer({ min: 13, max: 19 }),
      fc.array(fc.nat(9), { minLength: 18, maxLength: 18 }),
    )
    .map(([prefix, length, digits]) => {
      const body = (prefix + digits.join('')).slice(0, length - 1);
      return body + checkDigit(body);
    });
  const separator = fc.constantFrom('', ' ', '-', '.', '\u00a0', '/');
  // As people write card numbers: in one piece, digit by digit, or in groups of four to six.
  const spaced = fc.tuple(pan, separator, fc.constantFrom(1, 4, 5, 6)).map(([digits, between, size]) => ({
    digits,
    text: (digits.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(between),
  }));
  const around = fc.string({ unit: fc.constantFrom('a', 'Z', ' ', '"', ':', '(', 'é', '\n', '*'), maxLength: 5 });

  it('leaves no card number in a text: six and four digits at most', () => {
    fc.assert(
      fc.property(around, spaced, around, (before, { digits, text }, after) => {
        const masked = scrubText(before + text + after);
        expect(masked.replace(/\D/g, '')).toBe(digits.slice(0, 6) + digits.slice(-4));
        expect(scrubText(masked)).toBe(masked);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves none anywhere in a value', () => {
    const holder = fc.oneof(
      spaced.map(({ text }) => text as unknown),
      fc.string(),
      pan.filter((digits) => digits.length < 16).map(Number),
    );
    const value = fc.oneof(holder, fc.array(holder), fc.dictionary(fc.string(), fc.oneof(holder, fc.array(holder))));
    fc.assert(
      fc.property(value, (input) => expect(findCardData(maskCardData(input))).toEqual([])),
      runs,
    );
  });

  it('changes nothing without one', () => {
    const clean = fc.string({ maxLength: 40 }).filter((text) => text.replace(/\D/g, '').length < 13);
    fc.assert(
      fc.property(clean, (text) => expect(scrubText(text)).toBe(text)),
      runs,
    );
  });
});

function checkDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
