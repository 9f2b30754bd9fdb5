import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people see of sales: the orders and beginnings they look for, the steps of each sale, and what a person said of one. A
 * list is read backwards from an instant, within an organisation, a store or a device.
 */
export class ShowTransactions1700000004100 implements MigrationInterface {
  readonly name = 'ShowTransactions1700000004100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LISTS);
    await runner.query(STEPS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table exchange_hop, resolution;
      alter table session_exchange drop tenant_id, drop device_id;
      drop index stand_alone_of_tenant, stand_alone_exchange_id;
      alter table stand_alone drop exchange_id, drop at, drop transaction_type;
      create index stand_alone_recorded_at on stand_alone (tenant_id, recorded_at);
      drop index exchange_of_tenant, exchange_of_store, exchange_of_device, exchange_reference, exchange_identification,
        exchange_amount, exchange_waiting;
      create index exchange_attention on exchange (tenant_id) where state = 'NEEDS_ATTENTION';
    `);
  }
}

const LISTS = `
  create index exchange_of_tenant on exchange (tenant_id, accepted_at desc, exchange_id desc);
  create index exchange_of_store on exchange (store_id, accepted_at desc, exchange_id desc);
  create index exchange_of_device on exchange (device_id, accepted_at desc, exchange_id desc);
  create index exchange_reference on exchange (tenant_id, transaction_reference text_pattern_ops)
    where transaction_reference is not null;
  create index exchange_identification on exchange (tenant_id, exchange_identification text_pattern_ops);
  create index exchange_amount on exchange (tenant_id, (amount::numeric), accepted_at desc) where amount is not null;
  create index exchange_waiting on exchange (tenant_id, accepted_at) where state in ('NEEDS_ATTENTION', 'UNKNOWN');
  drop index exchange_attention;

  -- a device's clock counts only where it does not run ahead
  alter table stand_alone add exchange_id text not null default 'A' || upper(replace(gen_random_uuid()::text, '-', '')),
    add at timestamptz not null generated always as (least(sold_at, recorded_at)) stored, add transaction_type text;
  create unique index stand_alone_exchange_id on stand_alone (exchange_id);
  create index stand_alone_of_tenant on stand_alone (tenant_id, at desc, exchange_id desc);
  drop index stand_alone_recorded_at;
`;

const STEPS = `
  -- only grows; a row is what was seen of an exchange within a moment, in the order it was seen
  create table exchange_hop (
    exchange_id text not null, tenant_id uuid not null, recorded_at timestamptz not null default now(), hops json not null
  );
  create index exchange_hop_exchange on exchange_hop (exchange_id);

  create table resolution (
    exchange_id text primary key, tenant_id uuid not null, outcome text not null, amount text, reason text not null,
    actor text not null, resolved_at timestamptz not null default now(), operator text not null, idempotency_key text
  );
  create unique index resolution_key on resolution (operator, idempotency_key) where idempotency_key is not null;

  alter table session_exchange add tenant_id uuid, add device_id text;
  update session_exchange x set tenant_id = s.tenant_id from store s where s.store_id = x.store_id;
`;
