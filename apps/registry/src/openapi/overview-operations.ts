import { overview, overviewQuery } from '@ppaas/contracts';
import type { Operation } from './operation.ts';

export const OVERVIEW_OPERATIONS: readonly Operation[] = [
  {
    id: 'overview',
    method: 'GET',
    path: '/operations/v1/overview',
    tag: 'Operations',
    access: 'registry',
    summary: 'How the platform, one organisation, or what the caller sees of it is doing now',
    description:
      'Figures of the last minutes out of the platform’s own tables; asked again within two seconds, they are the same.',
    query: overviewQuery,
    answers: { 200: { description: 'The figures', body: { schema: overview } } },
    errors: [
      'token.missing',
      'token.invalid',
      'token.revoked',
      'signIn.ended',
      'role.missing',
      'request.invalid',
      'entity.unknown',
      'platform.unavailable',
    ],
  },
];
