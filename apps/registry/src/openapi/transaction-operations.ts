import * as api from '@ppaas/contracts';
import type { ErrorCode } from '@ppaas/contracts';
import { z } from 'zod';
import type { Operation } from './operation.ts';

const principal: readonly ErrorCode[] = [
  'token.missing',
  'token.invalid',
  'token.revoked',
  'signIn.ended',
  'role.missing',
  'request.foreign',
  'platform.unavailable',
];
const common = { tag: 'Transactions', access: 'registry' } as const;
const TRANSACTIONS = '/operations/v1/transactions';
const FILTERS =
  'Several states or kinds are joined by commas; `amount`, `minAmount` and `maxAmount` are decimal numbers; `reference` is the ' +
  'beginning of a TransactionReference or an ExchangeIdentification; `q` is an exchange id, the beginning of a reference, or an ' +
  'amount; `doubt` is `ENQUIRED` for sales whose device had to be asked what became of them, `CONTRADICTED` for those whose ' +
  'device has said something else than the answer that was given. What is out of reach of the caller is not there.';
const SORT =
  'Sorted by `sort`: the time or the amount, with `-` the latest or highest first; what has no amount comes before the lowest. ' +
  'Not by state, which changes while pages are read: `state` narrows to it. A cursor is of the sort it was given for.';

/** What was sold, how each sale went, and what a person does about those that the platform cannot settle by itself. */
export const TRANSACTION_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    id: 'listTransactions',
    method: 'GET',
    path: TRANSACTIONS,
    summary: 'Transactions within reach, newest first; sales that devices ran on their own among them',
    description: `${FILTERS} ${SORT}`,
    query: api.transactionQuery,
    answers: {
      200: {
        description: 'A page; `next` is the cursor of the one after it',
        body: { schema: api.pageOf(api.transactionLine) },
      },
    },
    errors: [...principal, 'request.invalid'],
  },
  {
    ...common,
    id: 'exportTransactions',
    method: 'GET',
    path: `${TRANSACTIONS}.csv`,
    summary: 'The same, all of them, as CSV',
    description:
      `${FILTERS} The list answers likewise to \`Accept: text/csv\`. A cell that a spreadsheet would take for a formula begins ` +
      'with an apostrophe. Each export is in the audit trail, with its filters.',
    query: api.transactionExportQuery,
    answers: { 200: { description: 'The lines', body: { mediaType: 'text/csv', schema: z.string() } } },
    errors: [...principal, 'request.invalid'],
  },
  {
    ...common,
    id: 'getTransaction',
    method: 'GET',
    path: `${TRANSACTIONS}/{exchangeId}`,
    summary: 'One transaction: its messages, its timeline and, while it is open, what happens next',
    description: 'Also of a Login, Logout or Diagnosis, as far as the session service tells of it.',
    answers: { 200: { description: 'The transaction', body: { schema: api.transactionDetail } } },
    errors: [...principal, 'exchange.unknown'],
  },
  {
    ...common,
    id: 'resolveTransaction',
    method: 'POST',
    path: `${TRANSACTIONS}/{exchangeId}/resolution`,
    summary: 'Say what became of a transaction that needs attention',
    description:
      'Final, and kept in the audit trail with the name of whoever said it. The point of sale then gets Success or Failure.',
    request: {
      schema: api.resolutionRequest,
      example: { outcome: 'APPROVED', reason: 'The shopper’s receipt and the day totals of the device show it' },
    },
    answers: { 204: { description: 'Settled' } },
    errors: [
      ...principal,
      'request.malformed',
      'request.invalid',
      'request.tooLarge',
      'request.mediaType',
      'exchange.unknown',
      'exchange.settled',
    ],
  },
  {
    ...common,
    id: 'getSalesToday',
    method: 'GET',
    path: '/operations/v1/sales-today',
    summary: 'What stores have sold since their day began',
    description:
      '`storeId` are those of a page of stores, joined by commas; `timeZone` that of each in the same order, or one for all. ' +
      'Approved payments, also in part and at the device alone; refunds and reversals are not taken off. Stores that are not ' +
      'known, or out of reach, are left out.',
    query: api.salesTodayQuery,
    answers: { 200: { description: 'The sales of each store', body: { schema: api.salesToday } } },
    errors: [...principal, 'request.invalid'],
  },
  {
    ...common,
    id: 'getWorkList',
    method: 'GET',
    path: '/operations/v1/work-list',
    summary: 'Transactions that need a person, or whose outcome is unknown for longer than promised; oldest first',
    description: SORT,
    query: api.workListQuery,
    answers: {
      200: { description: 'A page, and how many there are on all pages together', body: { schema: api.workList } },
    },
    errors: [...principal, 'request.invalid'],
  },
];
