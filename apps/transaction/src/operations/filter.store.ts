import { amountIn } from '@ppaas/contracts';
import type { TransactionFilter } from '@ppaas/contracts';
import { narrowed, within } from './conditions.store.ts';
import type { Conditions, Reach } from './conditions.store.ts';
import { amountOf } from './order.store.ts';

/** Where the two kinds of rows differ: the columns that a filter is held against. */
interface Columns {
  readonly at: string;
  readonly isRefund: string;
  /** SQL that is true of a reversal, and of what is neither that nor a payment. */
  readonly isReversal: string;
  readonly isOther: string;
}

const EXCHANGE: Columns = {
  at: 'x.accepted_at',
  isRefund: "(x.kind = 'FinancialPaymentRequest' and x.transaction_type = 'Refund')",
  isReversal: "x.kind = 'FinancialReversalRequest'",
  isOther: "x.kind not in ('FinancialPaymentRequest', 'FinancialReversalRequest')",
};
const STAND_ALONE: Columns = {
  at: 'x.at',
  isRefund: "x.transaction_type = 'Refund'",
  isReversal: 'false',
  isOther: 'false',
};

/** Whether rows of a kind can be asked for at all. */
export function isAsked(origin: 'POS' | 'STAND_ALONE', filter: TransactionFilter): boolean {
  if (filter.origin !== undefined) return filter.origin === origin;
  return origin === 'POS' || (filter.posId === undefined && filter.doubt === undefined);
}

/** As their small indexes say it. */
const DOUBTS = { ENQUIRED: 'x.enquiries > 0', CONTRADICTED: "x.contradictions <> '[]'" } as const;

/** The conditions of a list, over a row `x`. */
export function conditionsOf(
  origin: 'POS' | 'STAND_ALONE',
  reach: Reach,
  filter: TransactionFilter,
  conditions: Conditions,
): Conditions {
  const columns = origin === 'POS' ? EXCHANGE : STAND_ALONE;
  narrowed(within(conditions, reach), filter);
  const { posId, deviceId, state, kind, doubt, from, to, currency } = filter;
  // A till belongs to one store for good: its sales are found among those of the store.
  if (posId !== undefined)
    conditions.add('x.pos_id = ? and x.store_id = (select p.store_id from pos p where p.pos_id = ?)', posId, posId);
  if (deviceId !== undefined) conditions.add('x.device_id = ?', deviceId);
  if (state !== undefined) conditions.add('x.state = any(?::text[])', state);
  if (kind !== undefined) conditions.add(`(${kindsOf(columns, kind)})`);
  // Only exchanges are asked for: `isAsked`.
  if (doubt !== undefined) conditions.add(DOUBTS[doubt]);
  if (from !== undefined) conditions.add(`${columns.at} >= ?::timestamptz`, from);
  if (to !== undefined) conditions.add(`${columns.at} < ?::timestamptz`, to);
  if (currency !== undefined) conditions.add('x.currency = ?', currency);
  addAmounts(conditions, filter);
  addTexts(conditions, origin, filter);
  return conditions;
}

function kindsOf(columns: Columns, kinds: readonly string[]): string {
  const { isRefund, isReversal, isOther } = columns;
  const said: Readonly<Record<string, string>> = {
    PAYMENT: `not (${isReversal}) and not (${isOther}) and coalesce(x.transaction_type, '') <> 'Refund'`,
    REFUND: isRefund,
    REVERSAL: isReversal,
    OTHER: isOther,
  };
  return kinds.map((kind) => said[kind] ?? 'false').join(' or ');
}

function addAmounts(conditions: Conditions, { amount, minAmount, maxAmount }: TransactionFilter): void {
  if (amount !== undefined) conditions.add(`${AMOUNT} = ?::numeric`, amount);
  if (minAmount !== undefined) conditions.add(`${AMOUNT} >= ?::numeric`, minAmount);
  if (maxAmount !== undefined) conditions.add(`${AMOUNT} between 0 and ?::numeric`, maxAmount);
}

const AMOUNT = amountOf('x');
const BEGINS = (column: string): string => `${column} ^@ ?`;

function addTexts(conditions: Conditions, origin: 'POS' | 'STAND_ALONE', { reference, q }: TransactionFilter): void {
  const references =
    origin === 'POS'
      ? [BEGINS('x.transaction_reference'), BEGINS('x.exchange_identification')]
      : [BEGINS('x.transaction_reference')];
  if (reference !== undefined) conditions.add(`(${references.join(' or ')})`, ...references.map(() => reference));
  if (q === undefined) return;
  const amount = amountIn(q);
  const parts = ['x.exchange_id = ?', ...references, ...(amount === undefined ? [] : [`${AMOUNT} = ?::numeric`])];
  const values = [q.toUpperCase(), ...references.map(() => q), ...(amount === undefined ? [] : [amount])];
  conditions.add(`(${parts.join(' or ')})`, ...values);
}
