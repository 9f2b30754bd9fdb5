import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SILENT_LOG } from '@ppaas/messaging';
import { migrate } from '@ppaas/service';
import type { Class } from '@ppaas/service';
import { createDatabase } from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import { Pool } from 'pg';
import type { QueryRunner } from 'typeorm';
import { MIGRATIONS } from './all.ts';

const [TENANT, STORE, POS] = [1, 2, 3].map((n) => `0197c6a0-0000-7000-8000-00000000000${n}`);
const FIRST = 'OneExchangePerSale1700000003000';

/** What these migrations were when they held their tables: databases that have run them so must be the same. */
const AT_ONCE: Readonly<Record<string, string>> = {
  OneExchangePerSale1700000003000: `
    create unique index exchange_one_per_sale on exchange (pos_id, transaction_reference, transaction_at)
      where transaction_reference is not null and not is_split
        and state in ('APPROVED', 'ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN', 'NEEDS_ATTENTION');
    create unique index exchange_one_per_amount on exchange (pos_id, transaction_reference, amount, currency)
      where transaction_reference is not null and not is_split
        and state in ('ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN', 'NEEDS_ATTENTION');
    drop index exchange_reference`,
  FindWhatOperatorsAsk1700000003200: `
    create index exchange_completed on exchange (completed_at) where completed_at is not null;
    create index exchange_enquired on exchange (accepted_at) where enquiries > 0;
    create index exchange_contradicted on exchange (accepted_at) where contradictions <> '[]';
    create table presence_level (
      store_id uuid not null, at timestamptz not null, online integer not null, primary key (store_id, at)
    )`,
  NameWhatIsSold1700000004000: `
    alter table store add name text;
    alter table exchange add transaction_type text, add offered_methods text[];
    update exchange set transaction_type = 'Refund'
      where kind = 'FinancialPaymentRequest' and request like '%"TransactionType":"Refund"%'`,
  ShowTransactions1700000004100: `
    create index exchange_of_tenant on exchange (tenant_id, accepted_at desc, exchange_id desc);
    create index exchange_of_store on exchange (store_id, accepted_at desc, exchange_id desc);
    create index exchange_of_device on exchange (device_id, accepted_at desc, exchange_id desc);
    create index exchange_reference on exchange (tenant_id, transaction_reference text_pattern_ops)
      where transaction_reference is not null;
    create index exchange_identification on exchange (tenant_id, exchange_identification text_pattern_ops);
    create index exchange_amount on exchange (tenant_id, (amount::numeric), accepted_at desc) where amount is not null;
    create index exchange_waiting on exchange (tenant_id, accepted_at) where state in ('NEEDS_ATTENTION', 'UNKNOWN');
    drop index exchange_attention;
    alter table stand_alone add exchange_id text not null default 'A' || upper(replace(gen_random_uuid()::text, '-', '')),
      add at timestamptz not null generated always as (least(sold_at, recorded_at)) stored, add transaction_type text;
    create unique index stand_alone_exchange_id on stand_alone (exchange_id);
    create index stand_alone_of_tenant on stand_alone (tenant_id, at desc, exchange_id desc);
    drop index stand_alone_recorded_at;
    create table exchange_hop (
      exchange_id text not null, tenant_id uuid not null, recorded_at timestamptz not null default now(), hops json not null
    );
    create index exchange_hop_exchange on exchange_hop (exchange_id);
    create table resolution (
      exchange_id text primary key, tenant_id uuid not null, outcome text not null, amount text, reason text not null,
      actor text not null, resolved_at timestamptz not null default now(), operator text not null, idempotency_key text
    );
    create unique index resolution_key on resolution (operator, idempotency_key) where idempotency_key is not null;
    alter table session_exchange add tenant_id uuid, add device_id text;
    update session_exchange x set tenant_id = s.tenant_id from store s where s.store_id = x.store_id`,
};

const atOnce = (migration: Class, sql: string): Class =>
  class {
    readonly name = migration.name;
    up = (runner: QueryRunner): Promise<unknown> => runner.query(sql);
    down = (): Promise<void> => Promise.resolve();
  };

