import type { Overview } from '@ppaas/contracts';
import { SALE_STAGES } from '@ppaas/contracts';
import type { Queryable } from '@ppaas/exchange';
import { isWaiting } from '../operations/open.store.ts';
import type { OutcomeCount, Reach, stepsOf } from './overview.ts';

/** Who sees what: $1 organisation, $2 merchant, $3 stores; null = not narrowed. */
const within = (e: string): string => `($1::uuid is null or ${e}.tenant_id = $1)
    and ($2::uuid is null or ${e}.store_id in (select store_id from store where merchant_id = $2))
    and ($3::uuid[] is null or ${e}.store_id = any($3))`;
const reachOf = ({ organisationId, merchantId, storeIds }: Reach): unknown[] => [organisationId, merchantId, storeIds];

/** Ids that a status request has spent are no sales. */
const IS_SALE = 'e.fingerprint is not null';
const HOLDING = "e.is_exclusive and e.state in ('ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN')";
const DAY = "interval '24 hours'";

/** Which cell serves an organisation; undefined: it is not known. */
export async function cellOf(db: Queryable, organisationId: string): Promise<string | undefined> {
  const { rows } = await db.query('select cell from organisation where tenant_id = $1', [organisationId]);
  return rows[0]?.cell as string | undefined;
}

type Steps = ReturnType<typeof stepsOf>;

export async function countOutcomes(db: Queryable, reach: Reach, steps: Steps): Promise<OutcomeCount[]> {
  const { rows } = await db.query(
    `select floor(extract(epoch from e.completed_at) / $6)::float8 * $6 as at, e.state, count(*)::int as sales
      from exchange e
      where e.completed_at >= to_timestamp($4) and e.completed_at < to_timestamp($5) and ${IS_SALE} and ${within('e')}
      group by 1, 2`,
    [...reachOf(reach), steps.from, steps.to, steps.stepSeconds],
  );
  return rows as unknown as OutcomeCount[];
}

/** The history of an exchange says when it entered each state; stages are the differences. */
export async function readStages(db: Queryable, reach: Reach, { from, to }: Steps): Promise<Overview['stages']> {
  const { rows } = await db.query(
    `with latest as materialized (
        select e.accepted_at, e.completed_at, e.history from exchange e
        where e.completed_at >= to_timestamp($4) and e.completed_at < to_timestamp($5)
          and e.state in ('APPROVED', 'PARTIAL', 'DECLINED', 'CANCELLED') and ${IS_SALE} and ${within('e')}
        order by e.completed_at desc limit 2000
      )
      select s.stage, count(s.took)::int as sales,
        (extract(epoch from percentile_cont(0.5) within group (order by s.took)) * 1000)::float8 as "p50Ms",
        (extract(epoch from percentile_cont(0.99) within group (order by s.took)) * 1000)::float8 as "p99Ms"
      from latest l
      cross join lateral (
        select min((h ->> 'at')::timestamptz) filter (where h ->> 'state' in ('DISPATCHED', 'IN_PROGRESS')) as delivered,
          min((h ->> 'at')::timestamptz) filter (where h ->> 'state' = 'IN_PROGRESS') as displayed
        from jsonb_array_elements(l.history) h
      ) t
      cross join lateral (values
        ('delivered', t.delivered - l.accepted_at), ('displayed', t.displayed - t.delivered),
        ('authorised', l.completed_at - t.displayed), ('whole', l.completed_at - l.accepted_at)
      ) s (stage, took)
      group by s.stage`,
    [...reachOf(reach), from, to],
  );
  const found = new Map(rows.map((row) => [row.stage, row as unknown as Overview['stages'][number]]));
  return SALE_STAGES.map((stage) => found.get(stage) ?? { stage, sales: 0, p50Ms: null, p99Ms: null });
}

interface Census {
  readonly states: Overview['states'];
  readonly unknown: Overview['unknown'];
  readonly workList: number;
  readonly contradictions: number;
}

/** What is open, from the small indexes of what is unusual. @param promiseMs after which what is unknown waits for a person */
export async function readCensus(db: Queryable, reach: Reach, promiseMs: number): Promise<Census> {
  const { rows } = await db.query(
    `with holding as materialized (select e.state, e.accepted_at from exchange e where ${HOLDING} and ${within('e')})
      select jsonb_build_object(
          'ACCEPTED', count(*) filter (where state = 'ACCEPTED'), 'DISPATCHING', count(*) filter (where state = 'DISPATCHING'),
          'DISPATCHED', count(*) filter (where state = 'DISPATCHED'), 'IN_PROGRESS', count(*) filter (where state = 'IN_PROGRESS')
        ) as states,
        count(*) filter (where state = 'UNKNOWN')::int as "now", min(accepted_at) filter (where state = 'UNKNOWN') as since,
        (select count(*)::int from exchange e where e.enquiries > 0 and e.accepted_at > now() - ${DAY} and ${within('e')}) as "lastDay",
        (select count(*)::int from exchange e where ${isWaiting('e', '$4')} and ${within('e')}) as "workList",
        (select count(*)::int from exchange e where e.contradictions <> '[]' and e.accepted_at > now() - ${DAY} and ${within('e')})
          as contradictions
      from holding`,
    [...reachOf(reach), promiseMs],
  );
  const [row] = rows as unknown as (Overview['unknown'] & Omit<Census, 'unknown'>)[];
  if (row === undefined) throw new Error('an aggregate has one row');
  const since = row.since === null ? null : new Date(row.since).toISOString();
  return {
    states: row.states,
    unknown: { now: row.now, lastDay: row.lastDay, since },
    workList: row.workList,
    contradictions: row.contradictions,
  };
}

