import { describe, expect, it } from '@jest/globals';
import type { Role } from '@ppaas/contracts';
import { checkStanding, mayManage } from './user.ts';
import type { Standing } from './user.ts';

const a = (
  role: Role,
  organisationId: string | null,
  merchantId: string | null = null,
  storeIds: readonly string[] | null = null,
): Standing => ({ role, organisationId, merchantId, storeIds });

describe('a standing', () => {
  it.each([
    [a('platform-admin', null)],
    [a('organisation-admin', 'o')],
    [a('merchant-admin', 'o', 'm')],
    [a('store-admin', 'o', 'm', ['s'])],
    [a('support', 'o')],
    [a('support', 'o', 'm', ['s'])],
  ])('means something: %j', (standing) => {
    expect(() => checkStanding(standing)).not.toThrow();
  });

  it.each([
    [a('platform-admin', 'o'), '/organisationId'],
    [a('organisation-admin', null), '/organisationId'],
    [a('organisation-admin', 'o', 'm'), '/merchantId'],
    [a('merchant-admin', 'o'), '/merchantId'],
    [a('merchant-admin', 'o', 'm', ['s']), '/storeIds'],
    [a('store-admin', 'o', 'm'), '/storeIds'],
    [a('store-admin', 'o', null, ['s']), '/merchantId'],
    [a('support', null), '/organisationId'],
  ])('means nothing: %j', (standing, pointer) => {
    const faults = [expect.objectContaining({ pointer })];
    expect(() => checkStanding(standing)).toThrow(expect.objectContaining({ extra: { faults } }));
  });
});

describe('who may manage whom', () => {
  it.each([
    [a('platform-admin', null), a('platform-admin', null), true],
    [a('platform-admin', null), a('organisation-admin', 'o'), true],
    [a('organisation-admin', 'o'), a('platform-admin', null), false],
    [a('organisation-admin', 'o'), a('organisation-admin', 'o'), true],
    [a('organisation-admin', 'o'), a('organisation-admin', 'p'), false],
    [a('organisation-admin', 'o'), a('support', 'o'), true],
    [a('merchant-admin', 'o', 'm'), a('organisation-admin', 'o'), false],
    [a('merchant-admin', 'o', 'm'), a('merchant-admin', 'o', 'm'), true],
    [a('merchant-admin', 'o', 'm'), a('store-admin', 'o', 'm', ['s']), true],
    [a('merchant-admin', 'o', 'm'), a('store-admin', 'o', 'n', ['s']), false],
    [a('merchant-admin', 'o', 'm'), a('support', 'o'), false],
    [a('store-admin', 'o', 'm', ['s', 't']), a('store-admin', 'o', 'm', ['s']), true],
    [a('store-admin', 'o', 'm', ['s']), a('store-admin', 'o', 'm', ['s', 't']), false],
    [a('store-admin', 'o', 'm', ['s']), a('support', 'o', 'm'), false],
  ])('%j, %j: %s', (actor, person, expected) => {
    expect(mayManage(actor, person)).toBe(expected);
  });
});
