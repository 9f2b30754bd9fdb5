import * as api from '@ppaas/contracts';
import type { ErrorCode } from '@ppaas/contracts';
import type { z } from 'zod';
import type { Header, Operation } from './operation.ts';

/** What the operations of `/registry/v1` have in common. */

export const operator: readonly ErrorCode[] = [
  'token.missing',
  'token.invalid',
  'token.revoked',
  'signIn.ended',
  'role.missing',
  'request.foreign',
  'platform.unavailable',
];
/** Of what only a person may do. */
export const person: readonly ErrorCode[] = ['signIn.ended', 'role.missing', 'request.foreign', 'platform.unavailable'];
export const body: readonly ErrorCode[] = [
  'request.malformed',
  'request.invalid',
  'request.tooLarge',
  'request.mediaType',
];
export const ifMatch: Header = {
  name: 'If-Match',
  description: 'The ETag that was seen; another version answers 412',
  example: '"1"',
};

type Given = Pick<Operation, 'id' | 'path' | 'summary'> & { readonly description?: string };
export const common = { tag: 'Registry', access: 'registry' } as const;

export const list = (given: Given, item: z.ZodType, query: z.ZodObject = api.pageQuery): Operation => ({
  ...common,
  ...given,
  method: 'GET',
  query,
  answers: {
    200: { description: 'A page; `next` is the cursor of the one after it', body: { schema: api.pageOf(item) } },
  },
  errors: [...operator, 'request.invalid', ...(given.path.includes('{') ? (['entity.unknown'] as const) : [])],
});
export const get = (given: Given, schema: z.ZodType): Operation => ({
  ...common,
  ...given,
  method: 'GET',
  answers: { 200: { description: 'The entity', body: { schema } } },
  errors: [...operator, 'entity.unknown'],
});
export const create = (
  given: Given,
  schema: z.ZodType,
  example: unknown,
  answer: z.ZodType,
  ...errors: ErrorCode[]
): Operation => ({
  ...common,
  ...given,
  method: 'POST',
  request: { schema, example },
  answers: { 201: { description: 'Created', body: { schema: answer } } },
  errors: [...operator, ...body, ...(given.path.includes('{') ? (['entity.unknown'] as const) : []), ...errors],
});
export const change = (given: Given, schema: z.ZodType, example: unknown, answer: z.ZodType): Operation => ({
  ...common,
  ...given,
  method: 'PATCH',
  headers: [ifMatch],
  request: { schema, example },
  answers: { 200: { description: 'As it is now', body: { schema: answer } } },
  errors: [...operator, ...body, 'entity.unknown', 'entity.changed'],
});
export const remove = (given: Given, ...errors: ErrorCode[]): Operation => ({
  ...common,
  ...given,
  method: 'DELETE',
  answers: { 204: { description: 'Gone' } },
  errors: [...operator, 'entity.unknown', ...errors],
});
