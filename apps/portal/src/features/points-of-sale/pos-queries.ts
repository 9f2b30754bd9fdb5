import type { PointOfSale } from '@ppaas/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, given } from '../../lib/api.ts';
import { whileOnePage } from '../../lib/list-source.ts';
import { inStore } from '../../lib/problem.ts';

/** @param status as the address has it: what is none the server refuses */
export const pointsOfSaleQuery = (storeId: string, status: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['points-of-sale', 'of-store', storeId, status ?? ''],
    queryFn: ({ pageParam: cursor }) => {
      const query = given({ status: status as PointOfSale['status'] | undefined, cursor });
      return answerOf(
        api.GET('/registry/v1/stores/{storeId}/points-of-sale', { params: { path: { storeId }, query } }),
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: whileOnePage(),
  });

export const posQuery = ({ storeId, posId }: Pick<PointOfSale, 'storeId' | 'posId'>) =>
  queryOptions({
    queryKey: ['points-of-sale', 'one', storeId, posId],
    queryFn: async () =>
      inStore(await answerOf(api.GET('/registry/v1/points-of-sale/{posId}', { params: { path: { posId } } })), storeId),
  });
