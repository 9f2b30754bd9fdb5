import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { parseBody } from './body.ts';

const schema = z.strictObject({
  name: z.string().max(5),
  list: z.array(z.strictObject({ 'a/b': z.int() })).optional(),
});

const faultOf = (body: unknown): unknown => {
  try {
    return parseBody(schema, body);
  } catch (error) {
    return error;
  }
};

describe('a JSON body', () => {
  it('is what its schema says', () => {
    expect(parseBody(schema, ' {"name":"till","list":[{"a/b":1}]} ')).toEqual({ name: 'till', list: [{ 'a/b': 1 }] });
  });

  it.each([
    ['nothing', undefined],
    ['nothing but space', '  '],
    ['half of it', '{"name":'],
    ['one name twice', '{"name":"a","name":"b"}'],
    ['one name twice, written differently', '{"name":"a","n\\u0061me":"b"}'],
    ['__proto__', '{"name":"a","__proto__":{}}'],
    ['depth', `${'['.repeat(30)}${']'.repeat(30)}`],
    ['half a character', '{"name":"\\ud800"}'],
    ['an object of ours', { name: 'a' }],
  ])('is malformed with %s', (_name, body) => {
    expect(faultOf(body)).toMatchObject({ code: 'request.malformed' });
  });

  it.each([
    ['{"name":"too long"}', '/name: '],
    ['{"name":"a","list":[{"a/b":1},{"a/b":"x"}]}', '/list/1/a~1b: '],
    ['{"name":"a","more":1}', '/: '],
    ['null', '/: '],
  ])('%s is invalid, and the pointer says where', (body, pointer) => {
    expect(faultOf(body)).toMatchObject({ code: 'request.invalid', message: expect.stringContaining(pointer) });
  });
});
