import { buildIndex } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the overview asks: sales by their end, the few that are unusual, and how many devices were online when. */
export class FindWhatOperatorsAsk1700000003200 implements MigrationInterface {
  readonly name = 'FindWhatOperatorsAsk1700000003200';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndex(runner, 'exchange_completed', 'exchange (completed_at) where completed_at is not null');
    await buildIndex(runner, 'exchange_enquired', 'exchange (accepted_at) where enquiries > 0');
    await buildIndex(runner, 'exchange_contradicted', `exchange (accepted_at) where contradictions <> '[]'`);
    await runner.query(`
      create table if not exists presence_level (
        store_id uuid not null, at timestamptz not null, online integer not null, primary key (store_id, at)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table presence_level;
      drop index exchange_completed, exchange_enquired, exchange_contradicted;
    `);
  }
}
