import { unwall, wall } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose the rows are that every owner of exchanges has. Where no organisation may ask, its till or device is asked for. */
const WALLS = [
  ...['organisation', 'store', 'pos', 'device', 'exchange'].map((table) => ({ table, tenant: 'select' })),
  { table: 'device_route', tenant: 'select', of: { parent: 'device', by: 'device_id' } },
];

/** The second wall between organisations: row-level security. */
export class WallExchange1700000005000 implements MigrationInterface {
  readonly name = 'WallExchange1700000005000';

  async up(runner: QueryRunner): Promise<void> {
    for (const each of WALLS) await runner.query(wall(each));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of WALLS) await runner.query(unwall(table));
  }
}
