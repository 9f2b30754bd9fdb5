import type { TransactionSort } from '@ppaas/contracts';
import { NO_AMOUNT, isByAmount } from './order.ts';

/** SQL of the amount that rows are sorted by and held against: what the index is made of, word for word. */
export const amountOf = (row: string): string => `coalesce(${row}.amount::numeric, ${NO_AMOUNT})`;

interface Order {
  /** What stands after `order by`. */
  readonly by: string;
  /** A condition with a `?` for each part of a cursor. */
  readonly isBeyond: string;
}

/** @param at SQL of the instant of a row, where it is not called so */
export function orderOf(sort: TransactionSort, row: string, at = `${row}.at`): Order {
  const isDescending = sort.startsWith('-');
  const keys = [
    ...(isByAmount(sort) ? [{ sql: amountOf(row), type: 'numeric' }] : []),
    { sql: at, type: 'timestamptz' },
    { sql: `${row}.exchange_id`, type: 'text' },
  ];
  const columns = keys.map(({ sql }) => sql);
  const values = keys.map(({ type }) => `?::${type}`);
  return {
    by: columns.map((column) => (isDescending ? `${column} desc` : column)).join(', '),
    isBeyond: `(${columns.join(', ')}) ${isDescending ? '<' : '>'} (${values.join(', ')})`,
  };
}
