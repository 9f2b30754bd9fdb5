import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { operations } from '../../generated/api.ts';
import type { Choice, Choices } from '../../lib/choices.ts';
import { answerOf, api, given } from '../../lib/api.ts';
import { whileOnePage } from '../../lib/list-source.ts';

interface StoresFilter {
  readonly q?: string | undefined;
  readonly merchantId?: string | undefined;
  /** For people of the platform, who reach all of them. */
  readonly organisationId?: string | undefined;
}

export const storesQuery = ({ q, merchantId, organisationId }: StoresFilter) =>
  infiniteQueryOptions({
    queryKey: ['stores', 'list', q ?? '', merchantId ?? '', organisationId ?? ''],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(api.GET('/registry/v1/stores', { params: { query: given({ q, merchantId, organisationId, cursor }) } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: whileOnePage(),
  });

/** A store to choose, and what time it is there. */
export interface StoreChoice extends Choice {
  readonly timeZone: string;
}

/** The stores within reach, of a merchant or of all. */
export const storeChoices = (merchantId?: string): Choices<StoreChoice> => {
  const ask = async (narrow: NonNullable<operations['listAllStores']['parameters']['query']>) => {
    const { items } = await answerOf(api.GET('/registry/v1/stores', { params: { query: narrow } }));
    return items.map(({ storeId: id, name, reference: detail, timeZone }) => ({ id, name, detail, timeZone }));
  };
  return {
    key: ['stores', 'choices', merchantId ?? ''],
    search: (q) => ask(given({ q, merchantId })),
    named: (ids) => ask({ storeId: ids.join(','), limit: 100 }),
  };
};

export const storeQuery = (storeId: string) =>
  queryOptions({
    queryKey: ['stores', 'one', storeId],
    queryFn: () => answerOf(api.GET('/registry/v1/stores/{storeId}', { params: { path: { storeId } } })),
  });
