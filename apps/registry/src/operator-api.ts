import { DomainError } from '@ppaas/contracts';
import type { Page } from '@ppaas/contracts';
import type { z } from 'zod';
import { toPage } from './paging.ts';
import type { PageRequest } from './paging.ts';

type Dated = { readonly createdAt: Date };

/** A row as its schema shows it; members that the schema does not have stay inside. */
export function present<Schema extends z.ZodType, Row extends Dated>(schema: Schema, row: Row): z.infer<Schema> {
  return schema.parse({ ...row, createdAt: row.createdAt.toISOString() });
}

export function presentPage<Schema extends z.ZodType, Row extends Dated>(
  schema: Schema,
  rows: readonly Row[],
  { limit }: PageRequest,
  idOf: (row: Row) => string,
): Page<z.infer<Schema>> {
  const { items, next } = toPage(rows, limit, idOf);
  return { items: items.map((row) => present(schema, row)), next };
}

/**
 * The version of an `If-Match` header; undefined when there is none or it is `*`.
 * @throws DomainError request.invalid
 */
export function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const match = /^\s*"(\d{1,9})"\s*$/.exec(header);
  if (match === null) throw new DomainError('request.invalid', 'If-Match: must be one entity tag of ours, such as "3"');
  return Number(match[1]);
}

/** @throws DomainError entity.changed when the caller saw another version than the one that stands now */
export function expectVersion(current: number, ifMatch: number | undefined): void {
  if (ifMatch !== undefined && ifMatch !== current) {
    throw new DomainError('entity.changed', `The version is ${current}, not ${ifMatch}`);
  }
}
