import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, given } from '../../lib/api.ts';

const LIVE_EVERY_MS = 4_000;

export const overviewQuery = (organisationId: string | undefined, minutes: number) =>
  queryOptions({
    queryKey: ['overview', organisationId ?? '', minutes],
    queryFn: () =>
      answerOf(api.GET('/operations/v1/overview', { params: { query: given({ organisationId, minutes }) } })),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_EVERY_MS,
  });
