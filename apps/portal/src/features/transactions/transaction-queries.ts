import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, given } from '../../lib/api.ts';
import type { operations } from '../../generated/api.ts';
import { whileOnePage } from '../../lib/list-source.ts';
import type { TransactionFilters } from '../../lib/transaction-filters.ts';

type Question = NonNullable<operations['listTransactions']['parameters']['query']>;

const LIVE_EVERY_MS = 5_000;

/** @param filters as the address has them, and its sort: what is none the server refuses */
export const transactionsQuery = (filters: TransactionFilters, sort?: string) =>
  infiniteQueryOptions({
    queryKey: ['transactions', 'list', filters, sort ?? ''],
    queryFn: ({ pageParam: cursor }) => {
      const query = given({ ...filters, sort, cursor }) as Question;
      return answerOf(api.GET('/operations/v1/transactions', { params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: whileOnePage(LIVE_EVERY_MS),
  });

const LATEST = 20;

/** The last sales of a device. */
export const latestQuery = (deviceId: string) =>
  queryOptions({
    queryKey: ['transactions', 'latest', deviceId],
    queryFn: () => answerOf(api.GET('/operations/v1/transactions', { params: { query: { deviceId, limit: LATEST } } })),
    refetchInterval: LIVE_EVERY_MS,
  });

export const csvHref = (filters: TransactionFilters): string =>
  `/operations/v1/transactions.csv?${new URLSearchParams({ ...filters })}`;

const OPEN_EVERY_MS = 2_000;
/** What was seen of a sale is kept half a second later, and the till is told after its end. */
const SETTLING_MS = 10_000;

export const transactionQuery = (exchangeId: string) =>
  queryOptions({
    queryKey: ['transactions', 'one', exchangeId],
    queryFn: () => answerOf(api.GET('/operations/v1/transactions/{exchangeId}', { params: { path: { exchangeId } } })),
    refetchInterval: ({ state: { data } }) => {
      if (data === undefined) return false;
      const endedAt = data.completedAt === null ? Infinity : Date.parse(data.completedAt);
      return data.outlook !== null || endedAt > Date.now() - SETTLING_MS ? OPEN_EVERY_MS : false;
    },
  });
