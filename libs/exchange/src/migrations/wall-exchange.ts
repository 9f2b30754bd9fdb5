import { unwall, wall } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose the rows are that every owner of exchanges has. Where no organisation may ask, its till or device is asked for. */
const WALLS = [
  ...['organisation', 'pos', 'device', 'exchange'].map((table) => ({ table, tenant: 'select' })),
  ...['store', 'device_route'].map((table) => ({ table })),
];

/** The second wall between organisations: row-level security. */
export class WallExchange1700000004000 implements MigrationInterface {
  readonly name = 'WallExchange1700000004000';

  async up(runner: QueryRunner): Promise<void> {
    for (const each of WALLS) await runner.query(wall(each));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of WALLS) await runner.query(unwall(table));
  }
}
