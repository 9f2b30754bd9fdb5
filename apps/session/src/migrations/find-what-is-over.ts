import { buildIndex, dropIndex } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is kept for a time is found by when its time began. Ids of transaction had none: those that are there count from now,
 * and so do those that the version before still writes.
 */
export class FindWhatIsOver1700000008500 implements MigrationInterface {
  readonly name = 'FindWhatIsOver1700000008500';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table transaction_exchange add if not exists recorded_at timestamptz not null default now()',
    );
    await buildIndex(runner, 'transaction_exchange_recorded', 'transaction_exchange (recorded_at)');
    await buildIndex(runner, 'exchange_completed', 'exchange (completed_at) where completed_at is not null');
    await buildIndex(runner, 'session_ended', 'session (ended_at) where ended_at is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['exchange_completed', 'session_ended']) await dropIndex(runner, name);
    await runner.query('alter table transaction_exchange drop column recorded_at');
  }
}
