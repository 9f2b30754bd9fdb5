import { invalidQuery, transactionExportQuery, transactionQuery, readPage, workListQuery } from '@ppaas/contracts';
import type { TransactionFilter } from '@ppaas/contracts';
import type { z } from 'zod';
import { cursorFor } from './order.ts';
import type { SortedPage } from './order.ts';

/** @throws DomainError request.invalid, with the name of the parameter */
export function readQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> {
  const read = schema.safeParse(query);
  if (read.success) return read.data;
  throw invalidQuery(read.error.issues);
}

const sortedPage = (sort: SortedPage['sort'], asked: unknown): SortedPage => ({
  sort,
  ...readPage(asked, cursorFor(sort)),
});

/** @throws DomainError request.invalid */
export function readListQuery(query: unknown): { readonly filter: TransactionFilter; readonly page: SortedPage } {
  const { cursor, limit, sort, ...filter } = readQuery(transactionQuery, query);
  return { filter, page: sortedPage(sort, { cursor, limit }) };
}

type WorkListFilter = Omit<z.infer<typeof workListQuery>, 'cursor' | 'limit' | 'sort'>;

/** @throws DomainError request.invalid */
export function readWorkListQuery(query: unknown): { readonly filter: WorkListFilter; readonly page: SortedPage } {
  const { cursor, limit, sort, ...filter } = readQuery(workListQuery, query);
  return { filter, page: sortedPage(sort, { cursor, limit }) };
}

/** @throws DomainError request.invalid */
export const readExportQuery = (query: unknown): TransactionFilter => readQuery(transactionExportQuery, query);
