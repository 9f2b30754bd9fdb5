import { amountIn } from '@ppaas/contracts';
import type { ListSearch } from './list-search.ts';

/** Members of an address that narrow the list of transactions, as the API calls them. */
export const TRANSACTION_FILTERS = [
  ...(['q', 'storeId', 'posId', 'deviceId', 'state', 'kind', 'origin', 'doubt'] as const),
  ...(['from', 'to', 'amount', 'minAmount', 'maxAmount', 'reference', 'organisationId'] as const),
] as const;
/** States that belong together for people, as one value of the filter. */
export const WAITING_STATES = 'ACCEPTED,DISPATCHING';
export const RUNNING_STATES = `${WAITING_STATES},DISPATCHED,IN_PROGRESS`;
/** A device has answered. */
export const ANSWERED_STATES = 'APPROVED,PARTIAL,DECLINED,CANCELLED';
/** It is over: what the figures of operations count. */
export const ENDED_STATES = `${ANSWERED_STATES},NOT_STARTED`;
export type TransactionFilters = Readonly<Partial<Record<(typeof TRANSACTION_FILTERS)[number], string>>>;

const AMOUNTS: readonly string[] = ['amount', 'minAmount', 'maxAmount'];

/** What an address narrows the list by. An amount may be written as people do; what is none the server refuses. */
export const filtersOf = (search: ListSearch): TransactionFilters =>
  Object.fromEntries(
    TRANSACTION_FILTERS.flatMap((name) => {
      const text = search[name];
      if (text === undefined) return [];
      return [[name, AMOUNTS.includes(name) ? (amountIn(text.trim()) ?? text) : text]];
    }),
  );
