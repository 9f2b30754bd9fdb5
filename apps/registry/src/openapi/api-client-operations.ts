import * as api from '@ppaas/contracts';
import type { ErrorCode } from '@ppaas/contracts';
import type { Operation } from './operation.ts';

const PATH = '/auth/v1/api-clients';
const admin: readonly ErrorCode[] = ['token.missing', 'token.invalid', 'token.revoked', 'signIn.ended', 'request.foreign', 'role.missing', 'platform.unavailable']; // prettier-ignore
const one: readonly ErrorCode[] = [...admin, 'entity.unknown'];
const administered = { tag: 'People', access: 'registry' } as const;

/** Programs that call the API by themselves. */
export const API_CLIENT_OPERATIONS: readonly Operation[] = [
  {
    ...administered,
    id: 'listApiClients',
    method: 'GET',
    path: PATH,
    summary: 'List the programs that call this API by themselves',
    query: api.apiClientQuery,
    answers: { 200: { description: 'A page', body: { schema: api.pageOf(api.apiClient) } } },
    errors: [...admin, 'request.invalid'],
  },
  {
    ...administered,
    id: 'makeApiClient',
    method: 'POST',
    path: PATH,
    summary: 'Give a program client credentials of a role',
    description:
      'With `clientId` and `clientSecret` it gets its tokens at /oauth2/token and may what the role may to a person, within ' +
      'the organisation, merchant or stores given here. The secret stands in this answer only. A person needs a fresh proof; ' +
      'the administrators are told by mail.',
    request: {
      schema: api.newApiClient,
      example: { organisationId: null, name: 'Till roll-out', role: 'platform-admin' },
    },
    answers: { 201: { description: 'Made', body: { schema: api.madeApiClient } } },
    errors: [...one, 'request.malformed', 'request.invalid', 'signIn.notFresh'],
  },
  {
    ...administered,
    id: 'getApiClient',
    method: 'GET',
    path: `${PATH}/{clientId}`,
    summary: 'Get a program, without its secret',
    answers: { 200: { description: 'The program', body: { schema: api.apiClient } } },
    errors: one,
  },
  {
    ...administered,
    id: 'revokeApiClient',
    method: 'DELETE',
    path: `${PATH}/{clientId}`,
    summary: 'Revoke a program: its tokens are refused within 2 s',
    answers: { 204: { description: 'Revoked' } },
    errors: one,
  },
];
