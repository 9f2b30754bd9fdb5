import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Connectors of several cells: whose mailbox a route means, and until when a device that was sent away is expected back. */
export class AddCells1700000006000 implements MigrationInterface {
  readonly name = 'AddCells1700000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table device_route add column cell text not null default 'shared', add column expected_until timestamptz
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table device_route drop column cell, drop column expected_until');
  }
}
