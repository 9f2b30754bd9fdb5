import { buildIndex, dropIndex } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is kept for a time is found by when its time began; of exchanges there is an index already. */
export class FindWhatIsOver1700000008500 implements MigrationInterface {
  readonly name = 'FindWhatIsOver1700000008500';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndex(runner, 'session_exchange_completed', 'session_exchange (completed_at)');
    await buildIndex(runner, 'stand_alone_recorded', 'stand_alone (recorded_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'session_exchange_completed');
    await dropIndex(runner, 'stand_alone_recorded');
  }
}
