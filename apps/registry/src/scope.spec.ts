import { describe, expect, it } from '@jest/globals';
import { reaches, requireReach } from './scope.ts';
import type { Scope } from './scope.ts';

const everything: Scope = { organisationId: null, merchantId: null, storeIds: null };
const organisation: Scope = { ...everything, organisationId: 'o' };
const merchant: Scope = { ...organisation, merchantId: 'm' };
const stores: Scope = { ...merchant, storeIds: ['s', 't'] };
const inStore = (organisationId: string, merchantId: string, storeId: string) => ({
  organisationId,
  merchantId,
  storeId,
});

describe('a scope', () => {
  it.each([
    ['everything', everything, inStore('p', 'n', 'u'), true],
    ['an organisation', organisation, inStore('o', 'n', 'u'), true],
    ['an organisation', organisation, inStore('p', 'm', 's'), false],
    ['a merchant', merchant, inStore('o', 'm', 'u'), true],
    ['a merchant', merchant, inStore('o', 'n', 's'), false],
    ['a merchant', merchant, { organisationId: 'o' }, true],
    ['stores', stores, inStore('o', 'm', 't'), true],
    ['stores', stores, inStore('o', 'm', 'u'), false],
    ['stores', stores, inStore('p', 'm', 's'), false],
    ['stores', stores, { organisationId: 'o', merchantId: 'm' }, true],
    ['stores', stores, { organisationId: 'o', merchantId: 'n' }, false],
  ])('of %s (%j) reaches %j: %s', (_name, scope, place, expected) => {
    expect(reaches(scope, place)).toBe(expected);
  });

  it('does not say whether what it does not reach is there', () => {
    expect(() => requireReach(stores, inStore('o', 'm', 'u'))).toThrow(
      expect.objectContaining({ code: 'entity.unknown' }),
    );
  });
});
