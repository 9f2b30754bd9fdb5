import { describe, expect, it } from '@jest/globals';
import { csrfTokenOf, requireCsrfToken, requireOwnPage, signInIdOf } from './sign-ins.ts';

const ID = 'a'.repeat(43);

describe('the cookie of a sign-in', () => {
  it.each([
    [`__Host-sid=${ID}`, ID],
    [`a=b; __Host-sid=${ID}; c=d`, ID],
    [`__Host-sid=${ID}x`, undefined],
    [`__Host-sid=${'a'.repeat(42)}=`, undefined],
    [`x__Host-sid=${ID}`, undefined],
    ['__Host-sid=', undefined],
    [undefined, undefined],
  ])('in %j is %s', (cookie, expected) => {
    expect(signInIdOf({ cookie })).toBe(expected);
  });
});

describe('a change', () => {
  const own = 'https://retail.example';
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-origin', origin: own }, true],
    [{ origin: own }, true],
    [{ 'sec-fetch-site': 'same-site', origin: own }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: own }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: 'https://retail.example.evil' }, false],
    [{ origin: 'null' }, false],
    [{}, false],
  ])('from %j is of an own page: %s', (headers, isOwn) => {
    const check = (): void => requireOwnPage(headers, own);
    if (isOwn) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'request.foreign' }));
  });

  it('carries the token of its own sign-in', () => {
    const token = csrfTokenOf(ID);
    expect(() => requireCsrfToken({ 'x-csrf-token': token }, ID)).not.toThrow();
    for (const other of [undefined, '', csrfTokenOf('b'.repeat(43)), `${token}x`]) {
      expect(() => requireCsrfToken({ 'x-csrf-token': other }, ID)).toThrow();
    }
  });
});
