import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices and their certificates: POS software on a device shows its certificate instead of a Key. */
export class AddDevices1700000100001 implements MigrationInterface {
  readonly name = 'AddDevices1700000100001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table device (
        device_id text primary key,
        tenant_id uuid not null,
        merchant_id uuid not null,
        store_id uuid not null,
        status text not null check (status in ('ACTIVE', 'REMOVED')),
        version int not null
      );
      create table certificate (
        thumbprint text primary key,
        device_id text not null,
        role text not null check (role in ('ACTIVE', 'STANDBY')),
        status text not null check (status in ('VALID', 'REVOKED')),
        not_after timestamptz not null,
        version int not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table certificate, device');
  }
}
