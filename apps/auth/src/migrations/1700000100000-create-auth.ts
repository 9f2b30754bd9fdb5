import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAuth1700000100000 implements MigrationInterface {
  readonly name = 'CreateAuth1700000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organisation (
        tenant_id uuid primary key,
        status text not null check (status in ('ACTIVE', 'REMOVED')),
        version int not null
      );
      create table store (
        store_id uuid primary key,
        status text not null check (status in ('ACTIVE', 'REMOVED')),
        version int not null
      );
      create table point_of_sale (
        pos_id uuid primary key,
        tenant_id uuid not null,
        merchant_id uuid not null,
        store_id uuid not null,
        sale_id text not null,
        status text not null check (status in ('ACTIVE', 'DEREGISTERED')),
        version int not null
      );
      create table credential (
        pos_id uuid primary key,
        application_id text not null unique,
        verifiers jsonb not null,
        version int not null
      );
      create table revoked_token (
        jti text primary key,
        expires_at timestamptz not null
      );
      create index revoked_token_expires_at on revoked_token (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table revoked_token, credential, point_of_sale, store, organisation');
  }
}
