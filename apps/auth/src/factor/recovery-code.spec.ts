import { describe, expect, it } from '@jest/globals';
import { newRecoveryCodes, normalRecoveryCode } from './recovery-code.ts';

describe('recovery codes', () => {
  it('are ten that differ', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    expect(codes.every((code) => /^[A-Z2-7]{5}-[A-Z2-7]{5}$/.test(code))).toBe(true);
  });

  it.each(['ABCDE-FGHIJ', 'abcdefghij', ' abcde fghij '])('may be typed as %j', (typed) => {
    expect(normalRecoveryCode(typed)).toBe('ABCDEFGHIJ');
  });
});
