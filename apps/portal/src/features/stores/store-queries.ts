import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api.ts';

export const storesQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['stores', 'list', q ?? ''],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/registry/v1/stores', {
          params: {
            query: { ...(q === undefined ? {} : { q }), ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const storeQuery = (storeId: string) =>
  queryOptions({
    queryKey: ['stores', 'one', storeId],
    queryFn: () => answerOf(api.GET('/registry/v1/stores/{storeId}', { params: { path: { storeId } } })),
  });
