import { TENANTS_NAMED } from '@ppaas/service';
import type { Metrics } from '@ppaas/service';
import type { Log } from '@ppaas/messaging';
import type { ExchangeMetrics } from './exchange-metrics.ts';
import type { Queryable } from './queryable.ts';
import type { ExchangeTimes } from './times.ts';

/** However often the metrics are read, the tables are asked once in this time. */
const FRESH_FOR_MS = 5_000;
/** A sale on a device that is online has an end by then. */
const OVERDUE_SECONDS = 180;
const OPEN = ['ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN', 'NEEDS_ATTENTION'] as const;

interface Figures {
  readonly states: Readonly<Record<(typeof OPEN)[number], number>>;
  readonly overdue: number;
  readonly unknownSeconds: number;
  readonly online: number;
  readonly devices: number;
}
type TenantFigures = Figures & { readonly tenant: string };

/**
 * What one cell ($1) has open, by tenant. An exchange counts in one cell and no other: in its own, and from when a former cell
 * may be gone ($3 milliseconds) in the one that serves the organisation now. Tenants with names ($2) come first, then those with most devices;
 * all others are one row. What is open is found in the small indexes of it, among millions of exchanges that have ended.
 */
export const CENSUS = `
  with open as materialized (
    select tenant_id, cell, state, accepted_at from exchange
      where is_exclusive and state in ('ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN')
    union all select tenant_id, cell, state, accepted_at from exchange where state = 'NEEDS_ATTENTION'
  ), device_count as materialized (
    select d.tenant_id, count(*)::int as devices, count(*) filter (where r.connected)::int as online
    from organisation o join device d using (tenant_id) left join device_route r using (device_id)
    where o.cell = $1 and d.status = 'ACTIVE' group by 1
  ), named as materialized (
    select tenant_id from organisation left join device_count using (tenant_id) where cell = $1
    order by tenant_id::text = any($2) desc, devices desc nulls last, tenant_id limit ${TENANTS_NAMED}
  ), fact as (
    select tenant_id, e.state, e.accepted_at, 0 as devices, 0 as online from open e left join organisation o using (tenant_id)
      where $1 = coalesce(case when e.accepted_at < now() - $3 * interval '1 millisecond' then o.cell end, e.cell)
    union all select tenant_id, null, null, devices, online from device_count
  )
  select coalesce(n.tenant_id::text, 'other') as tenant,
    jsonb_build_object(${OPEN.map((state) => `'${state}', count(*) filter (where state = '${state}')`).join(', ')}) as states,
    count(*) filter (where state not in ('UNKNOWN', 'NEEDS_ATTENTION')
      and accepted_at < now() - ${OVERDUE_SECONDS} * interval '1 second')::int as overdue,
    coalesce(extract(epoch from now() - min(accepted_at) filter (where state = 'UNKNOWN'))::float8, 0) as "unknownSeconds",
    sum(online)::int as online, sum(devices)::int as devices
  from fact left join named n using (tenant_id) group by n.tenant_id`;

const NONE: Figures = {
  states: { ACCEPTED: 0, DISPATCHING: 0, DISPATCHED: 0, IN_PROGRESS: 0, UNKNOWN: 0, NEEDS_ATTENTION: 0 },
  ...{ overdue: 0, unknownSeconds: 0, online: 0, devices: 0 },
};

const both = (a: Figures, b: Figures): Figures => ({
  states: Object.fromEntries(OPEN.map((state) => [state, a.states[state] + b.states[state]])) as Figures['states'],
  overdue: a.overdue + b.overdue,
  unknownSeconds: Math.max(a.unknownSeconds, b.unknownSeconds),
  online: a.online + b.online,
  devices: a.devices + b.devices,
});

/** What a census needs of an `ExchangeContext`. */
interface CensusContext {
  readonly cell: string;
  readonly times: Pick<ExchangeTimes, 'adoptedMs'>;
  readonly database: { readonly pool: Queryable };
  readonly waiters: { readonly count: number };
  readonly metrics: Pick<ExchangeMetrics, 'named' | 'expect'>;
  readonly logger: Log;
}

/**
 * Gauges of the calls that wait in this process, and of what is open in this cell and who is online there, of all and by
 * tenant. Of the latter every instance of a service in a cell says the same: take the maximum of a cell, and the sum over
 * cells. While the database does not answer they are missing, and an alert on that exists.
 */
export function watchCensus(metrics: Metrics, context: CensusContext): void {
  metrics.gauge('ppaas_exchange_waiters', 'Calls that wait for an answer in this process', [], (gauge) =>
    gauge.set(context.waiters.count),
  );
  let known: { readonly until: number; readonly census: Promise<readonly TenantFigures[] | undefined> } | undefined;
  const look = (): Promise<readonly TenantFigures[] | undefined> => {
    if (known === undefined || known.until < performance.now())
      known = { until: performance.now() + FRESH_FOR_MS, census: count(context) };
    return known.census;
  };
  const states = 'Exchanges of this cell that have not ended, by state';
  metrics.gauge('ppaas_exchanges_open', states, ['state'], async (gauge) => {
    const census = await look();
    gauge.reset();
    if (census === undefined) return;
    for (const [state, n] of Object.entries(census.reduce(both, NONE).states)) gauge.set({ state }, n);
  });
  metrics.gauge('ppaas_tenant_exchanges_open', `${states} and tenant`, ['state', 'tenant'], async (gauge) => {
    const census = await look();
    gauge.reset();
    for (const { tenant, states } of census ?? [])
      for (const [state, n] of Object.entries(states)) gauge.set({ state, tenant }, n);
  });
  const figure = (name: string, ofTenants: string, help: string, read: (figures: Figures) => number): void => {
    metrics.gauge(name, help, [], async (gauge) => {
      const census = await look();
      if (census === undefined) gauge.remove();
      else gauge.set(read(census.reduce(both, NONE)));
    });
    metrics.gauge(ofTenants, `${help}, by tenant`, ['tenant'], async (gauge) => {
      const census = await look();
      gauge.reset();
      for (const one of census ?? []) gauge.set({ tenant: one.tenant }, read(one));
    });
  };
  const overdue = `Exchanges of this cell that run for more than ${OVERDUE_SECONDS} s`;
  figure('ppaas_exchanges_overdue', 'ppaas_tenant_exchanges_overdue', overdue, (one) => one.overdue);
  const unknown = 'Age of the oldest UNKNOWN of this cell';
  figure('ppaas_exchange_unknown_seconds', 'ppaas_tenant_unknown_seconds', unknown, (one) => one.unknownSeconds);
  const online = 'Devices of the organisations of this cell that have a live connection, as this service knows';
  figure('ppaas_devices_online', 'ppaas_tenant_devices_online', online, (one) => one.online);
  const registered = 'Devices of the organisations of this cell that are in use';
  figure('ppaas_devices_registered', 'ppaas_tenant_devices_registered', registered, (one) => one.devices);
}

async function count(context: CensusContext): Promise<readonly TenantFigures[] | undefined> {
  const { cell, times, database, metrics, logger } = context;
  try {
    const { rows } = await database.pool.query(CENSUS, [cell, metrics.named, times.adoptedMs]);
    const census = rows as unknown as readonly TenantFigures[];
    metrics.expect(census.map(({ tenant }) => tenant).filter((tenant) => tenant !== 'other'));
    return census;
  } catch (error) {
    logger.warn({ err: error }, 'open exchanges could not be counted for the metrics');
    return undefined;
  }
}