const OLD_ROWS = `
  insert into organisation values ('${TENANT}', true, 'eu', 'ACTIVE', 1);
  insert into store values ('${STORE}', '${TENANT}', '${POS}', 'ACTIVE', 'IMPLICIT', null, 1);
  insert into device (device_id, tenant_id, store_id, name, status, version) values ('dev', '${TENANT}', '${STORE}', 'Counter', 'ACTIVE', 1);
  insert into device_route values ('dev', true, 'device-connector-0', 1, now(), 'SN', 'b', 'j', 1, 1, '{}', '{}');
  insert into exchange (exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind,
      is_exclusive, state, request)
    select 'T' || n, n, '${TENANT}', '${STORE}', '${POS}', 'TILL-1', 'dev', 'eu', 'FinancialPaymentRequest', true, 'APPROVED',
      case n % 3 when 0 then '{"TransactionType":"Refund"}' else '{"TransactionType":"CardPayment"}' end
    from generate_series(1, 4100) n;
  insert into session_exchange (exchange_id, pos_id, store_id, exchange_identification, state, answer, completed_at)
    select 'S' || n, '${POS}', '${STORE}', n, 'APPROVED', '{}', now() from generate_series(1, 2100) n`;

const SCHEMA = `
  select json_build_object(
    'columns', (select json_agg(c order by c.table_name, c.column_name) from (
      select table_name, column_name, data_type, is_nullable, column_default, generation_expression
        from information_schema.columns where table_schema = 'public') c),
    'indexes', (select json_agg(i order by i.def) from (
      select pg_get_indexdef(indexrelid) as def, indisvalid from pg_index join pg_class on oid = indexrelid
        where relnamespace = 'public'::regnamespace) i),
    'types', (select json_agg(t) from (select transaction_type, count(*) from exchange group by 1 order by 1) t),
    'owners', (select json_agg(o) from (select tenant_id, count(*) from session_exchange group by 1) o),
    'cells', (select json_agg(cell) from device_route)) as schema`;

describe('migrations of tables that are large', () => {
  const databases: TestDatabase[] = [];
  const pools: Pool[] = [];

  const withOldRows = async (): Promise<{ readonly ownerUrl: string; readonly pool: Pool }> => {
    const database = await createDatabase('large');
    const pool = new Pool({ connectionString: database.url, max: 2 });
    databases.push(database);
    pools.push(pool);
    const ownerUrl = database.environment.DATABASE_OWNER_URL;
    const before = MIGRATIONS.slice(
      0,
      MIGRATIONS.findIndex(({ name }) => name === FIRST),
    );
    await migrate({ ownerUrl, migrations: before, log: SILENT_LOG });
    await pool.query(OLD_ROWS);
    return { ownerUrl, pool };
  };
  let [now, then]: Awaited<ReturnType<typeof withOldRows>>[] = [];

  beforeAll(async () => {
    [now, then] = [await withOldRows(), await withOldRows()];
  }, 60_000);
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await Promise.all(databases.map((database) => database.drop()));
  });

  it('come to the same as they did at once, by two who migrate together and after a build that was broken off', async () => {
    if (now === undefined || then === undefined) throw new Error('no databases');
    const { ownerUrl, pool } = now;
    // What a concurrent build leaves that did not come to its end: an index that is not valid.
    await pool.query('create index exchange_completed on exchange (completed_at)');
    await pool.query("update pg_index set indisvalid = false where indexrelid = 'exchange_completed'::regclass");
    await Promise.all([1, 2].map(() => migrate({ ownerUrl, migrations: MIGRATIONS, log: SILENT_LOG })));
    const old = MIGRATIONS.map((migration) => {
      const sql = AT_ONCE[migration.name];
      return sql === undefined ? migration : atOnce(migration, sql);
    });
    await migrate({ ownerUrl: then.ownerUrl, migrations: old, log: SILENT_LOG });
    const [schema, before] = await Promise.all(
      [pool, then.pool].map(
        async (of) => (await of.query<{ schema: Record<string, unknown> }>(SCHEMA)).rows[0]?.schema,
      ),
    );
    expect(schema).toEqual(before);
    expect(schema).toMatchObject({
      types: [
        { transaction_type: 'Refund', count: 1366 },
        { transaction_type: null, count: 2734 },
      ],
      owners: [{ tenant_id: TENANT, count: 2100 }],
      cells: ['eu'],
    });
  }, 60_000);
});
