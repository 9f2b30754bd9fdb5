import { overview, overviewQuery, resolutionRequest } from '@ppaas/contracts';
import { z } from 'zod';
import type { Operation } from './operation.ts';

const item = z.looseObject({
  exchangeId: z.string(),
  tenantId: z.uuid(),
  storeId: z.uuid(),
  deviceId: z.string(),
  saleId: z.string(),
  exchangeIdentification: z.string(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  transactionReference: z.string().nullable(),
  reason: z.string().nullable(),
});

const sale = z.looseObject({
  deviceId: z.string(),
  storeId: z.uuid().nullable(),
  serialNumber: z.string(),
  state: z.string(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  transactionReference: z.string().nullable(),
  soldAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
});

/** What a person does about the few exchanges that the platform cannot settle by itself. */
export const ATTENTION_OPERATIONS: readonly Operation[] = [
  {
    id: 'overview',
    method: 'GET',
    path: '/operations/v1/overview',
    tag: 'Operations',
    access: 'registry',
    summary: 'How the platform, one organisation, or what the caller sees of it is doing now',
    description:
      'Figures of the last minutes out of the platform’s own tables; asked again within two seconds, they are the same.',
    query: overviewQuery,
    answers: { 200: { description: 'The figures', body: { schema: overview } } },
    errors: [
      'token.missing',
      'token.invalid',
      'token.revoked',
      'signIn.ended',
      'role.missing',
      'request.invalid',
      'entity.unknown',
      'platform.unavailable',
    ],
  },
  {
    id: 'listAttention',
    method: 'GET',
    path: '/operations/v1/exchanges',
    tag: 'Operations',
    access: 'registry',
    summary: 'Exchanges that need a person, oldest first, at most 100',
    answers: { 200: { description: 'The exchanges', body: { schema: z.object({ exchanges: z.array(item) }) } } },
    errors: ['token.missing', 'token.invalid', 'token.revoked', 'scope.missing', 'platform.unavailable'],
  },
  {
    id: 'resolveExchange',
    method: 'POST',
    path: '/operations/v1/exchanges/{exchangeId}/resolution',
    tag: 'Operations',
    access: 'registry',
    summary: 'Say what became of an exchange that needs attention',
    description: 'Final, and kept with the name of whoever said it. The point of sale then gets Success or Failure.',
    request: {
      schema: resolutionRequest,
      example: { outcome: 'APPROVED', reason: 'The shopper’s receipt and the day totals of the device show it' },
    },
    answers: { 204: { description: 'Settled' } },
    errors: [
      'token.missing',
      'token.invalid',
      'token.revoked',
      'scope.missing',
      'request.malformed',
      'request.invalid',
      'exchange.unknown',
      'exchange.settled',
      'platform.unavailable',
    ],
  },
  {
    id: 'listStandAloneSales',
    method: 'GET',
    path: '/operations/v1/stand-alone-sales',
    tag: 'Operations',
    access: 'registry',
    summary: 'Sales that devices ran on their own, newest first, at most 100',
    query: z.object({ deviceId: z.string().optional() }),
    answers: { 200: { description: 'The sales', body: { schema: z.object({ sales: z.array(sale) }) } } },
    errors: [
      'token.missing',
      'token.invalid',
      'token.revoked',
      'scope.missing',
      'request.invalid',
      'platform.unavailable',
    ],
  },
];
