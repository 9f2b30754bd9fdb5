import { describe, expect, it } from '@jest/globals';
import { isApplicationKey, newApplicationKey } from './application-key.ts';

describe('newApplicationKey', () => {
  it('is a prefix, 43 characters of randomness and a checksum of 6', () => {
    const key = newApplicationKey(Buffer.alloc(32, 7));
    expect(key).toMatch(/^ppk_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}$/);
    expect(key).toBe(newApplicationKey(Buffer.alloc(32, 7)));
  });
  it('is another one each time', () => {
    const keys = Array.from({ length: 100 }, () => newApplicationKey());
    expect(new Set(keys).size).toBe(100);
    expect(keys.every(isApplicationKey)).toBe(true);
  });
  it('is recognised by its checksum, so that a misprint is not', () => {
    const key = newApplicationKey(Buffer.alloc(32, 7));
    const misprint = key.replace(
      /^(ppk_.)(.)/,
      (_all, head: string, letter: string) => head + (letter === 'A' ? 'B' : 'A'),
    );
    expect(isApplicationKey(misprint)).toBe(false);
    expect(isApplicationKey('ppk_')).toBe(false);
  });
});
