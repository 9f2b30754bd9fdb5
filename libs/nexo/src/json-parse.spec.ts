import { describe, expect, it } from '@jest/globals';
import { changed, DETAILS, PAYMENT, textOf } from '../test/fixtures.ts';
import { MalformedJson, parseJson, readMessage } from './index.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('parseJson', () => {
  it.each([
    ['{"a":1,"b":[true,null,"x\\n\\u00e9"]}', { a: 1, b: [true, null, 'x\né'] }],
    ['"\\ud83d\\ude00"', '😀'],
    ['[0.10, 1e2, 12345678901234567890, -0.5]', [0.1, 100, 12345678901234567890, -0.5]],
    [nested(20), JSON.parse(nested(20))],
    [' {"a" : {"a":1} , "b":{"a":1} } ', { a: { a: 1 }, b: { a: 1 } }],
    ['{"":{"constructor":1,"toString":2}}', { '': { constructor: 1, toString: 2 } }],
  ])('reads %s', (text, value) => expect(parseJson(text)).toEqual(value));

  it.each([
    ['nothing', ''],
    ['a word', 'abc'],
    ['NaN', '{"a":NaN}'],
    ['Infinity', '[-Infinity]'],
    ['a number beyond a double', '{"a":1e400}'],
    ['a negative number beyond a double', '[-1e400]'],
    ['duplicate members', '{"a":1,"a":1}'],
    ['duplicates after unescaping', '{"a":1,"\\u0061":2}'],
    ['duplicates deep inside', '{"x":[{"b":{"a":{},"c":2,"a":{}}}]}'],
    ['__proto__', '{"__proto__":{"admin":true}}'],
    ['an escaped __proto__', '{"\\u005f_proto__":1}'],
    ['depth 21', nested(21)],
    ['depth 30000', nested(30_000)],
    ['an escaped lone surrogate', '["\\ud800"]'],
    ['a lone surrogate in a name', '{"\\udc00":1}'],
    ['a raw lone surrogate', '["\ud800"]'],
    ['a comma too many', '[1,]'],
    ['a single quote', "{'a':1}"],
    ['a comment', '[1] // x'],
    ['a raw control character', '["\u0001"]'],
    ['two values', '{} {}'],
    ['a leading zero', '[01]'],
    ['a byte order mark', '\ufeff{}'],
  ])('refuses %s', (_what, text) => expect(() => parseJson(text)).toThrow(MalformedJson));

  it('pollutes nothing', () => {
    expect(() => parseJson('{"constructor":{"prototype":{"x":1}}}')).not.toThrow();
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('repeats nothing of the text', () => {
    expect(() => parseJson('{"pan":"4111111111111111"x')).toThrow(/^not JSON at position \d+$/);
  });
});

describe('readMessage with hostile texts', () => {
  const malformed = (text: string | Uint8Array): void => expect(readMessage(text, 'lenient').kind).toBe('malformed');

  it('takes 65536 bytes and no more, counted in bytes', () => {
    const padded = (bytes: number): string => textOf(PAYMENT).trimEnd().padEnd(bytes, ' ');
    expect(readMessage(padded(65_536), 'lenient').kind).toBe('message');
    expect(readMessage(padded(65_537), 'lenient').kind).toBe('too-large');
    expect(readMessage(new Uint8Array(65_537), 'lenient').kind).toBe('too-large');
    expect(readMessage(`"${'é'.repeat(33_000)}"`, 'lenient').kind).toBe('too-large');
    expect(readMessage(`"${'é'.repeat(32_000)}"`, 'lenient').kind).toBe('rejected');
  });

  it('refuses bytes that are not UTF-8', () => malformed(new Uint8Array([0x22, 0xff, 0x22])));

  it('sees duplicates in valid, in unknown and in invalid parts', () => {
    const text = JSON.stringify(JSON.parse(textOf(PAYMENT)));
    malformed(text.replace('"TotalAmount":"104.11"', '"TotalAmount":"1.00","TotalAmount":"104.11"'));
    malformed(text.replace('"TotalAmount":"104.11"', '"TotalAmount":"104.11","Extra":{"a":1,"a":1}'));
    malformed(text.replace('"TotalAmount":"104.11"', '"TotalAmount":true,"TotalAmount":false'));
    malformed(text.replace('"TotalAmount":"104.11"', '"TotalAmount":1e2,"TotalAmount":"104.11"'));
    malformed(text.replace(/^\{/, '{"SaleToPOIServiceRequest":{},'));
  });

  it('refuses __proto__, depth and lone surrogates inside a message', () => {
    malformed(textOf(PAYMENT).replace('"TotalAmount"', '"__proto__":{"x":1},"TotalAmount"'));
    malformed(textOf(PAYMENT).replace('"104.11"', `"104.11","Extra":${nested(20)}`));
    malformed(textOf(PAYMENT).replace('TCK-579', '\\ud800'));
  });

  it('refuses control characters, escaped, with the pointer', () => {
    const text = changed(PAYMENT, `${DETAILS}/ProductCodeSetIdentification`, 'a\u0000b');
    expect(readMessage(text, 'lenient')).toMatchObject({
      kind: 'rejected',
      rejection: { reason: 'ParsingError', pointer: `${DETAILS}/ProductCodeSetIdentification` },
    });
  });
});
