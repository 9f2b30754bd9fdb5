import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { answerOf, api, given } from '../../lib/api.ts';

const LIVE_EVERY_MS = 10_000;

export const workListQuery = (storeId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['work-list', storeId ?? ''],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(api.GET('/operations/v1/work-list', { params: { query: given({ storeId, cursor }) } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_EVERY_MS,
  });
