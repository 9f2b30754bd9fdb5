import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { faultOf } from '@ppaas/contracts';
import type { ChainedEntry } from '@ppaas/contracts';
import { createDatabase } from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import { DataSource } from 'typeorm';
import { CreateRegistry1700000200000 } from './1700000200000-create-registry.ts';
import { ServePeople1700000230000 } from './1700000230000-serve-people.ts';

const TENANT = '0197c6a0-0000-7000-8000-000000000001';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createDatabase('migration');
  dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
});

afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

it('what was there before there was a portal is found in it, and its audit trail is chained', async () => {
  const runner = dataSource.createQueryRunner();
  await new CreateRegistry1700000200000().up(runner);
  await runner.query(`
    insert into organisation (tenant_id, name, cell) values ('${TENANT}', 'Old', 'shared');
    insert into audit (actor, action, object, tenant_id, detail) values
      ('operator', 'organisation.created', 'organisation:${TENANT}', '${TENANT}', '{"name": "Old"}'),
      ('operator', 'platform.started', 'platform:1', null, '{}'),
      ('operator', 'merchant.created', 'merchant:1', '${TENANT}', '{"b": 1, "a": "é"}')`);
  await new ServePeople1700000230000().up(runner);
  expect(await runner.query('select domain, show_keys_once from organisation')).toEqual([
    { domain: 'org-0197c6a00000', show_keys_once: false },
  ]);
  await runner.query(
    `insert into audit (actor, action, object, tenant_id, detail) values ('x', 'x', 'x', '${TENANT}', '{}')`,
  );
  const entries = (await runner.query(`
    select chain, seq::int, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, action, object,
           address, detail::text, previous_hash as "previousHash", hash
      from audit where chain = '${TENANT}' order by seq`)) as ChainedEntry[];
  expect(entries.map(({ action }) => action)).toEqual(['organisation.created', 'merchant.created', 'x']);
  expect(entries.map((entry, at) => faultOf(entry, entries[at - 1]))).toEqual([undefined, undefined, undefined]);
  await expect(runner.query(`update audit set actor = 'y'`)).rejects.toThrow('only grows');

  await new ServePeople1700000230000().down(runner);
  const left = await runner.query(
    `select column_name from information_schema.columns where table_name = 'audit' order by ordinal_position`,
  );
  expect(left.map((row: { column_name: string }) => row.column_name)).toEqual([
    ...['id', 'at', 'actor', 'action', 'object', 'tenant_id', 'detail'],
  ]);
  await runner.release();
});
