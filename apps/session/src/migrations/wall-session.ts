import { DATABASE_ROLES } from '@ppaas/contracts';
import { closeTable, openOutbox, unwall, wall } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The platform alone asks them: what a till gets of a session is in its exchange. */
const TABLES = ['session', 'leftover', 'transaction_exchange'];

/** The second wall between organisations: row-level security. */
export class WallSession1700000005100 implements MigrationInterface {
  readonly name = 'WallSession1700000005100';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(wall({ table }));
    await runner.query(`${openOutbox}; grant usage on sequence session_fence to ${DATABASE_ROLES.platform}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(unwall(table));
    await runner.query(`${closeTable('outbox')}; revoke all on sequence session_fence from ${DATABASE_ROLES.platform}`);
  }
}
