import type { MigrationInterface, QueryRunner } from 'typeorm';

/** POSTs that were made under an Idempotency-Key. */
export class IdempotentRequests1700000220000 implements MigrationInterface {
  readonly name = 'IdempotentRequests1700000220000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- the answer may hold a Key or an activation code: it stands here sealed; null only within the transaction that makes it
      create table idempotent_request (
        operator text not null,
        key text not null,
        fingerprint text not null,
        answer jsonb,
        expires_at timestamptz not null default now() + interval '24 hours',
        primary key (operator, key)
      );
      create index idempotent_request_expiry on idempotent_request (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotent_request');
  }
}
