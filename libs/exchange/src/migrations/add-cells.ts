import type { MigrationInterface, QueryRunner } from 'typeorm';

const WALLED = ['device_route', 'device', 'organisation'];

/** Connectors of several cells: whose mailbox a route means, and until when a device that was sent away is expected back. */
export class AddCells1700000006000 implements MigrationInterface {
  readonly name = 'AddCells1700000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table device_route add column cell text not null default 'shared', add column expected_until timestamptz;
      -- so far all are in the one cell there is, whatever its name; the owner of the tables is behind the walls too
      ${WALLED.map((table) => `alter table ${table} no force row level security;`).join(' ')}
      update device_route r set cell = o.cell from device d join organisation o using (tenant_id)
        where d.device_id = r.device_id and o.cell <> r.cell;
      ${WALLED.map((table) => `alter table ${table} force row level security;`).join(' ')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table device_route drop column cell, drop column expected_until');
  }
}
