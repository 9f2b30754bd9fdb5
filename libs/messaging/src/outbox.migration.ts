import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The table whose rows are messages that are committed but not yet on the broker. */
export class CreateOutbox1700000000000 implements MigrationInterface {
  readonly name = 'CreateOutbox1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    // Every row is deleted within milliseconds: the table stays small only when dead rows are cleared early.
    await runner.query(`
      create table outbox (
        id bigint generated always as identity primary key,
        shard smallint not null,
        key text not null,
        topic text not null,
        headers jsonb not null,
        value text not null,
        not_after timestamptz,
        created_at timestamptz not null default now()
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table outbox');
  }
}
