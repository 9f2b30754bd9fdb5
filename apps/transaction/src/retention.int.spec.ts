import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { END_STATES, OPEN_STATES, Purger, purge, purgeStatement } from '@ppaas/exchange';
import type { Retained } from '@ppaas/exchange';
import { SILENT_LOG } from '@ppaas/messaging';
import { Metrics, migrate } from '@ppaas/service';
import { createDatabase } from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import { Pool } from 'pg';
import { MIGRATIONS } from './migrations/all.ts';
import { RETAINED } from './retention.store.ts';

const [TENANT, STORE, POS] = [1, 2, 3].map((n) => `0197c6a0-0000-7000-8000-00000000000${n}`);
const DAYS = 400;
const [exchanges] = RETAINED;
let database: TestDatabase;
/** Of the role that the service runs as. */
let service: Pool;
/** Of a superuser. */
let eyes: Pool;
let metrics: Metrics;
let purger: Purger;

beforeAll(async () => {
  database = await createDatabase('retention');
  await migrate({ ownerUrl: database.environment.DATABASE_OWNER_URL, migrations: MIGRATIONS, log: SILENT_LOG });
  service = new Pool({ connectionString: database.environment.DATABASE_URL, max: 4 });
  eyes = new Pool({ connectionString: database.url, max: 2 });
  // The last word of a connection that ends may be that its database is dropped.
  for (const pool of [service, eyes]) pool.on('error', (error) => expect(error.message).toMatch(/terminat/));
  await eyes.query(`
    insert into organisation values ('${TENANT}', true, 'shared', 'ACTIVE', 1);
    insert into device (device_id, tenant_id, store_id, name, status, version)
      select id, '${TENANT}', '${STORE}', id, case id when 'removed' then 'REMOVED' else 'ACTIVE' end, 1
        from unnest('{here,just-back,away,removed,silent}'::text[]) id;
    insert into device_route (device_id, connected, instance, epoch, connected_at, serial_number, boot_id, journal_id,
        oldest_sequence, journal_sequence, payment_methods, services)
      select id, true, 'device-connector-0', n, now() - since * interval '1 day', 'SN', 'b', 'j', 1, 1, '{}', '{}'
        from (values ('here', 1, 1.0), ('just-back', 2, 0.001), ('away', 3, 500), ('removed', 4, 500)) as r (id, n, since)`);
}, 60_000);

beforeEach(async () => {
  await eyes.query('truncate exchange, exchange_hop, resolution, session_exchange, stand_alone');
  metrics = new Metrics({ service: 'transaction', instance: 'transaction-0' });
  purger = new Purger(service, { days: DAYS, tables: RETAINED }, metrics, SILENT_LOG);
});

afterAll(async () => {
  await Promise.all([service, eyes].map((pool) => pool.end()));
  await database.drop();
});

interface Aged {
  readonly state?: string;
  /** By what became of it; `unknown` to this service, or known and `silent` for ever. */
  readonly device?: 'here' | 'just-back' | 'away' | 'removed' | 'unknown' | 'silent';
  /** Days since its end; null: it has none. */
  readonly ended?: number | null;
  readonly isSent?: boolean;
  readonly contradicted?: number;
  readonly isDue?: boolean;
}

/** An exchange with two rows of steps and a person's word. */
async function insert(id: string, row: Aged): Promise<void> {
  const { state = 'APPROVED', device = 'here', ended = DAYS + 1, isSent = true, contradicted, isDue = false } = row;
  await eyes.query(
    `with said as (select now() - $6::int * interval '1 day' as at)
      insert into exchange (exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind,
        is_exclusive, state, request, answer, address, accepted_at, completed_at, contradictions, next_action_at)
      select $1, $1, '${TENANT}', '${STORE}', '${POS}', 'TILL-1', $2, 'shared', 'FinancialPaymentRequest', false, $3, '{}', '{}',
        case when $5 then '{}'::json end, now() - 900 * interval '1 day', now() - $4::float8 * interval '1 day',
        case when at is null then '[]' else jsonb_build_array(jsonb_build_object('at', now() - interval '800 days'), jsonb_build_object('at', at)) end,
        case when $7 then now() - interval '401 days' end
      from said`,
    [id, device, state, ended, isSent, contradicted ?? null, isDue],
  );
  await eyes.query(
    `insert into exchange_hop (exchange_id, tenant_id, hops) select $1, '${TENANT}', '[]' from generate_series(1, 2)`,
    [id],
  );
  await eyes.query(
    `insert into resolution (exchange_id, tenant_id, outcome, reason, actor, operator) values ($1, '${TENANT}', 'APPROVED', 'seen', 'Ann', 'ann')`,
    [id],
  );
}

