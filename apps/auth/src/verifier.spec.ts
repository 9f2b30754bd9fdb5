import * as crypto from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';

// The work is counted, not timed: no clock decides whether this passes.
const work = { hmacs: 0, comparisons: 0 };
jest.unstable_mockModule('node:crypto', () => ({
  ...crypto,
  createHmac: (...given: Parameters<typeof crypto.createHmac>) => {
    work.hmacs += 1;
    return crypto.createHmac(...given);
  },
  timingSafeEqual: (...given: Parameters<typeof crypto.timingSafeEqual>) => {
    work.comparisons += 1;
    return crypto.timingSafeEqual(...given);
  },
}));
const { isKeyOf, readVerifier } = await import('./verifier.ts');

const now = new Date('2026-01-01T12:00:00Z');
const pepper = (byte: number) => crypto.createSecretKey(Buffer.alloc(32, byte));
const peppers = { current: 2, byVersion: new Map([[1, pepper(1)], [2, pepper(2)]]) }; // prettier-ignore
const verifierOf = (key: string, pepperVersion = 2, expiresAt: string | null = null) => {
  const hmac = crypto.createHmac('sha256', Buffer.alloc(32, pepperVersion)).update(key).digest('base64url');
  return readVerifier({ hmac, pepperVersion, expiresAt });
};

describe('isKeyOf', () => {
  it.each([
    ['the right key', [verifierOf('right')], true],
    ['a key under an earlier pepper', [verifierOf('right', 1)], true],
    ['the older of two keys', [verifierOf('new'), verifierOf('right', 1)], true],
    ['the older key before its end', [verifierOf('new'), verifierOf('right', 2, '2026-01-01T12:00:01Z')], true],
    ['the older key after its end', [verifierOf('new'), verifierOf('right', 2, '2026-01-01T12:00:00Z')], false],
    ['another key', [verifierOf('other')], false],
    ['no verifiers (unknown or deregistered)', [], false],
    ['a pepper that is gone', [{ ...verifierOf('right'), pepperVersion: 9 }], false],
    ['a verifier that is cut off', [readVerifier({ hmac: 'AAAA', pepperVersion: 2, expiresAt: null })], false],
  ])('%s', (_name, verifiers, expected) => {
    Object.assign(work, { hmacs: 0, comparisons: 0 });
    expect(isKeyOf('right', verifiers, peppers, now)).toBe(expected);
    // the same work in every line of this table
    expect(work).toEqual({ hmacs: 2, comparisons: 2 });
  });

  it('never takes the dummy for a key', () => {
    expect(isKeyOf('', [], { current: 1, byVersion: new Map() }, now)).toBe(false);
  });
});
