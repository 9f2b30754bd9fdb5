import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions, what devices may still hold of them, and the ids that transaction has, beside the exchange tables. */
export class CreateSession1700000002000 implements MigrationInterface {
  readonly name = 'CreateSession1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create sequence session_fence;
      create table session (
        session_id uuid primary key default gen_random_uuid(),
        fence bigint not null unique default nextval('session_fence'),
        cell text not null, tenant_id uuid not null, store_id uuid not null, device_id text not null,
        pos_id uuid not null, pos_name text not null, sale_id text not null,
        boot_id text not null, attributes jsonb not null,
        opened_at timestamptz not null default now(), expires_at timestamptz not null,
        ended_at timestamptz, end_reason text,
        is_doubtful boolean not null default false,
        restore_at timestamptz not null default now(), restores integer not null default 0, failures integer not null default 0
      );
      create unique index session_one_per_device on session (device_id) where ended_at is null;
      create index session_latest on session (device_id, fence);
      create index session_expiry on session (expires_at) where ended_at is null;
      create table leftover (
        device_id text not null,
        number bigint not null default nextval('session_fence'),
        cell text not null, tenant_id uuid not null, store_id uuid not null, pos_id uuid not null, sale_id text not null,
        boot_id text not null, clear_at timestamptz not null default now(), attempts integer not null default 0,
        primary key (device_id, pos_id)
      );
      create table transaction_exchange (
        pos_id uuid not null, exchange_identification text not null,
        primary key (pos_id, exchange_identification)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table transaction_exchange, leftover, session; drop sequence session_fence');
  }
}
