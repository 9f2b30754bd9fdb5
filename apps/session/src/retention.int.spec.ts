import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Purger } from '@ppaas/exchange';
import { SILENT_LOG } from '@ppaas/messaging';
import { Metrics, migrate } from '@ppaas/service';
import { createDatabase } from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import { Pool } from 'pg';
import { MIGRATIONS } from './migrations/all.ts';
import { RETAINED } from './retention.store.ts';

const [TENANT, STORE, POS] = [1, 2, 3].map((n) => `0197c6a0-0000-7000-8000-00000000000${n}`);
const EXCHANGE_COLUMNS = `exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind, is_exclusive,
  state, completed_at`;

let database: TestDatabase;
/** Of a superuser. */
let eyes: Pool;
/** Of the role that the service runs as. */
let service: Pool;
let purger: Purger;

beforeAll(async () => {
  database = await createDatabase('retention');
  await migrate({ ownerUrl: database.environment.DATABASE_OWNER_URL, migrations: MIGRATIONS, log: SILENT_LOG });
  eyes = new Pool({ connectionString: database.url, max: 1 });
  service = new Pool({ connectionString: database.environment.DATABASE_URL, max: 1 });
  // The last word of a connection that ends may be that its database is dropped.
  for (const pool of [service, eyes]) pool.on('error', (error) => expect(error.message).toMatch(/terminat/));
  const metrics = new Metrics({ service: 'session', instance: 'session-0' });
  purger = new Purger(service, { days: 400, tables: RETAINED }, metrics, SILENT_LOG);
}, 60_000);

beforeEach(() => eyes.query('truncate exchange, transaction_exchange, session'));

afterAll(async () => {
  await Promise.all([service, eyes].map((pool) => pool.end()));
  await database.drop();
});

const column = async (query: string): Promise<unknown[]> =>
  (await eyes.query<unknown[]>({ text: query, rowMode: 'array' })).rows.map(([value]) => value);

/** They have a row for each thing of the platform, or are emptied as they are filled. */
const BOUNDED = [
  ...['organisation', 'store', 'pos', 'device', 'device_route'],
  ...['leftover', 'outbox', 'migrations'],
];

it('of every table it is said whether it is kept for a time', async () => {
  const names = await column(`select tablename from pg_tables where schemaname = 'public' order by 1`);
  expect(names).toEqual([...RETAINED.map(({ table }) => table), ...BOUNDED].sort());
});

describe('what is purged', () => {
  it('is every call that is over for long enough', async () => {
    await eyes.query(`
      insert into exchange (${EXCHANGE_COLUMNS})
        select id, id, '${TENANT}', '${STORE}', '${POS}', 'TILL-1', 'dev', 'shared', 'LoginRequest', false, state, now() - days * interval '1 day'
          from (values ('old', 'APPROVED', 401), ('new', 'APPROVED', 399), ('open', 'UNKNOWN', null)) as e (id, state, days)`);
    await purger.pass();
    expect(await column('select exchange_id from exchange order by 1')).toEqual(['new', 'open']);
  });

  it('is the id of a sale, so long after it was heard of', async () => {
    await eyes.query(`
      insert into transaction_exchange (pos_id, exchange_identification) values ('${POS}', 'just now');
      insert into transaction_exchange (pos_id, exchange_identification, recorded_at)
        select '${POS}', 'sale ' || days, now() - days * interval '1 day' from unnest('{399,401}'::int[]) days`);
    await purger.pass();
    expect(await column('select exchange_identification from transaction_exchange order by 1')).toEqual([
      'just now',
      'sale 399',
    ]);
  });

  it('is a session that has ended, but not the last one of its device', async () => {
    await eyes.query(`
      insert into session (fence, cell, tenant_id, store_id, device_id, pos_id, pos_name, sale_id, boot_id, attributes, expires_at, ended_at)
        select fence, 'shared', '${TENANT}', '${STORE}', device, '${POS}', 'Till 1', 'TILL-1', 'b', '{}', now(), now() - days * interval '1 day'
          from (values (1, 'a', 500), (2, 'a', 401), (3, 'a', 399), (4, 'b', 500), (5, 'b', 401), (6, 'c', 500), (7, 'c', null))
            as s (fence, device, days)`);
    await purger.pass();
    expect(await column('select fence::int from session order by 1')).toEqual([3, 5, 7]);
  });
});
