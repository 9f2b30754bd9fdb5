import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who use the portal, and their sign-ins. */
export class CreatePeople1700000110000 implements MigrationInterface {
  readonly name = 'CreatePeople1700000110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- the copy has more columns now: it fills itself again from the events
      delete from organisation;
      alter table organisation add column name text not null, add column domain text;
      create index organisation_domain on organisation (domain);
      create table portal_user (
        user_id uuid primary key,
        -- null: one of the platform's own people
        tenant_id uuid,
        email text not null,
        name text not null,
        role text not null,
        merchant_id uuid,
        store_ids uuid[],
        status text not null default 'INVITED' check (status in ('INVITED', 'ACTIVE', 'REMOVED')),
        password_hash text,
        totp_sealed text,
        -- shown as a QR code, not yet confirmed by a code
        totp_candidate text,
        totp_last_step int,
        last_sign_in_at timestamptz,
        version int not null default 1,
        created_at timestamptz not null default now()
      );
      create unique index portal_user_email on portal_user (tenant_id, email) nulls not distinct where status <> 'REMOVED';
      create table recovery_code (
        user_id uuid not null references portal_user,
        hmac text not null,
        used_at timestamptz,
        primary key (user_id, hmac)
      );
      create table user_link (
        token_hash text primary key,
        user_id uuid not null references portal_user,
        purpose text not null check (purpose in ('INVITATION', 'RESET')),
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index user_link_of on user_link (user_id);
      create table sign_in (
        sign_in_id uuid primary key,
        -- SHA-256 of what the cookie holds
        id_hash text not null unique,
        user_id uuid not null references portal_user,
        state text not null check (state in ('PENDING', 'OPEN', 'ENDED')),
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        proven_at timestamptz not null,
        address text not null,
        user_agent text not null
      );
      create index sign_in_of on sign_in (user_id) where state = 'OPEN';
      create table throttle (
        key text primary key,
        failures int not null default 0,
        next_try_at timestamptz not null,
        touched_at timestamptz not null
      );
      create table mail (
        mail_id bigint generated always as identity primary key,
        recipient text not null,
        subject text not null,
        body text not null,
        created_at timestamptz not null default now(),
        next_try_at timestamptz not null default now(),
        failures int not null default 0
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table mail, throttle, sign_in, user_link, recovery_code, portal_user;
      alter table organisation drop column name, drop column domain;
    `);
  }
}
