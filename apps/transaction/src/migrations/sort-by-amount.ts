import { buildIndex, dropIndex } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In place of the index that only found amounts: this one also has an organisation's sales in the order of their amounts. */
export class SortByAmount1700000007000 implements MigrationInterface {
  readonly name = 'SortByAmount1700000007000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    const on = 'exchange (tenant_id, coalesce(amount::numeric, -1), accepted_at, exchange_id)';
    await buildIndex(runner, 'exchange_by_amount', on);
    await dropIndex(runner, 'exchange_amount');
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = 'exchange (tenant_id, (amount::numeric), accepted_at desc) where amount is not null';
    await buildIndex(runner, 'exchange_amount', on);
    await dropIndex(runner, 'exchange_by_amount');
  }
}
