import { describe, expect, it } from '@jest/globals';
import { newActivationCode, normaliseActivationCode } from './activation-code.ts';

describe('activation code', () => {
  it('is 10 characters without the ones that look alike', () => {
    for (let run = 0; run < 200; run++) expect(newActivationCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  });
  it.each([
    ['as issued', '0123456789', '0123456789'],
    ['in lower case', 'abcdefghjk', 'ABCDEFGHJK'],
    ['with letters for digits', 'oOiIlL2345', '0011112345'],
    ['in groups', 'abcde-fghjk', 'ABCDEFGHJK'],
    ['with spaces', ' abcde fghjk ', 'ABCDEFGHJK'],
  ])('is read %s', (_name, typed, code) => {
    expect(normaliseActivationCode(typed)).toBe(code);
  });
  it.each(['', '012345678', '01234567890', '01234567U9', '012345678é'])('is not read from %j', (typed) => {
    expect(normaliseActivationCode(typed)).toBeUndefined();
  });
});
