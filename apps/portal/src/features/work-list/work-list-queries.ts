import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { operations } from '../../generated/api.ts';
import { answerOf, api, given } from '../../lib/api.ts';

type Question = NonNullable<operations['getWorkList']['parameters']['query']>;

const LIVE_EVERY_MS = 10_000;

interface WorkListAsked {
  readonly storeId?: string | undefined;
  readonly organisationId?: string | undefined;
  /** As the address says it: what is none the server refuses. */
  readonly sort?: string | undefined;
}

export const workListQuery = ({ storeId, organisationId, sort }: WorkListAsked) =>
  infiniteQueryOptions({
    queryKey: ['work-list', storeId ?? '', organisationId ?? '', sort ?? ''],
    queryFn: ({ pageParam: cursor }) => {
      const query = given({ storeId, organisationId, sort, cursor }) as Question;
      return answerOf(api.GET('/operations/v1/work-list', { params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_EVERY_MS,
  });
