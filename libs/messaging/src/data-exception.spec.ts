import { describe, expect, it } from '@jest/globals';
import { isDataException } from './data-exception.ts';

describe('an error that the same data bring again', () => {
  it.each([
    ['a character that text cannot hold', Object.assign(new Error('invalid byte sequence'), { code: '22021' }), true],
    ['what is no uuid', { code: '22P02' }, true],
    ['a lost connection', { code: '08006' }, false],
    ['a deadlock', { code: '40P01' }, false],
    ['a violated constraint, which another row may have caused', { code: '23505' }, false],
    ['a broken socket', Object.assign(new Error('reset'), { code: 'ECONNRESET' }), false],
    ['no error of Postgres', new Error('22021'), false],
    ['nothing', undefined, false],
  ])('%s', (_name, error, is) => {
    expect(isDataException(error)).toBe(is);
  });
});
