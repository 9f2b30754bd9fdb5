import type { PointOfSale } from '@ppaas/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Choices } from '../../lib/choices.ts';
import { answerOf, api, given } from '../../lib/api.ts';
import { KEPT_EVERY_MS } from '../../lib/fresh.ts';
import type { ListSearch } from '../../lib/list-search.ts';
import { whileOnePage } from '../../lib/list-source.ts';
import { inStore } from '../../lib/problem.ts';

/** @param narrowed as the address says it: a status that is none the server refuses */
export const pointsOfSaleQuery = (storeId: string, { q, status }: ListSearch) =>
  infiniteQueryOptions({
    queryKey: ['points-of-sale', 'of-store', storeId, q ?? '', status ?? ''],
    queryFn: ({ pageParam: cursor }) => {
      const query = given({ q, status: status as PointOfSale['status'] | undefined, cursor });
      return answerOf(
        api.GET('/registry/v1/stores/{storeId}/points-of-sale', { params: { path: { storeId }, query } }),
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: whileOnePage(),
  });

/** The points of sale of a store, deregistered ones too: they have sold. */
export const posChoices = (storeId: string): Choices => {
  const ask = async (narrow: { readonly q?: string; readonly posId?: string; readonly limit?: number }) => {
    const params = { path: { storeId }, query: narrow };
    const { items } = await answerOf(api.GET('/registry/v1/stores/{storeId}/points-of-sale', { params }));
    return items.map(({ posId: id, name, reference: detail }) => ({ id, name, detail }));
  };
  return {
    key: ['points-of-sale', 'choices', storeId],
    search: (q) => ask({ q }),
    named: (ids) => ask({ posId: ids.join(','), limit: 100 }),
  };
};

export const posQuery = ({ storeId, posId }: Pick<PointOfSale, 'storeId' | 'posId'>) =>
  queryOptions({
    queryKey: ['points-of-sale', 'one', storeId, posId],
    queryFn: async () =>
      inStore(await answerOf(api.GET('/registry/v1/points-of-sale/{posId}', { params: { path: { posId } } })), storeId),
    refetchInterval: KEPT_EVERY_MS,
  });
