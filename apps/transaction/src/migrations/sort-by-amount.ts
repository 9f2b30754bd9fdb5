import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In place of the index that only found amounts: this one also has an organisation's sales in the order of their amounts. */
export class SortByAmount1700000007000 implements MigrationInterface {
  readonly name = 'SortByAmount1700000007000';
  /** What is made beside running sales cannot be made within a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What was begun and broken off is there, and of no use.
    await runner.query('drop index concurrently if exists exchange_by_amount');
    await runner.query(
      `create index concurrently exchange_by_amount on exchange (tenant_id, coalesce(amount::numeric, -1), accepted_at, exchange_id)`,
    );
    await runner.query('drop index concurrently if exists exchange_amount');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create index concurrently exchange_amount on exchange (tenant_id, (amount::numeric), accepted_at desc) where amount is not null',
    );
    await runner.query('drop index concurrently exchange_by_amount');
  }
}
