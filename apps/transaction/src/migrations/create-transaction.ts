import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What transaction knows of sessions, beside the exchange tables. */
export class CreateTransaction1700000002000 implements MigrationInterface {
  readonly name = 'CreateTransaction1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table device_session (
        device_id text primary key, session_id uuid not null, pos_id uuid not null, pos_name text not null,
        fence bigint not null, boot_id text not null, ended_at timestamptz
      );
      create table session_exchange (
        exchange_id text primary key, pos_id uuid not null, store_id uuid not null, exchange_identification text not null,
        state text not null, answer text not null, completed_at timestamptz not null
      );
      create table stand_alone (
        device_id text not null, serial_number text not null, journal_id text not null, journal_sequence bigint not null,
        tenant_id uuid not null, message text not null, recorded_at timestamptz not null default now(),
        primary key (device_id, serial_number, journal_id, journal_sequence)
      );
      create index session_exchange_pos on session_exchange (pos_id, exchange_identification);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table stand_alone, session_exchange, device_session');
  }
}
