import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRegistry1700000200000 implements MigrationInterface {
  readonly name = 'CreateRegistry1700000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ENTITIES);
    await runner.query(SECRETS);
    await runner.query(OBSERVED);
    await runner.query(AUDIT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table audit, device_session, device_observation, certificate, activation_code, pos_key, device,
        point_of_sale, store, merchant, organisation;
      drop function refuse_change();
    `);
  }
}

const ENTITIES = `
  create table organisation (
    tenant_id uuid primary key,
    name text not null,
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'REMOVED')),
    retail_api boolean not null default false,
    cell text not null,
    version int not null default 1,
    created_at timestamptz not null default now()
  );
  create table merchant (
    merchant_id uuid primary key,
    tenant_id uuid not null references organisation,
    name text not null,
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'REMOVED')),
    version int not null default 1,
    created_at timestamptz not null default now()
  );
  create index merchant_of on merchant (tenant_id, merchant_id);
  create table store (
    store_id uuid primary key,
    merchant_id uuid not null references merchant,
    tenant_id uuid not null references organisation,
    name text not null,
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'REMOVED')),
    session_policy text not null check (session_policy in ('IMPLICIT', 'LOGIN_REQUIRED')),
    payment_methods text[],
    version int not null default 1,
    created_at timestamptz not null default now()
  );
  create index store_of on store (merchant_id, store_id);
  create table point_of_sale (
    pos_id uuid primary key,
    store_id uuid not null references store,
    merchant_id uuid not null references merchant,
    tenant_id uuid not null references organisation,
    name text not null,
    reference text not null,
    application_id text not null unique,
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'DEREGISTERED')),
    version int not null default 1,
    created_at timestamptz not null default now()
  );
  create index point_of_sale_of on point_of_sale (store_id, pos_id);
  -- a reference is free again once its POS is deregistered
  create unique index point_of_sale_reference on point_of_sale (store_id, reference) where status = 'ACTIVE';
  create table device (
    device_id text primary key,
    store_id uuid not null references store,
    merchant_id uuid not null references merchant,
    tenant_id uuid not null references organisation,
    name text not null,
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'REMOVED')),
    payment_methods text[],
    version int not null default 1,
    created_at timestamptz not null default now()
  );
  create index device_of on device (store_id, device_id);
`;

const SECRETS = `
  -- one row per Key; gone when the POS is deregistered. The Key stands here sealed and nowhere else.
  create table pos_key (
    pos_id uuid not null references point_of_sale,
    key_version int not null,
    sealed jsonb not null,
    hmac text not null,
    pepper_version int not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    primary key (pos_id, key_version)
  );
  create table activation_code (
    code_hmac text primary key,
    device_id text not null references device,
    role text not null check (role in ('ACTIVE', 'STANDBY')),
    expires_at timestamptz not null,
    failed_uses int not null default 0,
    used_at timestamptz,
    voided_at timestamptz
  );
  create index activation_code_of on activation_code (device_id);
  create table certificate (
    thumbprint text primary key,
    device_id text not null references device,
    tenant_id uuid not null references organisation,
    serial_number text not null,
    key_thumbprint text not null,
    certificate_serial text not null unique,
    role text not null check (role in ('ACTIVE', 'STANDBY')),
    status text not null default 'VALID' check (status in ('VALID', 'REVOKED')),
    not_before timestamptz not null,
    not_after timestamptz not null,
    renewable_from timestamptz not null,
    pem text not null,
    version int not null default 1,
    created_at timestamptz not null default clock_timestamp()
  );
  create index certificate_of on certificate (device_id, created_at desc);
`;

const OBSERVED = `
  create table device_observation (
    device_id text primary key,
    epoch bigint not null,
    serial_number text not null,
    model text not null,
    software_version text not null,
    payment_methods jsonb not null,
    services jsonb not null,
    state text not null,
    last_seen_at timestamptz not null
  );
  create table device_session (
    device_id text primary key,
    fence bigint not null,
    session_id uuid not null,
    pos_id uuid,
    pos_name text,
    expires_at timestamptz not null,
    ended_at timestamptz
  );
`;

const AUDIT = `
  create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    action text not null,
    object text not null,
    tenant_id uuid,
    detail jsonb not null
  );
  create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception 'the table % only grows', tg_table_name; end $$;
  create trigger audit_only_grows before update or delete on audit for each row execute function refuse_change();
  create trigger audit_is_never_emptied before truncate on audit execute function refuse_change();
`;
