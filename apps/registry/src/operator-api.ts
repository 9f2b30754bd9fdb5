import { DomainError, toPage } from '@ppaas/contracts';
import type { Page, PageRequest } from '@ppaas/contracts';
import type { z } from 'zod';

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

/** @throws DomainError entity.changed when the caller saw another version than the one that stands now */
export function expectVersion(current: number, ifMatch: number | undefined): void {
  if (ifMatch !== undefined && ifMatch !== current) {
    throw new DomainError('entity.changed', `The version is ${current}, not ${ifMatch}`);
  }
}
