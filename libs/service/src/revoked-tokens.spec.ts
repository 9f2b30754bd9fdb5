import { describe, expect, it } from '@jest/globals';
import { RevokedTokens } from './revoked-tokens.ts';

const heldOf = (revoked: RevokedTokens, ...ids: string[]): string[] => ids.filter((jti) => revoked.has(jti));

describe('revoked tokens', () => {
  it('are held until their end, and one that is over is not taken up', () => {
    const revoked = new RevokedTokens();
    expect([revoked.add('a', 100, 0), revoked.add('over', 10, 10)]).toEqual([true, true]);
    expect(heldOf(revoked, 'a', 'over', 'b')).toEqual(['a']);
    revoked.add('b', 200, 99);
    expect(heldOf(revoked, 'a', 'b')).toEqual(['a', 'b']);
    revoked.add('c', 200, 100);
    expect(heldOf(revoked, 'a', 'b', 'c')).toEqual(['b', 'c']);
  });

  it('make room when they are over, wherever they stand', () => {
    const revoked = new RevokedTokens(2);
    revoked.add('long', 1_000, 0);
    revoked.add('short', 10, 0);
    expect(revoked.add('new', 1_000, 20)).toBe(true);
    expect(heldOf(revoked, 'long', 'short', 'new')).toEqual(['long', 'new']);
  });

  it('above the bound push out the oldest, and that is said', () => {
    const revoked = new RevokedTokens(2);
    expect(['a', 'b', 'c'].map((jti) => revoked.add(jti, 1_000, 0))).toEqual([true, true, false]);
    expect(heldOf(revoked, 'a', 'b', 'c')).toEqual(['b', 'c']);
  });

  it('told of twice take one place', () => {
    const revoked = new RevokedTokens(2);
    expect(['a', 'a', 'b', 'b'].map((jti) => revoked.add(jti, 1_000, 0))).toEqual([true, true, true, true]);
    expect(heldOf(revoked, 'a', 'b')).toEqual(['a', 'b']);
  });
});
