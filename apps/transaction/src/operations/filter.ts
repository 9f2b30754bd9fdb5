import { DomainError, transactionExportQuery, transactionQuery, readPage, workListQuery } from '@ppaas/contracts';
import type { TransactionFilter } from '@ppaas/contracts';
import type { z } from 'zod';
import { cursorFor } from './order.ts';
import type { SortedPage } from './order.ts';

/** @throws DomainError request.invalid, with the name of the parameter */
export function readQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> {
  const read = schema.safeParse(query);
  if (read.success) return read.data;
  const { issues } = read.error;
  // Parameters are flat: a value within one is a fault of the parameter.
  const faults = issues.map(({ path, message }) => ({ pointer: `/${String(path[0] ?? '')}`, detail: message }));
  const [first] = issues;
  throw new DomainError('request.invalid', `${String(first?.path[0] ?? 'query')}: ${first?.message}`, { faults });
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

/** `24.50`, `24,5` or `24` as a decimal number; undefined: what was typed is none. */
export function amountIn(text: string): string | undefined {
  const match = /^(\d{1,13})(?:[.,](\d{1,5}))?$/.exec(text);
  return match === null ? undefined : match[1] + (match[2] === undefined ? '' : `.${match[2]}`);
}
