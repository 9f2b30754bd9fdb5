import { expect, it } from '@jest/globals';
import type { Overview } from '@ppaas/contracts';
import { behind } from './behind.ts';

const NOW = '2026-07-02T12:00:00.000Z';
const YESTERDAY = '2026-07-01T12:00:00.000Z';
const BEGIN = '2026-07-02T11:55:00.000Z';
const NONE = { approved: 0, partial: 0, declined: 0, cancelled: 0, notStarted: 0 };
const overview = { asOf: NOW, minutes: 5, sales: { points: [{ at: BEGIN, ...NONE }] } } as unknown as Overview;

it('figures lead to the sales that were counted: of the same organisation, time, states and doubt', () => {
  const organisationId = 'o-1';
  const links = behind(overview, { organisationId });
  const states = 'APPROVED,PARTIAL,DECLINED,CANCELLED';
  const ofMinutes = { organisationId, origin: 'POS', from: BEGIN };
  expect(links.sales).toEqual({ to: '/transactions', search: { ...ofMinutes, state: `${states},NOT_STARTED` } });
  expect(links.answered.search).toEqual({ ...ofMinutes, state: states });
  expect(links.ofState('DECLINED').search).toEqual({ ...ofMinutes, state: 'DECLINED' });
  expect(links.enquired.search).toEqual({ organisationId, doubt: 'ENQUIRED', from: YESTERDAY });
  expect(links.contradicted.search).toEqual({ organisationId, doubt: 'CONTRADICTED', from: YESTERDAY });
  expect(links.workList).toEqual({ to: '/work-list', search: { organisationId } });
  expect(links.devices).toEqual({ to: '/stores', search: { organisationId } });
});

it('those of a store lead to its own, and those of everybody to all', () => {
  const links = behind(overview, { storeId: 's-1' });
  expect(links.unknown.search).toEqual({ storeId: 's-1', state: 'UNKNOWN' });
  expect(links.devices).toEqual({ to: '/stores/$storeId/payment-devices', params: { storeId: 's-1' } });
  expect(behind(overview, {}).workList).toEqual({ to: '/work-list', search: {} });
});
