import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api.ts';

export const pointsOfSaleQuery = (storeId: string) =>
  infiniteQueryOptions({
    queryKey: ['points-of-sale', 'of-store', storeId],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/registry/v1/stores/{storeId}/points-of-sale', {
          params: { path: { storeId }, query: pageParam === null ? {} : { cursor: pageParam } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const posQuery = (posId: string) =>
  queryOptions({
    queryKey: ['points-of-sale', 'one', posId],
    queryFn: () => answerOf(api.GET('/registry/v1/points-of-sale/{posId}', { params: { path: { posId } } })),
  });
