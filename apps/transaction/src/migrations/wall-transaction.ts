import { closeTable, openOutbox, unwall, wall } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const WALLS = [
  { table: 'device_session' },
  { table: 'session_exchange', tenant: 'select', of: { parent: 'pos', by: 'pos_id' } },
  { table: 'stand_alone', tenant: 'select' },
];

/** The second wall between organisations: row-level security. */
export class WallTransaction1700000004100 implements MigrationInterface {
  readonly name = 'WallTransaction1700000004100';

  async up(runner: QueryRunner): Promise<void> {
    for (const each of WALLS) await runner.query(wall(each));
    await runner.query(openOutbox);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of WALLS) await runner.query(unwall(table));
    await runner.query(closeTable('outbox'));
  }
}
