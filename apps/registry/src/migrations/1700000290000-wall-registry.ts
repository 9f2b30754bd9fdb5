import { closeTable, openOutbox, unwall, wall } from '@ppaas/service';
import type { Wall } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is in the registry stays in it: nothing but Keys and expired requests is ever deleted. */
const ENTITY = 'select, insert, update';

const WALLS: readonly Wall[] = [
  { table: 'organisation', tenant: 'select, update' },
  ...['merchant', 'store', 'point_of_sale', 'device', 'certificate'].map((table) => ({ table, tenant: ENTITY })),
  { table: 'pos_key', tenant: `${ENTITY}, delete`, of: { parent: 'point_of_sale', by: 'pos_id' } },
  { table: 'activation_code', tenant: ENTITY, of: { parent: 'device', by: 'device_id' } },
  { table: 'device_observation', tenant: 'select', of: { parent: 'device', by: 'device_id' } },
  { table: 'device_presence', tenant: 'select' },
  { table: 'device_session', tenant: 'select', of: { parent: 'device', by: 'device_id' } },
  { table: 'idempotent_request', tenant: `${ENTITY}, delete` },
  // It only grows, for whoever writes.
  { table: 'audit', tenant: 'select, insert', platform: 'select, insert' },
];

/** The second wall between organisations: row-level security. */
export class WallRegistry1700000290000 implements MigrationInterface {
  readonly name = 'WallRegistry1700000290000';

  async up(runner: QueryRunner): Promise<void> {
    // Null: made by the platform. A key of the last 24 hours that an organisation sends again is refused; nothing is made twice.
    await runner.query('alter table idempotent_request add column tenant_id uuid');
    for (const each of WALLS) await runner.query(wall(each));
    await runner.query(openOutbox);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of WALLS) await runner.query(unwall(table));
    await runner.query(closeTable('outbox'));
    await runner.query('alter table idempotent_request drop column tenant_id');
  }
}
