import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When devices were connected, for the last day; and since when it is recorded, for those that were there before. */
export class RecordPresence1700000241000 implements MigrationInterface {
  readonly name = 'RecordPresence1700000241000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table device_presence (
        device_id text not null,
        tenant_id uuid not null,
        epoch bigint not null,
        connected_at timestamptz not null,
        disconnected_at timestamptz,
        primary key (device_id, epoch)
      );
      alter table device add presence_recorded_since timestamptz not null default now();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table device_presence; alter table device drop presence_recorded_since');
  }
}
