import { unwall, wall } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs that call the API by themselves. */
export class AddApiClients1700000193000 implements MigrationInterface {
  readonly name = 'AddApiClients1700000193000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_client (
        client_id text primary key,
        -- null: a program of the platform
        tenant_id uuid,
        name text not null,
        role text not null,
        merchant_id uuid,
        store_ids uuid[],
        -- of the secret, under a pepper that stands outside the database
        hmac bytea not null,
        pepper_version int not null,
        created_by text not null,
        created_at timestamptz not null default now(),
        last_used_at timestamptz,
        last_used_from text,
        revoked_at timestamptz
      );
      create index api_client_of on api_client (tenant_id, client_id) where revoked_at is null;
    `);
    await runner.query(wall({ table: 'api_client', tenant: 'select, insert, update' }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(unwall('api_client'));
    await runner.query('drop table api_client');
  }
}
