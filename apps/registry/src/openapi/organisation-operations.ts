import * as api from '@ppaas/contracts';
import type { z } from 'zod';
import type { Operation } from './operation.ts';
import { body, change, common, ifMatch, list, operator } from './registry-operation.ts';

const V1 = '/registry/v1';
const ORGANISATION = `${V1}/organisations/{organisationId}`;
const MERCHANT = `${V1}/merchants/{merchantId}`;
const STORE = `${V1}/stores/{storeId}`;

const subscribe = (id: string, path: string, summary: string, answer: z.ZodType): Operation => ({
  ...common,
  id,
  method: 'PUT',
  path: `${path}/subscriptions/retail-api`,
  summary,
  description:
    'It is on for a store when it is on for the organisation, the merchant and the store. Elsewhere the calls of points of ' +
    'sale are answered 403.',
  request: { schema: api.putRetailApi, example: { active: true } },
  answers: { 200: { description: 'As it is now', body: { schema: answer } } },
  errors: [...operator, ...body, 'entity.unknown'],
});

/** What the administrators of an organisation do besides keeping its stores. */
export const ORGANISATION_OPERATIONS: readonly Operation[] = [
  subscribe(
    'subscribeRetailApi',
    ORGANISATION,
    'Subscribe an organisation to the Retail API, or end it',
    api.organisation,
  ),
  {
    ...common,
    id: 'putQuota',
    method: 'PUT',
    path: `${ORGANISATION}/quota`,
    summary: 'Give an organisation a quota of its own, or take it back',
    description:
      'For the platform’s own people and programs. So many exchanges (sales, logins, …) all points of sale of the organisation ' +
      'may begin in a second, counted in each instance; null: as many as its cell is configured for. Beyond them a call is ' +
      'answered 429 before anything has started. It counts within 2 seconds.',
    headers: [ifMatch],
    request: { schema: api.putQuota, example: { exchangesPerSecond: 500 } },
    answers: { 200: { description: 'As it is now', body: { schema: api.organisation } } },
    errors: [...operator, ...body, 'entity.unknown', 'entity.changed'],
  },
  subscribe('subscribeMerchant', MERCHANT, 'Take a merchant out of the subscription, or back', api.merchant),
  subscribe('subscribeStore', STORE, 'Take a store out of the subscription, or back', api.store),
  change(
    { id: 'changeMerchant', path: MERCHANT, summary: 'Change a merchant' },
    api.changeMerchant,
    { name: 'Corner Bakery' },
    api.merchant,
  ),
  {
    ...common,
    id: 'search',
    method: 'GET',
    path: `${V1}/search`,
    summary: 'Find stores, points of sale and devices within reach',
    description:
      'By part of the name or reference, or by id, devices also by part of the serial number of their hardware: the first eight of each kind.',
    query: api.searchQuery,
    answers: { 200: { description: 'What is called so', body: { schema: api.searchHits } } },
    errors: [...operator, 'request.invalid'],
  },
  list(
    {
      id: 'listAudit',
      path: `${V1}/audit`,
      summary: 'Who did what',
      description: '`actor`, `action` and `object` are parts of it; `sort=-at`: newest first.',
    },
    api.auditEntry,
    api.auditQuery,
  ),
  {
    ...common,
    id: 'verifyAudit',
    method: 'GET',
    path: `${V1}/audit/verification`,
    summary: 'Hold every entry of a trail against its hash',
    query: api.auditScope,
    answers: { 200: { description: 'What it came to', body: { schema: api.auditVerification } } },
    errors: [...operator, 'request.invalid'],
  },
];
