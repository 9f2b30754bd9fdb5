import { closeTable, openOutbox, unwall, wall } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const WALLS = [
  { table: 'device_session', tenant: 'select', of: { parent: 'device', by: 'device_id' } },
  { table: 'session_exchange', tenant: 'select', of: { parent: 'pos', by: 'pos_id' } },
  ...['stand_alone', 'exchange_hop', 'resolution'].map((table) => ({ table, tenant: 'select' })),
  { table: 'presence_level', tenant: 'select', of: { parent: 'store', by: 'store_id' } },
];

/** The second wall between organisations: row-level security. */
export class WallTransaction1700000005100 implements MigrationInterface {
  readonly name = 'WallTransaction1700000005100';

  async up(runner: QueryRunner): Promise<void> {
    for (const each of WALLS) await runner.query(wall(each));
    await runner.query(openOutbox);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of WALLS) await runner.query(unwall(table));
    await runner.query(closeTable('outbox'));
  }
}
