import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, given } from '../../lib/api.ts';

interface StoresFilter {
  readonly q?: string | undefined;
  readonly merchantId?: string | undefined;
}

export const storesQuery = ({ q, merchantId }: StoresFilter) =>
  infiniteQueryOptions({
    queryKey: ['stores', 'list', q ?? '', merchantId ?? ''],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(api.GET('/registry/v1/stores', { params: { query: given({ q, merchantId, cursor }) } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

export const storeQuery = (storeId: string) =>
  queryOptions({
    queryKey: ['stores', 'one', storeId],
    queryFn: () => answerOf(api.GET('/registry/v1/stores/{storeId}', { params: { path: { storeId } } })),
  });
