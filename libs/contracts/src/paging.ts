import type { z } from 'zod';
import { DomainError } from './errors.ts';
import { invalidQuery } from './faults.ts';
import { pageQuery } from './registry-api.ts';
import type { Page, PageQuery } from './registry-api.ts';

/** `after`: the id of the last item of the page before. */
export interface PageRequest {
  readonly after: string | undefined;
  readonly limit: number;
}

const ANY_ID = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Reads `?cursor=&limit=`.
 * @param id what an id of the collection looks like: a cursor is one in disguise
 * @throws DomainError request.invalid
 */
export const readPage = (query: unknown, id: RegExp = ANY_ID): PageRequest => readListQuery(pageQuery, query, id).page;

/**
 * Reads `?cursor=&limit=` and what else narrows a collection.
 * @param schema `pageQuery` extended by the filters
 * @throws DomainError request.invalid
 */
export function readListQuery<Query extends PageQuery>(
  schema: z.ZodType<Query>,
  query: unknown,
  id: RegExp = ANY_ID,
): { readonly page: PageRequest; readonly filter: Omit<Query, keyof PageQuery> } {
  const read = schema.safeParse(query);
  if (!read.success) throw invalidQuery(read.error.issues);
  const { cursor, limit, ...filter } = read.data;
  if (cursor === undefined) return { page: { after: undefined, limit }, filter };
  const after = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!id.test(after)) throw new DomainError('request.invalid', 'cursor: not one of ours');
  return { page: { after, limit }, filter };
}

/**
 * A page out of `limit + 1` rows: the row too many says only that there is a next page.
 * @param idOf the value that the rows are ordered by
 */
export function toPage<Item>(items: readonly Item[], limit: number, idOf: (item: Item) => string): Page<Item> {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = items.length > limit && last !== undefined;
  return { items: shown, next: hasMore ? Buffer.from(idOf(last)).toString('base64url') : null };
}
