import { END_STATES } from './exchange.ts';
import type { Queryable } from './queryable.ts';

/** Rows of a table that are kept for the retention and then go. */
export interface Retained {
  readonly table: string;
  /** When a row's time begins, null while it has not; an index of the table begins with it. */
  readonly since: string;
  /** SQL over the row `t`: what must be true besides. $1 is the retention in days. */
  readonly when?: string;
  /** What belongs to a row and goes with it: tables that name it by its key, each with an index on that. */
  readonly parts?: { readonly key: string; readonly tables: readonly string[] };
}

const DAYS = `$1::int * interval '1 day'`;

/**
 * SQL over the row `t`: its device has nothing more to say of it. It may be away for longer than things are kept, and says
 * on its return what was not released: that must meet the row. Soon after, or when it is out of use, all is said.
 */
export const isSilent = (since: string): string => `(
  not exists (select from device d where d.device_id = t.device_id and d.status = 'ACTIVE')
  or exists (select from device_route r where r.device_id = t.device_id and r.connected_at > t.${since}
    and r.connected_at < now() - interval '10 minutes'))`;

/** What is open has no end, and so no time. An end that was contradicted counts from what the device said last. */
const IS_OVER = `t.state in (${END_STATES.map((state) => `'${state}'`).join(', ')}) and t.next_action_at is null
  and (t.contradictions = '[]' or (t.contradictions -> -1 ->> 'at')::timestamptz < now() - ${DAYS})
  and (t.address is null or ${isSilent('completed_at')})`;

/** The exchanges of an owner. @param parts what belongs to an exchange, by its id */
export const retainedExchanges = (...parts: readonly string[]): Retained => ({
  table: 'exchange',
  since: 'completed_at',
  when: IS_OVER,
  parts: { key: 'exchange_id', tables: parts },
});

export interface PurgeStep {
  readonly days: number;
  /** Rows that are looked at. */
  readonly limit: number;
  /** Where to look on: what the step before has said; at first `-infinity`. */
  readonly from: string;
}

export interface Purged {
  readonly lookedAt: number;
  readonly gone: number;
  /** null when nothing was looked at. */
  readonly next: string | null;
}

/**
 * One step through the rows whose time is over, in the order of their times. However many of them have to stay, it looks at no
 * more than the limit. A row that is held just now, by a sale or by another instance that purges, is left for the next pass.
 */
export async function purge(db: Queryable, retained: Retained, { days, limit, from }: PurgeStep): Promise<Purged> {
  const { rows } = await db.query(purgeStatement(retained), [days, limit, from]);
  return rows[0] as unknown as Purged;
}

/** By the places of the rows: however large the table is, there is no other way to take them than one by one. */
export function purgeStatement({ table, since, when = 'true', parts = { key: since, tables: [] } }: Retained): string {
  const parting = parts.tables.map(
    (part) => `, ${part}_gone as (delete from ${part} where ${parts.key} = any (array(select ${parts.key} from gone)))`,
  );
  return `
    with past as materialized (
      select t.ctid as place, t.${since} as since from ${table} t
        where t.${since} >= $3::timestamptz and t.${since} < now() - ${DAYS} order by t.${since} limit $2
    ), due as materialized (
      select t.ctid as place from ${table} t where t.ctid = any (array(select place from past)) and ${when}
        for update of t skip locked
    ), gone as (
      delete from ${table} t where t.ctid = any (array(select place from due)) returning t.${parts.key}
    )${parting.join('')},
    step as (select count(*)::int as seen, max(since) as last, (select count(*)::int from gone) as gone from past)
    -- many rows may have one time: it is gone past only when none of them can go
    select seen as "lookedAt", gone,
      (case when gone = 0 and last = $3::timestamptz then last + interval '1 microsecond' else last end)::text as next from step`;
}
