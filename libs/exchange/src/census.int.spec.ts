import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AddOutboxCell1700000000100, CreateOutbox1700000000000, SILENT_LOG } from '@ppaas/messaging';
import { Metrics } from '@ppaas/service';
import { createDatabase } from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import { Pool } from 'pg';
import type { QueryRunner } from 'typeorm';
import { CENSUS, watchCensus } from './census.ts';
import { ExchangeMetrics } from './exchange-metrics.ts';
import { AddCells1700000006000 } from './migrations/add-cells.ts';
import { CreateExchange1700000001000 } from './migrations/create-exchange.ts';
import { exchangeTimes } from './times.ts';

const TIMES = exchangeTimes(1);

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createDatabase('census');
  pool = new Pool({ connectionString: database.url, max: 2 });
  const query = async (sql: string, values?: unknown[]): Promise<unknown[]> => (await pool.query(sql, values)).rows;
  const migrations = [
    ...[new CreateOutbox1700000000000(), new AddOutboxCell1700000000100(), new CreateExchange1700000001000()],
    new AddCells1700000006000(),
  ];
  for (const migration of migrations) await migration.up({ query } as unknown as QueryRunner);
}, 60_000);
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});
beforeEach(() => pool.query('truncate exchange, device_route, device, organisation'));

/** An organisation that this cell serves. @returns its id */
async function served(
  cell: string,
  devices: { readonly away?: number; readonly online?: number } = {},
): Promise<string> {
  const tenantId = randomUUID();
  await pool.query("insert into organisation values ($1, true, $2, 'ACTIVE', 1)", [tenantId, cell]);
  const add = async (count: number, connected: boolean | null): Promise<void> => {
    const ids = Array.from({ length: count }, () => randomUUID());
    await pool.query(
      "insert into device select id, $2, $2, 'Counter', 'ACTIVE', null, 1 from unnest($1::text[]) as id",
      [ids, tenantId],
    );
    if (connected !== null)
      await pool.query(
        "insert into device_route select id, $2, 'c-0', 1, now(), 'SN', 'B', 'J', 1, 1, '{}', '{}' from unnest($1::text[]) as id",
        [ids, connected],
      );
  };
  await add(devices.online ?? 0, true);
  // Half of them, rounded up, were never connected.
  await add(Math.ceil((devices.away ?? 0) / 2), null);
  await add(Math.floor((devices.away ?? 0) / 2), false);
  return tenantId;
}

async function exchange(tenantId: string, cell: string, state: string, ageSeconds: number): Promise<void> {
  await pool.query(
    `insert into exchange (exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind,
        is_exclusive, state, accepted_at)
      values ($1, 'x', $2, $2, $2, 's', $1, $3, 'FinancialPaymentRequest', true, $4, now() - $5 * interval '1 second')`,
    [randomUUID(), tenantId, cell, state, ageSeconds],
  );
}

interface Observer {
  /** The value of a series, or undefined where there is none. */
  read(name: string, labels?: Readonly<Record<string, string>>): Promise<number | undefined>;
  readonly exchanges: ExchangeMetrics;
  readonly metrics: Metrics;
}

/** What an instance of this cell tells Prometheus. */
function instanceIn(cell: string): Observer {
  const metrics = new Metrics({ service: 'transaction', instance: 'transaction-0', cell });
  const exchanges = new ExchangeMetrics(metrics);
  const waiters = { count: 0 };
  watchCensus(metrics, { cell, times: TIMES, database: { pool }, waiters, metrics: exchanges, logger: SILENT_LOG });
  const read: Observer['read'] = async (name, labels = {}) => {
    const series = (await metrics.registry.getSingleMetric(name)?.get())?.values ?? [];
    return series.find((one) => Object.entries(labels).every(([key, value]) => one.labels[key] === value))?.value;
  };
  return { read, exchanges, metrics };
}

async function totals({ read }: Observer): Promise<Readonly<Record<string, number | undefined>>> {
  const open = (state: string): Promise<number | undefined> => read('ppaas_exchanges_open', { state });
  return {
    accepted: await open('ACCEPTED'),
    dispatched: await open('DISPATCHED'),
    unknown: await open('UNKNOWN'),
    waiting: await open('NEEDS_ATTENTION'),
    overdue: await read('ppaas_exchanges_overdue'),
    online: await read('ppaas_devices_online'),
    registered: await read('ppaas_devices_registered'),
  };
}
const NOTHING = { accepted: 0, dispatched: 0, unknown: 0, waiting: 0, overdue: 0, online: 0, registered: 0 };

