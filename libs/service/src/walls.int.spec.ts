import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SILENT_LOG } from '@ppaas/messaging';
import { asSuperuser, createDatabase } from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Database } from './database.ts';
import { narrowReach, withReach } from './reach.ts';
import { openTable, unwall, wall } from './walls.ts';

const OURS = randomUUID();
const THEIRS = randomUUID();

class CreateShops1700000000001 implements MigrationInterface {
  readonly name = 'CreateShops1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table shop (shop_id text primary key, tenant_id uuid not null, name text not null);
      create table shelf (shelf_id text primary key, shop_id text not null references shop);
      create table till_roll (shop_id text primary key);
      ${wall({ table: 'shop', tenant: 'select, insert, update' })}
      ${wall({ table: 'shelf', tenant: 'select, insert, delete', of: { parent: 'shop', by: 'shop_id' } })}
      ${wall({ table: 'till_roll' })}
      create table weather (day int primary key); ${openTable('weather', { tenant: 'select' })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['shop', 'shelf', 'till_roll']) await runner.query(unwall(table));
    await runner.query('drop table weather, till_roll, shelf, shop');
  }
}

let target: TestDatabase;
let database: Database;

const open = (url: string, more: object = {}): Promise<Database> =>
  Database.open({
    url,
    ownerUrl: target.environment.DATABASE_OWNER_URL,
    name: 'walls-test',
    poolMax: 2,
    statementTimeoutMs: 1_000,
    entities: [],
    migrations: [CreateShops1700000000001],
    migrate: true,
    log: SILENT_LOG,
    ...more,
  });

/** As a request of somebody of this organisation, once the guard has let them in. */
const asCaller = <T>(organisationId: string, work: () => Promise<T>): Promise<T> =>
  withReach(async () => {
    narrowReach(organisationId);
    return work();
  });

beforeAll(async () => {
  target = await createDatabase('walls');
  database = await open(target.environment.DATABASE_URL);
  await database.query(`insert into shop values ('a', '${OURS}', 'Ours'), ('b', '${THEIRS}', 'Theirs')`);
  await database.query(`insert into shelf values ('a1', 'a'), ('b1', 'b')`);
  await database.query(`insert into weather values (1)`);
});

afterAll(async () => {
  await database?.close();
  await target?.drop();
});

describe('what is done for a caller', () => {
  it.each([
    ['a statement', () => database.query('select shop_id from shop')],
    [
      'a statement through the pool of callers',
      async () => (await database.caller.query('select shop_id from shop')).rows,
    ],
    [
      'a statement whose plan is kept',
      async () => (await database.caller.query({ name: 'shops', text: 'select shop_id from shop', values: [] })).rows,
    ],
    [
      'a transaction',
      () => database.transaction(async (client) => (await client.query('select shop_id from shop')).rows),
    ],
    ['an entity manager', () => database.entities((manager) => manager.query('select shop_id from shop'))],
  ])('sees the rows of its organisation alone, though nothing in the SQL says so: %s', async (_name, read) => {
    expect(await asCaller(OURS, read)).toEqual([{ shop_id: 'a' }]);
    expect(await asCaller(THEIRS, read)).toEqual([{ shop_id: 'b' }]);
    expect(await asCaller(randomUUID(), read)).toEqual([]);
    expect(await read()).toHaveLength(2);
  });

  it('sees what hangs on its rows, and nothing that hangs on others', async () => {
    expect(await asCaller(OURS, () => database.query('select shelf_id from shelf'))).toEqual([{ shelf_id: 'a1' }]);
    expect(await asCaller(OURS, () => database.query('delete from shelf where true returning 1'))).toHaveLength(1);
    expect(await database.query('select shelf_id from shelf')).toEqual([{ shelf_id: 'b1' }]);
  });

  it('changes no row of another organisation, and puts none there', async () => {
    const change = (sql: string) => asCaller(OURS, () => database.query(sql));
    expect(await change(`update shop set name = 'Hers' where shop_id = 'b' returning 1`)).toEqual([]);
    const isRefused = { message: expect.stringContaining('violates row-level security policy') };
    await expect(change(`insert into shop values ('c', '${THEIRS}', 'Given')`)).rejects.toMatchObject(isRefused);
    await expect(change(`update shop set tenant_id = '${THEIRS}'`)).rejects.toMatchObject(isRefused);
    await expect(change(`insert into shelf values ('b2', 'b')`)).rejects.toMatchObject(isRefused);
    expect(await database.query('select name from shop order by shop_id')).toEqual([
      { name: 'Ours' },
      { name: 'Theirs' },
    ]);
  });

  it('has the privileges that the table gives it, and no others', async () => {
    expect(await asCaller(OURS, () => database.query('select day from weather'))).toEqual([{ day: 1 }]);
    for (const statement of ['select 1 from till_roll', 'delete from shop', 'delete from weather', 'drop table shop']) {
      await expect(asCaller(OURS, () => database.query(statement))).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('leaves nothing of the caller in the connection that the next one gets', async () => {
    const only = await open(target.environment.DATABASE_URL, { poolMax: 1 });
    try {
      await expect(asCaller(OURS, () => only.query('select 1 / 0'))).rejects.toThrow('division');
      const [left] = await only.query(`select current_user <> session_user as role,
        coalesce(current_setting('app.organisation_id', true), '') as organisation`);
      expect(left).toEqual({ role: false, organisation: '' });
    } finally {
      await only.close();
    }
  });
});

it('a role that names no organisation sees no row', async () => {
  const rows = await database.transaction(async (client) => {
    await client.query('set local role ppaas_tenant');
    return (await client.query('select 1 from shop union all select 1 from shelf')).rows;
  });
  expect(rows).toEqual([]);
});

it('only what the platform does itself sees everybody, and a request may ask for that by name', async () => {
  const all = 'select shop_id from shop';
  expect(await asCaller(OURS, () => database.query(all, [], 'platform'))).toHaveLength(2);
  expect(await asCaller(OURS, () => database.transaction((client) => client.query(all), 'platform'))).toMatchObject({
    rowCount: 2,
  });
});

describe('a service does not start', () => {
  const faultOf = async (url: string): Promise<string> => {
    const error = await open(url, { migrate: false }).then(
      (opened) => opened.close().then(() => undefined),
      (thrown: unknown) => thrown,
    );
    return String(error);
  };

  it('as a superuser, as the owner of the tables, or as a role without the rights of one', async () => {
    expect(await faultOf(target.url)).toContain('row-level security does not bind it');
    expect(await faultOf(target.environment.DATABASE_OWNER_URL)).toContain('it owns tables');
    const stranger = new URL(target.url);
    Object.assign(stranger, { username: `stranger_${target.name}`, password: 'test' });
    await asSuperuser(target.url, `create role ${stranger.username} login password 'test'`);
    try {
      expect(await faultOf(stranger.href)).toContain('it is no member of ppaas_platform and ppaas_tenant');
    } finally {
      await asSuperuser(target.url, `drop role ${stranger.username}`);
    }
  });
});

it('the owner of the tables is bound as well: a migration changes rows as the platform does', async () => {
  const owner = target.environment.DATABASE_OWNER_URL;
  await expect(asSuperuser(owner, `set role ppaas_tenant`)).rejects.toThrow('permission denied');
  await asSuperuser(owner, `update shop set name = 'Renamed' where shop_id = 'b'`);
  expect(await database.query(`select name from shop where shop_id = 'b'`)).toEqual([{ name: 'Renamed' }]);
});
