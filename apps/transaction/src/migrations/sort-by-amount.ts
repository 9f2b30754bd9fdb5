import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In place of the index that only found amounts: these are read in their order too, of an organisation and of a store. */
export class SortByAmount1700000007000 implements MigrationInterface {
  readonly name = 'SortByAmount1700000007000';
  /** What is made beside running sales cannot be made within a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [index, owner] of [
      ['exchange_of_tenant_by_amount', 'tenant_id'],
      ['exchange_of_store_by_amount', 'store_id'],
    ]) {
      // What was begun and broken off is there, and of no use.
      await runner.query(`drop index concurrently if exists ${index}`);
      await runner.query(
        `create index concurrently ${index} on exchange (${owner}, coalesce(amount::numeric, -1), accepted_at, exchange_id)`,
      );
    }
    await runner.query('drop index concurrently if exists exchange_amount');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create index concurrently exchange_amount on exchange (tenant_id, (amount::numeric), accepted_at desc) where amount is not null',
    );
    await runner.query('drop index concurrently exchange_of_tenant_by_amount, exchange_of_store_by_amount');
  }
}
