import { describe, expect, it } from '@jest/globals';
import { open, seal, sealContext } from './sealed.ts';

const kek = { version: 1, key: Buffer.alloc(32, 9) };
const context = sealContext('tenant', 'pos', 1);
const secret = 'ppk_the-key';

describe('seal and open', () => {
  it('gives the secret back in its own place only', () => {
    expect(open(seal(secret, context, kek), context, kek)).toBe(secret);
  });
  it('shows nothing of the secret and never seals the same way twice', () => {
    const [first, second] = [seal(secret, context, kek), seal(secret, context, kek)];
    expect(JSON.stringify(first)).not.toContain('ppk_');
    expect(Buffer.from(first.cipherText, 'base64url').toString('latin1')).not.toContain(secret);
    expect(first).not.toEqual(second);
  });
  it.each([
    ['another organisation', sealContext('other', 'pos', 1)],
    ['another POS', sealContext('tenant', 'other', 1)],
    ['another version', sealContext('tenant', 'pos', 2)],
  ])('does not open for %s', (_name, other) => {
    expect(() => open(seal(secret, context, kek), other, kek)).toThrow();
  });
  it('does not open under another KEK or when one byte is changed', () => {
    const sealed = seal(secret, context, kek);
    expect(() => open(sealed, context, { version: 1, key: Buffer.alloc(32, 8) })).toThrow();
    expect(() => open(sealed, context, { version: 2, key: kek.key })).toThrow('KEK version');
    for (const member of ['wrappedKey', 'cipherText'] as const) {
      const bytes = Buffer.from(sealed[member], 'base64url');
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      expect(() => open({ ...sealed, [member]: bytes.toString('base64url') }, context, kek)).toThrow();
    }
  });
});