const idsOf = async (table: string): Promise<string[]> => {
  const { rows } = await eyes.query<{ id: string }>(`select distinct exchange_id as id from ${table} order by 1`);
  return rows.map(({ id }) => id);
};
const metric = async (name: string, table: string): Promise<number | undefined> => {
  const found = (await (await metrics.registry.getSingleMetric(name)?.get())?.values) ?? [];
  return found.find(({ labels }) => (labels as { table?: string }).table === table)?.value;
};

const GOES: readonly (readonly [string, Aged])[] = [
  ...END_STATES.map((state) => [`${state} long ago`, { state }] as const),
  ['its device was removed', { device: 'removed' }],
  ['its device is of nobody', { device: 'unknown' }],
  ['its device is away and never got it', { device: 'away', isSent: false }],
  ['contradicted, and that long ago too', { ended: 700, contradicted: DAYS + 1 }],
];
const STAYS: readonly (readonly [string, Aged])[] = [
  ...OPEN_STATES.map((state) => [`${state} for ever`, { state, ended: null }] as const),
  ['not long enough over', { ended: DAYS - 0.001 }],
  ['its device may say more when it is back', { device: 'away' }],
  ['its device was never heard of', { device: 'silent' }],
  ['its device is saying it now', { device: 'just-back' }],
  ['contradicted since', { ended: 700, contradicted: DAYS - 1 }],
  ['something is due', { isDue: true }],
  ['open, though it says an end', { state: 'NEEDS_ATTENTION' }],
];

/** They have a row for each thing of the platform, or are emptied as they are filled. */
const BOUNDED = [
  ...['organisation', 'store', 'pos', 'device', 'device_route', 'device_session'],
  ...['presence_level', 'outbox', 'migrations'],
];

it('of every table it is said whether it is kept for a time', async () => {
  const { rows } = await eyes.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const retained = RETAINED.flatMap(({ table, parts }) => [table, ...(parts?.tables ?? [])]);
  expect(rows.map(({ name }) => name)).toEqual([...retained, ...BOUNDED].sort());
});

describe('what is purged', () => {
  it('is every exchange that is over for long enough, with its steps and what a person said, and no other', async () => {
    for (const [name, row] of [...GOES, ...STAYS]) await insert(name, row);
    await purger.pass();
    const stays = STAYS.map(([name]) => name).sort();
    expect((await idsOf('exchange')).sort()).toEqual(stays);
    expect((await idsOf('exchange_hop')).sort()).toEqual(stays);
    expect((await idsOf('resolution')).sort()).toEqual(stays);
    expect(await metric('ppaas_purged_rows_total', 'exchange')).toBe(GOES.length);
  });

  it('is what session told of its calls, and no call that runs', async () => {
    await eyes.query(`
      insert into session_exchange (exchange_id, pos_id, store_id, exchange_identification, state, accepted_at, completed_at)
        select id, '${POS}', '${STORE}', id, 'APPROVED', now() - interval '500 days', now() - days * interval '1 day'
          from (values ('old', 401), ('new', 399), ('running', null)) as x (id, days)`);
    await purger.pass();
    expect(await idsOf('session_exchange')).toEqual(['new', 'running']);
  });

  it('is a stand-alone sale, but not while its device may report it again', async () => {
    await eyes.query(`
      insert into stand_alone (exchange_id, device_id, serial_number, journal_id, journal_sequence, tenant_id, message, recorded_at)
        select id, device, 'SN', 'j', n, '${TENANT}', '{}', now() - days * interval '1 day'
          from (values ('old', 'here', 1, 401), ('new', 'here', 2, 399), ('away', 'away', 3, 401), ('back', 'just-back', 4, 401))
            as x (id, device, n, days)`);
    await purger.pass();
    expect(await idsOf('stand_alone')).toEqual(['away', 'back', 'new']);
  });

  it('is not what another transaction holds: it goes with the next pass', async () => {
    for (const id of ['held', 'free']) await insert(id, {});
    const holder = await eyes.connect();
    try {
      await holder.query(`begin; select 1 from exchange where exchange_id = 'held' for update`);
      await purger.pass();
      expect(await idsOf('exchange')).toEqual(['held']);
    } finally {
      await holder.query('rollback');
      holder.release();
    }
    await purger.pass();
    expect(await idsOf('exchange')).toEqual([]);
  });

  it('is nothing where an organisation asks, whatever the statement says', async () => {
    await insert('old', {});
    const client = await service.connect();
    try {
      await client.query(`begin; set local role ppaas_tenant; set local app.organisation_id = '${TENANT}'`);
      const step = { days: DAYS, limit: 10, from: '-infinity' };
      await expect(purge(client, exchanges!, step)).rejects.toThrow(/permission denied/);
    } finally {
      await client.query('rollback');
      client.release();
    }
    expect(await idsOf('exchange')).toEqual(['old']);
  });
});

