import { HOPS } from '@ppaas/contracts';
import type { Queryable } from '@ppaas/exchange';
import { z } from 'zod';
import { Conditions, within } from './conditions.store.ts';
import type { Reach } from './conditions.store.ts';
import { EXCHANGES, NAMED, NAMES, SALES, lineRow } from './line.store.ts';
import { AROUND, OPEN, openRow } from './open.store.ts';

const instant = z.string().transform((text) => new Date(text));

/** What was seen of it on its way, as `exchange_hop` has it. */
const seen = z.object({ at: instant, hop: z.enum(HOPS), detail: z.string().optional() });
const contradiction = z.object({
  at: instant,
  said: z.object({ state: z.string(), answer: z.string(), serialNumber: z.string() }),
});

const exchangeDetail = openRow.extend({
  request: z.string().nullable(),
  offered_methods: z.array(z.string()).nullable(),
  contradictions: z.array(contradiction),
  vocabulary: z
    .object({ names: z.enum(['long', 'code']), amounts: z.enum(['string', 'number']), document: z.boolean() })
    .nullable(),
  session_id: z.string().nullable(),
  traceparent: z.string().nullable(),
  seen: z
    .array(z.array(seen))
    .nullable()
    .transform((rows) => rows?.flat() ?? []),
  resolution: z
    .object({
      outcome: z.enum(['APPROVED', 'PARTIAL', 'DECLINED']),
      amount: z.string().nullable(),
      reason: z.string(),
      actor: z.string(),
      resolved_at: instant,
    })
    .nullable(),
});
export type ExchangeDetail = z.infer<typeof exchangeDetail>;
export type StandAloneDetail = z.infer<typeof lineRow>;

const sessionDetail = z.object({
  exchange_id: z.string(),
  exchange_identification: z.string(),
  state: z.string(),
  answer: z.string().nullable(),
  tenant_id: z.string(),
  store_id: z.string(),
  pos_id: z.string(),
  device_id: z.string().nullable(),
  merchant_id: z.string().nullable(),
  store_name: z.string().nullable(),
  pos_name: z.string().nullable(),
  sale_id: z.string().nullable(),
  device_name: z.string().nullable(),
  accepted_at: instant.nullable(),
  completed_at: instant.nullable(),
});
export type SessionDetail = z.infer<typeof sessionDetail>;

/** A till may ask about one sale for ever; a page has an end. */
const MORE = `(select json_agg(h.hops order by h.recorded_at) from (
      select * from exchange_hop h where h.exchange_id = l.exchange_id and h.tenant_id = l.tenant_id order by h.recorded_at limit 500
    ) h) as seen,
  (select row_to_json(z) from resolution z where z.exchange_id = l.exchange_id) as resolution,
  ${AROUND}`;

/** An exchange within reach, with all that is known of it. */
export function findExchange(db: Queryable, reach: Reach, exchangeId: string): Promise<ExchangeDetail | undefined> {
  const { text, values } = within(new Conditions(), reach).add('x.exchange_id = ?', exchangeId);
  return first(
    db,
    `select ${NAMED}, ${MORE} from (
       select ${EXCHANGES}, ${OPEN}, x.request, x.offered_methods, x.contradictions, x.vocabulary, x.session_id, x.traceparent
       from exchange x where ${text}) l ${NAMES}`,
    values,
    exchangeDetail,
  );
}

export function findStandAlone(db: Queryable, reach: Reach, exchangeId: string): Promise<StandAloneDetail | undefined> {
  const { text, values } = within(new Conditions(), reach).add('x.exchange_id = ?', exchangeId);
  return first(
    db,
    `select ${NAMED} from (select ${SALES} from stand_alone x where ${text}) l ${NAMES}`,
    values,
    lineRow,
  );
}

/** An exchange of the session service within reach, as far as it told. */
export function findSession(db: Queryable, reach: Reach, exchangeId: string): Promise<SessionDetail | undefined> {
  const { text, values } = within(new Conditions(), reach).add('x.exchange_id = ?', exchangeId);
  return first(
    db,
    `select l.*, s.merchant_id, s.name as store_name, p.name as pos_name, p.sale_id, d.name as device_name
       from (select * from session_exchange x where ${text}) l ${NAMES}`,
    values,
    sessionDetail,
  );
}

async function first<Schema extends z.ZodType>(
  db: Queryable,
  text: string,
  values: readonly unknown[],
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  const { rows } = await db.query(`select row_to_json(r) as found from (${text}) r`, values);
  return rows[0] === undefined ? undefined : schema.parse(rows[0].found);
}
