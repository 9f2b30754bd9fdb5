import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables every owner of exchanges has: what it must know of other services, and its exchanges. */
export class CreateExchange1700000001000 implements MigrationInterface {
  readonly name = 'CreateExchange1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organisation (
        tenant_id uuid primary key, retail_api boolean not null, cell text not null, status text not null, version bigint not null
      );
      create table store (
        store_id uuid primary key, tenant_id uuid not null, merchant_id uuid not null, status text not null,
        session_policy text not null, payment_methods text[], version bigint not null
      );
      create table pos (
        pos_id uuid primary key, tenant_id uuid not null, merchant_id uuid not null, store_id uuid not null,
        name text not null, sale_id text not null, status text not null, version bigint not null
      );
      create index pos_sale_id on pos (store_id, sale_id);
      create table device (
        device_id text primary key, tenant_id uuid not null, store_id uuid not null, name text not null,
        status text not null, payment_methods text[], version bigint not null
      );
      create table device_route (
        device_id text primary key, connected boolean not null, instance text not null, epoch bigint not null,
        connected_at timestamptz not null, serial_number text not null, boot_id text not null, journal_id text not null,
        oldest_sequence bigint not null, journal_sequence bigint not null,
        payment_methods text[] not null, services text[] not null
      );
      create table exchange (
        exchange_id text primary key,
        exchange_identification text not null,
        tenant_id uuid not null, store_id uuid not null, pos_id uuid not null, sale_id text not null,
        device_id text not null, cell text not null, kind text not null, is_exclusive boolean not null,
        state text not null, version integer not null default 1,
        address json, request text, answer text, fingerprint text,
        amount text, currency text, transaction_reference text, transaction_at text, is_split boolean not null default false,
        session_id uuid, traceparent text, vocabulary json,
        accepted_at timestamptz not null default now(), completed_at timestamptz,
        next_action_at timestamptz, enquiries integer not null default 0,
        abort_requested_at timestamptz, attention_reason text,
        contradictions jsonb not null default '[]', history jsonb not null default '[]'
      ) with (fillfactor = 70);
      create unique index exchange_one_per_device on exchange (device_id)
        where is_exclusive and state in ('ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN');
      create index exchange_due on exchange (next_action_at) where next_action_at is not null;
      create index exchange_reference on exchange (pos_id, transaction_reference) where transaction_reference is not null;
      create index exchange_attention on exchange (tenant_id) where state = 'NEEDS_ATTENTION';
      alter table exchange set (autovacuum_vacuum_scale_factor = 0.02);
      -- Messages of a few kilobytes: compressing each costs more than the room it saves.
      alter table exchange alter column request set storage external, alter column answer set storage external;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table exchange, device_route, device, pos, store, organisation');
  }
}
