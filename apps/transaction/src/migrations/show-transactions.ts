import { buildIndex, dropIndex, updateInBatches } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people see of sales: the orders and beginnings they look for, the steps of each sale, and what a person said of one. A
 * list is read backwards from an instant, within an organisation, a store or a device.
 */
export class ShowTransactions1700000004100 implements MigrationInterface {
  readonly name = 'ShowTransactions1700000004100';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of LISTS) await buildIndex(runner, name, on);
    await dropIndex(runner, 'exchange_attention');
    await runner.query(STAND_ALONE);
    await runner.query(STEPS);
    await updateInBatches(runner, {
      table: 'session_exchange',
      key: 'exchange_id',
      set: 'tenant_id = (select s.tenant_id from store s where s.store_id = t.store_id)',
      where: 'tenant_id is null',
    });
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

const LISTS = [
  ['exchange_of_tenant', 'exchange (tenant_id, accepted_at desc, exchange_id desc)'],
  ['exchange_of_store', 'exchange (store_id, accepted_at desc, exchange_id desc)'],
  ['exchange_of_device', 'exchange (device_id, accepted_at desc, exchange_id desc)'],
  [
    'exchange_reference',
    'exchange (tenant_id, transaction_reference text_pattern_ops) where transaction_reference is not null',
  ],
  ['exchange_identification', 'exchange (tenant_id, exchange_identification text_pattern_ops)'],
  ['exchange_amount', 'exchange (tenant_id, (amount::numeric), accepted_at desc) where amount is not null'],
  ['exchange_waiting', `exchange (tenant_id, accepted_at) where state in ('NEEDS_ATTENTION', 'UNKNOWN')`],
] as const;

/** The table is written anew, all at once: it has the few sales that nobody asked for. */
const STAND_ALONE = `
  -- a device's clock counts only where it does not run ahead
  alter table stand_alone
    add if not exists exchange_id text not null default 'A' || upper(replace(gen_random_uuid()::text, '-', '')),
    add if not exists at timestamptz not null generated always as (least(sold_at, recorded_at)) stored,
    add if not exists transaction_type text;
  create unique index if not exists stand_alone_exchange_id on stand_alone (exchange_id);
  create index if not exists stand_alone_of_tenant on stand_alone (tenant_id, at desc, exchange_id desc);
  drop index if exists stand_alone_recorded_at;
`;

const STEPS = `
  -- only grows; a row is what was seen of an exchange within a moment, in the order it was seen
  create table if not exists exchange_hop (
    exchange_id text not null, tenant_id uuid not null, recorded_at timestamptz not null default now(), hops json not null
  );
  create index if not exists exchange_hop_exchange on exchange_hop (exchange_id);

  create table if not exists resolution (
    exchange_id text primary key, tenant_id uuid not null, outcome text not null, amount text, reason text not null,
    actor text not null, resolved_at timestamptz not null default now(), operator text not null, idempotency_key text
  );
  create unique index if not exists resolution_key on resolution (operator, idempotency_key) where idempotency_key is not null;

  alter table session_exchange add if not exists tenant_id uuid, add if not exists device_id text;
`;
