import { describe, expect, it } from '@jest/globals';
import { FIXTURES, accepted } from '../test/fixtures.ts';
import { LONG, readMessage, writeMessage, type Vocabulary } from './index.ts';

const vocabularies: Vocabulary[] = (['long', 'code'] as const).flatMap((names) =>
  (['string', 'number'] as const).flatMap((amounts) => [true, false].map((document) => ({ names, amounts, document }))),
);

it('has all 52 examples', () => expect(FIXTURES.size).toBe(52));

describe.each([...FIXTURES])('%s', (_name, text) => {
  it('is valid strictly, and its canonical form is the text itself', () => {
    const result = accepted(readMessage(text, 'strict'));
    expect(result.message).toEqual(JSON.parse(text));
    expect(result.vocabulary).toEqual(LONG);
    expect(result.warnings).toEqual([]);
  });

  it('reads the same from bytes', () => {
    expect(readMessage(new TextEncoder().encode(text), 'strict')).toEqual(readMessage(text, 'strict'));
  });

  it.each(vocabularies)('comes back the same through %j', (vocabulary) => {
    const message = accepted(readMessage(text, 'strict')).message;
    const written = writeMessage(message, vocabulary);
    const again = accepted(readMessage(written, 'lenient'));
    expect(again.message).toEqual(message);
    expect(again.warnings).toEqual([]);
    expect(again.vocabulary.names).toBe(vocabulary.names);
    expect(again.vocabulary.document).toBe(vocabulary.document);
    expect(writeMessage(again.message, again.vocabulary)).toBe(written);
  });
});
