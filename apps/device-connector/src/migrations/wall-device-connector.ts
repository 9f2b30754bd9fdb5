import { DATABASE_ROLES } from '@ppaas/contracts';
import { unwall, wall } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody but the platform asks the connector: what a device may do is in the certificate it shows. */
const TABLES = ['certificate', 'owner', 'open_connection'];

/** The second wall between organisations: row-level security. */
export class WallDeviceConnector1700000000300 implements MigrationInterface {
  readonly name = 'WallDeviceConnector1700000000300';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(wall({ table }));
    await runner.query(`grant usage on sequence device_epoch to ${DATABASE_ROLES.platform}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(unwall(table));
    await runner.query(`revoke all on sequence device_epoch from ${DATABASE_ROLES.platform}`);
  }
}