describe('a pass', () => {
  it('comes past rows that stay, and through many of one time, however few it looks at in a step', async () => {
    const at = `now() - interval '500 days'`;
    await eyes.query(`
      insert into exchange (exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind,
          is_exclusive, state, address, completed_at)
        select 'X' || n, n, '${TENANT}', '${STORE}', '${POS}', 'TILL-1', case when n % 5 = 0 then 'away' else 'here' end, 'shared',
          'FinancialPaymentRequest', false, 'APPROVED', '{}', ${at} + (n / 10) * interval '1 second'
        from generate_series(0, 99) n`);
    let steps = 0;
    for (let from: string | null = '-infinity'; from !== null; steps += 1) {
      const step = await purge(service, exchanges!, { days: DAYS, limit: 3, from });
      expect(step.lookedAt).toBeLessThanOrEqual(3);
      from = step.lookedAt < 3 ? null : step.next;
    }
    const { rows } = await eyes.query('select count(*)::int as n, bool_and(device_id = $1) as only from exchange', [
      'away',
    ]);
    expect(rows).toEqual([{ n: 20, only: true }]);
    expect(steps).toBeGreaterThan(80 / 3);
  });

  it('of two instances at once deletes each row once', async () => {
    await eyes.query(`
      insert into exchange (exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind,
          is_exclusive, state, completed_at)
        select 'X' || n, n, '${TENANT}', '${STORE}', '${POS}', 'TILL-1', 'here', 'shared', 'FinancialPaymentRequest', false,
          'APPROVED', now() - interval '500 days' + n * interval '1 second' from generate_series(1, 2000) n`);
    await Promise.all([purger.pass(), purger.pass()]);
    await purger.pass();
    expect(await idsOf('exchange')).toEqual([]);
    expect(await metric('ppaas_purged_rows_total', 'exchange')).toBe(2000);
  });

  it('that fails at one table does the others, and shows by its age', async () => {
    await insert('old', {});
    const tables = [{ ...exchanges!, table: 'no_such_table' }, ...RETAINED];
    metrics = new Metrics({ service: 'transaction', instance: 'transaction-1' });
    const faulty = new Purger(service, { days: DAYS, tables }, metrics, SILENT_LOG);
    await faulty.pass();
    expect(await idsOf('exchange')).toEqual([]);
    const [failed, done] = [
      await metric('ppaas_purge_age_seconds', 'no_such_table'),
      await metric('ppaas_purge_age_seconds', 'exchange'),
    ];
    expect(failed).toBeGreaterThan(done ?? Number.NaN);
  });

  it('finds what is over by an index, and takes no table from its beginning', async () => {
    await eyes.query(FILLED);
    await eyes.query('analyze exchange, session_exchange, stand_alone');
    const indexes = ['exchange_completed', 'session_exchange_completed', 'stand_alone_recorded'];
    expect(RETAINED).toHaveLength(indexes.length);
    for (const [place, retained] of RETAINED.entries()) {
      const plan = await planOf(retained);
      expect(plan).toContain(`Index Scan using ${indexes[place]} on ${retained.table}`);
      expect(plan).not.toContain(`Seq Scan on ${retained.table}`);
    }
  });
});

async function planOf(retained: Retained): Promise<string> {
  const explain = `explain (costs off) ${purgeStatement(retained)}`;
  const { rows } = await service.query<{ 'QUERY PLAN': string }>(explain, [DAYS, 100, '-infinity']);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** Five thousand rows of each, one a day and hour: few of them are over. */
const FILLED = `
  insert into exchange (exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind,
      is_exclusive, state, completed_at)
    select 'X' || n, n, '${TENANT}', '${STORE}', '${POS}', 'TILL-1', 'here', 'shared', 'FinancialPaymentRequest', false,
      'APPROVED', now() - n * interval '2 hours' from generate_series(1, 5000) n;
  insert into session_exchange (exchange_id, pos_id, store_id, exchange_identification, state, completed_at)
    select 'S' || n, '${POS}', '${STORE}', n, 'APPROVED', now() - n * interval '2 hours' from generate_series(1, 5000) n;
  insert into stand_alone (exchange_id, device_id, serial_number, journal_id, journal_sequence, tenant_id, message, recorded_at)
    select 'A' || n, 'here', 'SN', 'j', n, '${TENANT}', '{}', now() - n * interval '2 hours' from generate_series(1, 5000) n`;
