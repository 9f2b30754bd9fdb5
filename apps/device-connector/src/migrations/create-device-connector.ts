import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the connector knows of certificates and their owners (from registry.events), and the sequence of epochs. */
export class CreateDeviceConnector1700000000100 implements MigrationInterface {
  readonly name = 'CreateDeviceConnector1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create sequence device_epoch');
    await runner.query(`create table certificate (
      thumbprint text primary key,
      device_id text not null,
      tenant_id uuid not null,
      serial_number text not null,
      role text not null,
      status text not null,
      not_after timestamptz not null,
      version integer not null
    )`);
    await runner.query(`create table owner (
      kind text not null,
      id text not null,
      parent_id text,
      status text not null,
      version integer not null,
      primary key (kind, id)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table owner');
    await runner.query('drop table certificate');
    await runner.query('drop sequence device_epoch');
  }
}
