import { DomainError, transactionExportQuery, transactionQuery, readPage } from '@ppaas/contracts';
import type { PageRequest, TransactionFilter } from '@ppaas/contracts';
import type { z } from 'zod';

/** What a cursor of the list is: an instant with microseconds, and the id of the line. */
export const CURSOR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\n[A-Z0-9]{1,40}$/;

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

/** @throws DomainError request.invalid */
export function readListQuery(query: unknown): { readonly filter: TransactionFilter; readonly page: PageRequest } {
  const { cursor, limit, ...filter } = readQuery(transactionQuery, query);
  return { filter, page: readPage({ cursor, limit }, CURSOR) };
}

/** @throws DomainError request.invalid */
export const readExportQuery = (query: unknown): TransactionFilter => readQuery(transactionExportQuery, query);

/** `24.50`, `24,5` or `24` as a decimal number; undefined: what was typed is none. */
export function amountIn(text: string): string | undefined {
  const match = /^(\d{1,13})(?:[.,](\d{1,5}))?$/.exec(text);
  return match === null ? undefined : match[1] + (match[2] === undefined ? '' : `.${match[2]}`);
}
