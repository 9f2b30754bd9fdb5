import type { Metrics } from '@ppaas/service';
import type { Log } from '@ppaas/messaging';
import type { Queryable } from './queryable.ts';

/** However often the metrics are read, the tables are asked once in this time. */
const FRESH_FOR_MS = 5_000;
/** A sale on a device that is online has an end by then. */
const OVERDUE_SECONDS = 180;
const RUNNING = ['ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS'] as const;

interface Census {
  readonly states: Readonly<Partial<Record<string, number>>>;
  readonly overdue: number;
  readonly unknownSeconds: number;
  readonly online: number;
  readonly devices: number;
}

const QUERY = `
  with open as materialized (
    select state, accepted_at from exchange
      where is_exclusive and state in ('ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN')
    union all select state, accepted_at from exchange where state = 'NEEDS_ATTENTION'
  )
  select coalesce((select jsonb_object_agg(state, n) from (select state, count(*) as n from open group by 1) s), '{}') as states,
    (select count(*)::int from open where state not in ('UNKNOWN', 'NEEDS_ATTENTION')
      and accepted_at < now() - ${OVERDUE_SECONDS} * interval '1 second') as overdue,
    coalesce((select extract(epoch from now() - min(accepted_at))::float8 from open where state = 'UNKNOWN'), 0) as "unknownSeconds",
    count(*) filter (where r.connected)::int as online, count(*)::int as devices
  from device d left join device_route r using (device_id) where d.status = 'ACTIVE'`;

/**
 * Gauges of the calls that wait in this process, and of what is open in the tables of its service. Of the latter every instance
 * says the same: take the maximum, not the sum. While the database does not answer they are missing, and an alert on that exists.
 */
export function watchCensus(metrics: Metrics, db: Queryable, waiters: { readonly count: number }, log: Log): void {
  metrics.gauge('ppaas_exchange_waiters', 'Calls that wait for an answer in this process', [], (gauge) =>
    gauge.set(waiters.count),
  );
  let known: { readonly until: number; readonly census: Promise<Census | undefined> } | undefined;
  const look = (): Promise<Census | undefined> => {
    if (known === undefined || known.until < performance.now())
      known = { until: performance.now() + FRESH_FOR_MS, census: count(db, log) };
    return known.census;
  };
  metrics.gauge('ppaas_exchanges_open', 'Exchanges that have not ended, by state', ['state'], async (gauge) => {
    const census = await look();
    gauge.reset();
    for (const state of [...RUNNING, 'UNKNOWN', 'NEEDS_ATTENTION'])
      if (census !== undefined) gauge.set({ state }, census.states[state] ?? 0);
  });
  const single = (name: string, help: string, read: (census: Census) => number): void => {
    metrics.gauge(name, help, [], async (gauge) => {
      const census = await look();
      if (census === undefined) gauge.remove();
      else gauge.set(read(census));
    });
  };
  single('ppaas_exchanges_overdue', 'Exchanges that run for more than 180 s', ({ overdue }) => overdue);
  single('ppaas_exchange_unknown_seconds', 'Age of the oldest UNKNOWN', ({ unknownSeconds }) => unknownSeconds);
  single('ppaas_devices_online', 'Devices with a live connection, as this service knows', ({ online }) => online);
  single('ppaas_devices_registered', 'Devices that are in use', ({ devices }) => devices);
}

async function count(db: Queryable, log: Log): Promise<Census | undefined> {
  try {
    const { rows } = await db.query(QUERY);
    return rows[0] as unknown as Census;
  } catch (error) {
    log.warn({ err: error }, 'open exchanges could not be counted for the metrics');
    return undefined;
  }
}
