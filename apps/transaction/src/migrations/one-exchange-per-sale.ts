import { buildIndex, dropIndex } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The same sale under two exchange ids, to two devices within the same milliseconds: neither acceptance sees the other, so the
 * indexes refuse the second. They say in SQL what the accept statement asks of `earlier_exchange`, which they also find.
 */
export class OneExchangePerSale1700000003000 implements MigrationInterface {
  readonly name = 'OneExchangePerSale1700000003000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndex(
      runner,
      'exchange_one_per_sale',
      `exchange (pos_id, transaction_reference, transaction_at)
        where transaction_reference is not null and not is_split
          and state in ('APPROVED', 'ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN', 'NEEDS_ATTENTION')`,
      'unique',
    );
    await buildIndex(
      runner,
      'exchange_one_per_amount',
      `exchange (pos_id, transaction_reference, amount, currency)
        where transaction_reference is not null and not is_split
          and state in ('ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN', 'NEEDS_ATTENTION')`,
      'unique',
    );
    await dropIndex(runner, 'exchange_reference');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index exchange_reference on exchange (pos_id, transaction_reference) where transaction_reference is not null;
      drop index exchange_one_per_sale, exchange_one_per_amount;
    `);
  }
}
