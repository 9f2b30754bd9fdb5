import { describe, expect, it } from '@jest/globals';
import { matchingStep, stepOf, totpCode, totpUri } from './totp.ts';

// RFC 6238, appendix B (SHA-1), the last six of eight digits.
const SECRET = Buffer.from('12345678901234567890');
const VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('a time-based code', () => {
  it.each(VECTORS)('at %i s is the one of the RFC', (seconds, code) => {
    expect(totpCode(SECRET, stepOf(at(seconds)))).toBe(code);
    expect(matchingStep(SECRET, code, at(seconds), null)).toBe(stepOf(at(seconds)));
  });

  it.each([
    [-60, false],
    [-30, true],
    [0, true],
    [30, true],
    [60, false],
  ])('of a clock that is %i s off is taken: %s', (off, isTaken) => {
    const now = at(1_111_111_109);
    const code = totpCode(SECRET, stepOf(at(1_111_111_109 + off)));
    expect(matchingStep(SECRET, code, now, null) !== undefined).toBe(isTaken);
  });

  it('is taken once, and none from before it', () => {
    const now = at(1_111_111_109);
    const step = stepOf(now);
    expect(matchingStep(SECRET, totpCode(SECRET, step), now, step)).toBeUndefined();
    expect(matchingStep(SECRET, totpCode(SECRET, step - 1), now, step)).toBeUndefined();
    expect(matchingStep(SECRET, totpCode(SECRET, step + 1), now, step)).toBe(step + 1);
  });

  it.each(['', '28708', '2870821', '28708a'])('is not %j', (code) => {
    expect(matchingStep(SECRET, code, at(59), null)).toBeUndefined();
  });

  it('goes into an authenticator by a URI', () => {
    expect(totpUri(SECRET, 'PPaaS', 'ann@shop.example (north)')).toBe(
      'otpauth://totp/PPaaS:ann%40shop.example%20(north)?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=PPaaS',
    );
  });
});
