import type { Queryable } from '@ppaas/exchange';
import { z } from 'zod';
import { Conditions, narrowed, within } from './conditions.store.ts';
import type { Reach } from './conditions.store.ts';
import { EXCHANGES, NAMED, NAMES, lineRow } from './line.store.ts';
import { orderOf } from './order.store.ts';
import type { SortedPage } from './order.ts';

const instant = z.string().transform((text) => new Date(text));

/** An exchange of which something is still to come. */
export const openRow = lineRow.extend({
  history: z.array(z.object({ at: instant, state: z.string(), cause: z.string() })),
  attention_reason: z.string().nullable(),
  next_action_at: instant.nullable(),
  enquiries: z.int(),
  abort_requested_at: instant.nullable(),
  is_dispatched: z.boolean(),
  route: z.object({ connected: z.boolean(), connected_at: instant }).nullable(),
  now: instant,
});
export type OpenRow = z.infer<typeof openRow>;

/** Of `exchange x`, beside `EXCHANGES`. */
export const OPEN = `x.history, x.attention_reason, x.next_action_at, x.enquiries, x.abort_requested_at,
  x.address is not null and x.state <> 'ACCEPTED' as is_dispatched`;
/** Of a line `l`, beside `NAMED`. */
export const AROUND = `(select row_to_json(v) from (select r.connected, r.connected_at from device_route r where r.device_id = l.device_id) v)
    as route, now() as now`;

/** What waits for a person, or is unknown for longer than `promiseMs`. */
export interface Waiting {
  readonly organisationId?: string | undefined;
  readonly merchantId?: string | undefined;
  readonly storeId?: string | undefined;
  readonly promiseMs: number;
}

/** Whether an exchange `x` waits. @param promise SQL of milliseconds */
export const isWaiting = (x: string, promise: string): string =>
  `${x}.state in ('NEEDS_ATTENTION', 'UNKNOWN')
    and (${x}.state = 'NEEDS_ATTENTION' or ${x}.accepted_at < now() - ${promise}::int * interval '1 millisecond')`;

const waitingOf = (conditions: Conditions, reach: Reach, { promiseMs, ...asked }: Waiting): Conditions =>
  narrowed(within(conditions, reach), asked).add(isWaiting('x', '?'), promiseMs);

/** In the order of the page, `limit + 1` rows at most. */
export async function findWaiting(db: Queryable, reach: Reach, waiting: Waiting, page: SortedPage): Promise<OpenRow[]> {
  const conditions = waitingOf(new Conditions([page.limit + 1]), reach, waiting);
  const { by, isBeyond } = orderOf(page.sort, 'x', 'x.accepted_at');
  if (page.after !== undefined) conditions.add(isBeyond, ...page.after.split('\n'));
  const lines = `select ${EXCHANGES}, ${OPEN} from exchange x where ${conditions.text} order by ${by} limit $1::int`;
  const { rows } = await db.query(
    `select row_to_json(r) as line
      from (select ${NAMED}, ${AROUND} from (${lines}) l ${NAMES} order by ${orderOf(page.sort, 'l').by}) r`,
    conditions.values,
  );
  return rows.map((row) => openRow.parse(row.line));
}

export async function countWaiting(db: Queryable, reach: Reach, waiting: Waiting): Promise<number> {
  const { text, values } = waitingOf(new Conditions(), reach, waiting);
  const { rows } = await db.query(`select count(*)::int as count from exchange x where ${text}`, values);
  return Number(rows[0]?.count);
}
