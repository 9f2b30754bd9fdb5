import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { posIdOfDevice } from '@ppaas/service';
import { createDatabase } from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import { DataSource } from 'typeorm';
import { CreateExchange1700000001000 } from './create-exchange.ts';
import { TillsOnDevices1700000003300 } from './tills-on-devices.ts';

const [TENANT, MERCHANT, STORE, POS] = [1, 2, 3, 4].map((n) => `0197c6a0-0000-7000-8000-00000000000${n}`);

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

it('a device that was registered before is a till too, unless a till has its id', async () => {
  const runner = dataSource.createQueryRunner();
  await new CreateExchange1700000001000().up(runner);
  await runner.query(`
    insert into store values ('${STORE}', '${TENANT}', '${MERCHANT}', 'ACTIVE', 'IMPLICIT', null, 1);
    insert into device (device_id, tenant_id, store_id, name, status, version) values
      ('dev_old', '${TENANT}', '${STORE}', 'Counter', 'ACTIVE', 3), ('gone', '${TENANT}', '${STORE}', 'Gone', 'REMOVED', 2),
      ('TILL-1', '${TENANT}', '${STORE}', 'Named like a till', 'ACTIVE', 1);
    insert into pos values ('${POS}', '${TENANT}', '${MERCHANT}', '${STORE}', 'Till 1', 'TILL-1', 'ACTIVE', 1)`);
  await new TillsOnDevices1700000003300().up(runner);
  // An event that comes again has made some of them already.
  await new TillsOnDevices1700000003300().up(runner);
  const rows = await runner.query(`select pos_id, name, sale_id, status, version::int from pos order by name`);
  expect(rows).toEqual([
    { pos_id: posIdOfDevice('dev_old'), name: 'Counter', sale_id: 'dev_old', status: 'ACTIVE', version: 3 },
    { pos_id: posIdOfDevice('gone'), name: 'Gone', sale_id: 'gone', status: 'DEREGISTERED', version: 2 },
    { pos_id: POS, name: 'Till 1', sale_id: 'TILL-1', status: 'ACTIVE', version: 1 },
  ]);
  await runner.release();
});
