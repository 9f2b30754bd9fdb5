import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
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

export const storeQuery = (storeId: string) =>
  queryOptions({
    queryKey: ['stores', 'one', storeId],
    queryFn: () => answerOf(api.GET('/registry/v1/stores/{storeId}', { params: { path: { storeId } } })),
  });
