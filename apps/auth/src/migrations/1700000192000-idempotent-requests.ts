import { unwall, wall } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** POSTs that were made under an Idempotency-Key. */
export class IdempotentRequests1700000192000 implements MigrationInterface {
  readonly name = 'IdempotentRequests1700000192000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- the answer may hold recovery codes: it stands here sealed; null only within the transaction that makes it
      create table idempotent_request (
        operator text not null,
        key text not null,
        fingerprint text not null,
        answer jsonb,
        -- null: of the platform's own people and programs, and of whoever is not signed in
        tenant_id uuid,
        expires_at timestamptz not null default now() + interval '24 hours',
        primary key (operator, key)
      );
      create index idempotent_request_expiry on idempotent_request (expires_at);
    `);
    await runner.query(wall({ table: 'idempotent_request', tenant: 'select, insert, update, delete' }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(unwall('idempotent_request'));
    await runner.query('drop table idempotent_request');
  }
}