/** Stores with doubtful sales: open ones, those on the work list, and contradictions of the last day. */
export async function readDoubts(
  db: Queryable,
  reach: Reach,
  promiseMs: number,
): Promise<Omit<Overview['trouble'][number], 'devicesAway'>[]> {
  const { rows } = await db.query(
    `with doubtful as (
        select e.store_id, e.tenant_id, 'unknown' as doubt from exchange e
          where ${HOLDING} and e.state = 'UNKNOWN' and ${within('e')}
        union all select e.store_id, e.tenant_id, 'workList' from exchange e where ${isWaiting('e', '$4')} and ${within('e')}
        union all select e.store_id, e.tenant_id, 'contradiction' from exchange e
          where e.contradictions <> '[]' and e.accepted_at > now() - ${DAY} and ${within('e')}
      )
      select store_id as "storeId", tenant_id as "organisationId",
        count(*) filter (where doubt = 'unknown')::int as unknown, count(*) filter (where doubt = 'workList')::int as "workList",
        count(*) filter (where doubt = 'contradiction')::int as contradictions
      from doubtful group by 1, 2 order by count(*) desc limit 100`,
    [...reachOf(reach), promiseMs],
  );
  return rows as unknown as Omit<Overview['trouble'][number], 'devicesAway'>[];
}

const STORES_SHOWN = 50;

/** Devices by store, those with most away first, and what was noted of the last day. */
export async function readDevices(db: Queryable, reach: Reach): Promise<Overview['devices']> {
  const { rows } = await db.query(
    `with stores as materialized (
        select d.store_id, d.tenant_id, count(*)::int as devices, count(*) filter (where r.connected)::int as online
        from device d left join device_route r using (device_id) where d.status = 'ACTIVE' and ${within('d')} group by 1, 2
      ), shown as (select * from stores order by devices - online desc, store_id limit ${STORES_SHOWN})
      select (select coalesce(sum(online), 0)::int from stores) as online, (select coalesce(sum(devices), 0)::int from stores) as devices,
        coalesce(jsonb_agg(jsonb_build_object('storeId', s.store_id, 'organisationId', s.tenant_id, 'online', s.online,
            'devices', s.devices, 'timeline', t.levels) order by s.devices - s.online desc, s.store_id), '[]') as stores
      from shown s cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object('at', to_char(l.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'online', l.online) order by l.at), '[]') as levels
        from presence_level l where l.store_id = s.store_id
      ) t`,
    reachOf(reach),
  );
  return rows[0] as unknown as Overview['devices'];
}

export async function countByOrganisation(
  db: Queryable,
  reach: Reach,
  { from, to }: Steps,
): Promise<Overview['organisations']> {
  const { rows } = await db.query(
    `with counted as (
        select e.tenant_id, 1 as sale, 0 as doubt from exchange e
          where e.completed_at >= to_timestamp($4) and e.completed_at < to_timestamp($5) and ${IS_SALE} and ${within('e')}
        union all select e.tenant_id, 0, 1 from exchange e where ${HOLDING} and e.state = 'UNKNOWN' and ${within('e')}
      )
      select tenant_id as "organisationId", sum(sale)::int as sales, sum(doubt)::int as unknown
      from counted group by 1 order by 2 desc limit 50`,
    [...reachOf(reach), from, to],
  );
  return rows as unknown as Overview['organisations'];
}

/**
 * Notes how many devices of each store are online where that has changed since it was last noted, and forgets what is more
 * than a day old and no longer the latest. One instance at a time; the others find the lock taken and leave it.
 */
export async function notePresence(db: Queryable): Promise<void> {
  await db.query(
    `with turn as materialized (select pg_try_advisory_xact_lock(hashtext('presence_level')) as is_ours),
      levels as (
        select d.store_id, count(*) filter (where r.connected)::int as online
        from device d left join device_route r using (device_id), turn where d.status = 'ACTIVE' and turn.is_ours group by 1
      ), forgotten as (
        delete from presence_level o using turn where turn.is_ours and o.at < now() - ${DAY}
          and exists (select from presence_level n where n.store_id = o.store_id and n.at > o.at)
      )
      insert into presence_level (store_id, at, online)
      select l.store_id, now(), l.online from levels l
      where l.online is distinct from
        (select p.online from presence_level p where p.store_id = l.store_id order by p.at desc limit 1)`,
  );
}
