import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which connections each instance holds, so that its next start can say that they are over. */
export class CreateOpenConnection1700000000200 implements MigrationInterface {
  readonly name = 'CreateOpenConnection1700000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table open_connection (
      epoch bigint primary key default nextval('device_epoch'),
      device_id text not null,
      serial_number text not null,
      tenant_id uuid not null,
      instance text not null
    )`);
    await runner.query('create index on open_connection (instance)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table open_connection');
  }
}
