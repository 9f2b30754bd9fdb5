import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { operations } from '../../generated/api.ts';
import type { Choices } from '../../lib/choices.ts';
import { answerOf, api, given } from '../../lib/api.ts';
import { whileOnePage } from '../../lib/list-source.ts';
import type { ListSearch } from '../../lib/list-search.ts';

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { readonly next: string | null }) => next,
  placeholderData: keepPreviousData,
  refetchInterval: whileOnePage(),
};

export const organisationsQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['organisations', 'list', q ?? ''],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(api.GET('/registry/v1/organisations', { params: { query: given({ q, cursor }) } })),
    ...paged,
  });

/** For people of the platform. */
export const organisationChoices: Choices = {
  key: ['organisations', 'choices'],
  search: (q) => askOrganisations({ q }),
  named: (ids) => askOrganisations({ organisationId: ids.join(','), limit: 100 }),
};

async function askOrganisations(query: {
  readonly q?: string;
  readonly organisationId?: string;
  readonly limit?: number;
}) {
  const { items } = await answerOf(api.GET('/registry/v1/organisations', { params: { query } }));
  return items.map(({ organisationId: id, name, domain: detail }) => ({ id, name, detail }));
}

export const organisationQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisations', 'one', organisationId],
    queryFn: () =>
      answerOf(api.GET('/registry/v1/organisations/{organisationId}', { params: { path: { organisationId } } })),
  });

export const merchantsQuery = (organisationId: string, q?: string) =>
  infiniteQueryOptions({
    queryKey: ['merchants', 'list', organisationId, q ?? ''],
    queryFn: ({ pageParam: cursor }) => {
      const params = { path: { organisationId }, query: given({ q, cursor }) };
      return answerOf(api.GET('/registry/v1/organisations/{organisationId}/merchants', { params }));
    },
    ...paged,
  });

/** The merchants of an organisation. */
export const merchantChoices = (organisationId: string): Choices => {
  const ask = async (query: { readonly q?: string; readonly merchantId?: string; readonly limit?: number }) => {
    const params = { path: { organisationId }, query };
    const { items } = await answerOf(api.GET('/registry/v1/organisations/{organisationId}/merchants', { params }));
    return items.map(({ merchantId: id, name }) => ({ id, name }));
  };
  return {
    key: ['merchants', 'choices', organisationId],
    search: (q) => ask({ q }),
    named: (ids) => ask({ merchantId: ids.join(','), limit: 100 }),
  };
};

export const merchantQuery = (merchantId: string) =>
  queryOptions({
    queryKey: ['merchants', 'one', merchantId],
    queryFn: () => answerOf(api.GET('/registry/v1/merchants/{merchantId}', { params: { path: { merchantId } } })),
  });

type UserQuestion = NonNullable<operations['listUsers']['parameters']['query']>;

/** @param narrowed as the address says it: what is no role and no state the server refuses */
export const usersQuery = (organisationId: string, { q, role, status }: ListSearch) =>
  infiniteQueryOptions({
    queryKey: ['users', 'list', organisationId, q, role, status],
    queryFn: ({ pageParam: cursor }) => {
      const query = given({ organisationId, q, role, status, cursor }) as UserQuestion;
      return answerOf(api.GET('/auth/v1/users', { params: { query } }));
    },
    ...paged,
  });

export const userQuery = (userId: string) =>
  queryOptions({
    queryKey: ['users', 'one', userId],
    queryFn: () => answerOf(api.GET('/auth/v1/users/{userId}', { params: { path: { userId } } })),
  });

export const apiClientsQuery = (organisationId: string) =>
  infiniteQueryOptions({
    queryKey: ['api-clients', 'list', organisationId],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(api.GET('/auth/v1/api-clients', { params: { query: given({ organisationId, cursor }) } })),
    ...paged,
  });

/** Newest first, or as the address says. */
export const trailQuery = (organisationId: string, { actor, action, object, from, to, sort }: ListSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', organisationId, actor, action, object, from, to, sort],
    queryFn: ({ pageParam: cursor }) => {
      const order = sort === 'at' ? ('at' as const) : ('-at' as const);
      const query = given({ organisationId, actor, action, object, from, to, cursor, sort: order });
      return answerOf(api.GET('/registry/v1/audit', { params: { query } }));
    },
    ...paged,
  });
