import { DomainError } from './errors.ts';
import { pageQuery } from './registry-api.ts';
import type { Page } from './registry-api.ts';

/** `after`: the id of the last item of the page before. */
export interface PageRequest {
  readonly after: string | undefined;
  readonly limit: number;
}

/**
 * Reads `?cursor=&limit=`.
 * @param id what an id of the collection looks like: a cursor is one in disguise
 * @throws DomainError request.invalid
 */
export function readPage(query: unknown, id: RegExp = /^[A-Za-z0-9._-]{1,64}$/): PageRequest {
  const { data, error } = pageQuery.safeParse(query);
  if (data === undefined) {
    throw new DomainError(
      'request.invalid',
      `${error.issues[0]?.path.join('.') ?? 'query'}: ${error.issues[0]?.message}`,
    );
  }
  const { cursor, limit } = data;
  if (cursor === undefined) return { after: undefined, limit };
  const after = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!id.test(after)) throw new DomainError('request.invalid', 'cursor: not one of ours');
  return { after, limit };
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
