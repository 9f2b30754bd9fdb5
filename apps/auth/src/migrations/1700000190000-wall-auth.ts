import { closeTable, openOutbox, openTable, unwall, wall } from '@ppaas/service';
import type { Wall } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ALL = 'select, insert, update, delete';
const OF_PERSON = { parent: 'portal_user', by: 'user_id' };

const WALLS: readonly Wall[] = [
  // Who may have tokens is known from memory: what an organisation asks is about its people.
  ...['store', 'point_of_sale', 'credential', 'device', 'certificate'].map((table) => ({ table })),
  { table: 'organisation', tenant: 'select' },
  { table: 'portal_user', tenant: 'select, insert, update' },
  ...['recovery_code', 'user_link', 'sign_in'].map((table) => ({ table, tenant: ALL, of: OF_PERSON })),
];

/** Their rows belong to no organisation; invitations are mailed in the transaction that makes them. */
const OPEN = ['revoked_token', 'throttle', 'mail'];

/** The second wall between organisations: row-level security. */
export class WallAuth1700000190000 implements MigrationInterface {
  readonly name = 'WallAuth1700000190000';

  async up(runner: QueryRunner): Promise<void> {
    for (const each of WALLS) await runner.query(wall(each));
    for (const table of OPEN) await runner.query(openTable(table, table === 'mail' ? { tenant: 'insert' } : {}));
    await runner.query(openOutbox);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of WALLS) await runner.query(unwall(table));
    for (const table of [...OPEN, 'outbox']) await runner.query(closeTable(table));
  }
}
