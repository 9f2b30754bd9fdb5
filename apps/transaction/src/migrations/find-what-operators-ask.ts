import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the overview asks: sales by their end, the few that are unusual, and how many devices were online when. */
export class FindWhatOperatorsAsk1700000003200 implements MigrationInterface {
  readonly name = 'FindWhatOperatorsAsk1700000003200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index exchange_completed on exchange (completed_at) where completed_at is not null;
      create index exchange_enquired on exchange (accepted_at) where enquiries > 0;
      create index exchange_contradicted on exchange (accepted_at) where contradictions <> '[]';
      create table presence_level (
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
