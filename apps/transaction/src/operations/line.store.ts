import type { Queryable } from '@ppaas/exchange';
import { transactionStage } from '@ppaas/contracts';
import type { TransactionFilter } from '@ppaas/contracts';
import { z } from 'zod';
import { Conditions } from './conditions.store.ts';
import type { Reach } from './conditions.store.ts';
import { conditionsOf, isAsked } from './filter.store.ts';
import { orderOf } from './order.store.ts';
import type { SortedPage } from './order.ts';

const instant = z.string().transform((text) => new Date(text));

/** A line as Postgres has it. */
export const lineRow = z.object({
  exchange_id: z.string(),
  origin: z.enum(['POS', 'STAND_ALONE']),
  kind: z.string(),
  transaction_type: z.string().nullable(),
  state: z.string(),
  stage: transactionStage.nullable(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  reference: z.string().nullable(),
  exchange_identification: z.string().nullable(),
  tenant_id: z.string(),
  merchant_id: z.string().nullable(),
  store_id: z.string().nullable(),
  store_name: z.string().nullable(),
  pos_id: z.string().nullable(),
  pos_name: z.string().nullable(),
  sale_id: z.string().nullable(),
  device_id: z.string(),
  device_name: z.string().nullable(),
  serial_number: z.string().nullable(),
  answer: z.string().nullable(),
  is_contradicted: z.boolean(),
  at: instant,
  completed_at: instant.nullable(),
  /** `at` with microseconds, which a Date has not: for the cursor. */
  at_text: z.string(),
});
export type LineRow = z.infer<typeof lineRow>;

export const EXCHANGES = `x.exchange_id, 'POS' as origin, x.kind, x.transaction_type, x.state, x.amount, x.currency,
  x.transaction_reference as reference, x.exchange_identification, x.tenant_id, x.store_id, x.pos_id, x.sale_id, x.device_id,
  x.address ->> 'serialNumber' as serial_number, x.answer, x.contradictions <> '[]' as is_contradicted,
  x.accepted_at as at, x.completed_at`;
export const SALES = `x.exchange_id, 'STAND_ALONE' as origin, 'FinancialPaymentRequest' as kind, x.transaction_type,
  coalesce(nullif(x.state, 'NOT_FOUND'), 'FAILED') as state, x.amount, x.currency,
  x.transaction_reference as reference, null::text as exchange_identification, x.tenant_id, x.store_id, null::uuid as pos_id,
  null::text as sale_id, x.device_id, x.serial_number, x.message as answer, false as is_contradicted,
  x.at, x.recorded_at as completed_at`;
/** What the device told last: the history has only the first of its stages. */
const STAGE = `case when l.state = 'IN_PROGRESS' then (
    select step ->> 'hop' from exchange_hop h cross join json_array_elements(h.hops) step
    where h.exchange_id = l.exchange_id and h.tenant_id = l.tenant_id
      and step ->> 'hop' = any('{${transactionStage.options.join(',')}}')
    order by (step ->> 'at')::timestamptz desc limit 1) end as stage`;
/** Names and stages are looked up for the lines that are shown, and for no others. */
export const NAMED = `l.*, ${STAGE}, s.merchant_id, s.name as store_name, p.name as pos_name, d.name as device_name,
  to_char(l.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at_text`;
export const NAMES = `left join store s on s.store_id = l.store_id left join pos p on p.pos_id = l.pos_id
  left join device d on d.device_id = l.device_id`;

/** What nobody is narrowed to is read organisation by organisation, in whose order it is kept. */
const firstOfEach = (table: string, conditions: string, order: string): string =>
  `organisation o cross join lateral (select * from ${table} x where x.tenant_id = o.tenant_id and ${conditions} ${order}) x`;

/** In the order of the page, `limit + 1` rows at most. */
export async function findLines(
  db: Queryable,
  reach: Reach,
  filter: TransactionFilter,
  page: SortedPage,
): Promise<LineRow[]> {
  const conditions = new Conditions([page.limit + 1]);
  const parts: string[] = [];
  for (const origin of ['POS', 'STAND_ALONE'] as const) {
    if (!isAsked(origin, filter)) continue;
    const own = new Conditions(conditions.values);
    conditionsOf(origin, reach, filter, own);
    const { by, isBeyond } = orderOf(page.sort, 'x', origin === 'POS' ? 'x.accepted_at' : 'x.at');
    if (page.after !== undefined) own.add(isBeyond, ...page.after.split('\n'));
    const [columns, table] = origin === 'POS' ? [EXCHANGES, 'exchange'] : [SALES, 'stand_alone'];
    const order = `order by ${by} limit $1::int`;
    const isOfAll = (reach.organisationId ?? filter.organisationId ?? null) === null;
    const rows = isOfAll ? firstOfEach(table, own.text, order) : `${table} x where ${own.text}`;
    parts.push(`(select ${columns} from ${rows} ${order})`);
    conditions.take(own);
  }
  if (parts.length === 0) return [];
  const lines = `select * from (${parts.join(' union all ')}) u order by ${orderOf(page.sort, 'u').by} limit $1::int`;
  const { rows } = await db.query(
    `select row_to_json(r) as line from (select ${NAMED} from (${lines}) l ${NAMES} order by ${orderOf(page.sort, 'l').by}) r`,
    conditions.values,
  );
  return rows.map((row) => lineRow.parse(row.line));
}