describe('the census', () => {
  it('is of its own cell: what is open and who is online elsewhere is not in it', async () => {
    const [large, small] = [await served('large', { online: 4, away: 1 }), await served('small', { away: 3 })];
    await exchange(large, 'large', 'ACCEPTED', 5);
    await exchange(large, 'large', 'DISPATCHED', 300);
    await exchange(large, 'large', 'APPROVED', 300);
    await exchange(small, 'small', 'UNKNOWN', 700);
    await exchange(small, 'small', 'NEEDS_ATTENTION', 900);
    const [inLarge, inSmall, inEmpty] = [instanceIn('large'), instanceIn('small'), instanceIn('empty')];
    const ofLarge = { ...NOTHING, accepted: 1, dispatched: 1, overdue: 1, online: 4, registered: 5 };
    expect(await totals(inLarge)).toEqual(ofLarge);
    expect(await totals(inSmall)).toEqual({ ...NOTHING, unknown: 1, waiting: 1, registered: 3 });
    expect(await totals(inEmpty)).toEqual(NOTHING);
    expect(await inLarge.read('ppaas_exchange_unknown_seconds')).toBe(0);
    expect(await inSmall.read('ppaas_exchange_unknown_seconds')).toBeCloseTo(700, -1);
  });

  it('counts each exchange once while an organisation moves, and what a cell has left behind that is gone', async () => {
    const moved = await served('new', { online: 1 });
    await exchange(moved, 'old', 'DISPATCHED', 10);
    await exchange(moved, 'old', 'UNKNOWN', 120);
    await exchange(moved, 'new', 'ACCEPTED', 1);
    expect(await totals(instanceIn('old'))).toEqual({ ...NOTHING, dispatched: 1 });
    expect(await totals(instanceIn('new'))).toEqual({ ...NOTHING, accepted: 1, unknown: 1, online: 1, registered: 1 });
  });

  it('says the same by tenant, of the twenty with most devices and of all others together', async () => {
    const tenants: string[] = [];
    for (let n = 1; n <= 25; n += 1) tenants.push(await served('here', { online: n, away: 1 }));
    const [smallest = '', largest = ''] = [tenants[0], tenants.at(-1)];
    await exchange(largest, 'here', 'UNKNOWN', 700);
    await exchange(smallest, 'here', 'NEEDS_ATTENTION', 5);
    const { read, metrics } = instanceIn('here');
    const ofLargest = { tenant: largest };
    expect(await read('ppaas_tenant_devices_online', ofLargest)).toBe(25);
    expect(await read('ppaas_tenant_devices_registered', ofLargest)).toBe(26);
    expect(await read('ppaas_tenant_exchanges_open', { ...ofLargest, state: 'UNKNOWN' })).toBe(1);
    expect(await read('ppaas_tenant_unknown_seconds', ofLargest)).toBeCloseTo(700, -1);
    expect(await read('ppaas_tenant_exchanges_overdue', ofLargest)).toBe(0);
    const others = { tenant: 'other' };
    expect(await read('ppaas_tenant_devices_online', { tenant: smallest })).toBeUndefined();
    expect(await read('ppaas_tenant_devices_online', others)).toBe(1 + 2 + 3 + 4 + 5);
    expect(await read('ppaas_tenant_exchanges_open', { ...others, state: 'NEEDS_ATTENTION' })).toBe(1);
    const series = (await metrics.registry.getSingleMetric('ppaas_tenant_devices_online')?.get())?.values ?? [];
    expect(series).toHaveLength(21);
    expect(series.reduce((sum, { value }) => sum + value, 0)).toBe(await read('ppaas_devices_online'));
  });

  it('names the tenants that the metrics of exchanges name, and gives those their first zeros', async () => {
    for (let n = 0; n < 21; n += 1) await served('here', { online: 2 });
    const busy = await served('here', { online: 1 });
    const { read, exchanges } = instanceIn('here');
    exchanges.ended({ tenantId: busy, acceptedAt: new Date() }, 'APPROVED');
    expect(await read('ppaas_tenant_devices_online', { tenant: busy })).toBe(1);
    expect(exchanges.named).toHaveLength(20);
    const [, quiet = ''] = exchanges.named;
    expect(await read('ppaas_exchanges_total', { tenant: quiet, state: 'APPROVED' })).toBe(0);
    expect(await read('ppaas_tenant_contradictions_total', { tenant: quiet })).toBe(0);
    exchanges.contradicted({ tenantId: quiet });
    expect(await read('ppaas_tenant_contradictions_total', { tenant: quiet })).toBe(1);
    expect(await read('ppaas_exchange_contradictions_total')).toBe(1);
  });

  it('is missing while the database does not answer', async () => {
    const { read, metrics, exchanges } = instanceIn('here');
    const away = { query: () => Promise.reject(new Error('no database')) };
    const blind = new Metrics({ service: 'transaction', instance: 'transaction-1', cell: 'here' });
    const context = { cell: 'here', times: TIMES, database: { pool: away }, waiters: { count: 0 }, metrics: exchanges };
    watchCensus(blind, { ...context, logger: SILENT_LOG });
    const text = await blind.registry.metrics();
    expect(text).not.toMatch(/^ppaas_(exchanges_overdue|devices_online|exchanges_open|tenant_devices_online)\{/m);
    expect(text).toMatch(/^ppaas_exchange_waiters\{/m);
    expect(await read('ppaas_exchanges_overdue')).toBe(0);
    expect(await metrics.registry.metrics()).toMatch(/^ppaas_exchanges_overdue\{.*cell="here".*\} 0$/m);
  });

  it('never reads through the exchanges that have ended', async () => {
    const tenantId = await served('here', { online: 1 });
    await exchange(tenantId, 'here', 'UNKNOWN', 700);
    await pool.query(
      `insert into exchange (exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind,
          is_exclusive, state) select n, n, $1, $1, $1, 's', 'd', 'here', 'k', true, 'APPROVED' from generate_series(1, 20000) n`,
      [tenantId],
    );
    await pool.query('analyze');
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${CENSUS}`, ['here', [], TIMES.adoptedMs]);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('exchange_one_per_device');
    expect(plan).not.toContain('Seq Scan on exchange');
  });
});
