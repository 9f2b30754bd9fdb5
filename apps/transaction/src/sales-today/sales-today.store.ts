import type { Queryable } from '@ppaas/exchange';
import { z } from 'zod';
import { Conditions, within } from '../operations/conditions.store.ts';
import type { Reach } from '../operations/conditions.store.ts';
import { conditionsOf } from '../operations/filter.store.ts';

/** A store, and when its day began. */
export interface StoreDay {
  readonly storeId: string;
  readonly since: Date;
}

/** Sales of a store in one currency; a store without any has one row, without currency. */
const salesRow = z.object({
  store_id: z.string(),
  currency: z.string().nullable(),
  sales: z.int(),
  /** Of those approved in full. */
  amount: z.string().nullable(),
  /** Answers of those approved in part, which say how much of it. */
  parts: z.array(z.string().nullable()),
});
export type SalesRow = z.infer<typeof salesRow>;

const SOLD = { kind: ['PAYMENT' as const], state: ['APPROVED' as const, 'PARTIAL' as const] };

/** Of the stores among these that are known and within reach. */
export async function findSales(db: Queryable, reach: Reach, days: readonly StoreDay[]): Promise<SalesRow[]> {
  const conditions = new Conditions([days.map(({ storeId }) => storeId), days.map(({ since }) => since.toISOString())]);
  const stores = within(new Conditions(conditions.values), reach);
  conditions.take(stores);
  const parts = (['POS', 'STAND_ALONE'] as const).map((origin) => {
    const [table, at] = origin === 'POS' ? ['exchange', 'x.accepted_at'] : ['stand_alone', 'x.at'];
    const answer = origin === 'POS' ? 'x.answer' : 'x.message';
    const own = conditionsOf(origin, reach, SOLD, new Conditions(conditions.values));
    conditions.take(own);
    return `select x.state, x.amount, x.currency, ${answer} as answer from ${table} x
      where x.tenant_id = s.tenant_id and x.store_id = s.store_id and ${at} >= s.since and ${own.text}`;
  });
  const { rows } = await db.query(
    `select s.store_id, l.currency, count(l.state)::int as sales,
        sum(l.amount::numeric) filter (where l.state = 'APPROVED')::text as amount,
        coalesce(array_agg(l.answer) filter (where l.state = 'PARTIAL'), '{}') as parts
      from (select x.store_id, x.tenant_id, d.since from unnest($1::uuid[], $2::timestamptz[]) d (store_id, since)
        join store x on x.store_id = d.store_id where ${stores.text}) s
      left join lateral (${parts.join(' union all ')}) l on true
      group by 1, 2 order by 1, 2`,
    conditions.values,
  );
  return rows.map((row) => salesRow.parse(row));
}
