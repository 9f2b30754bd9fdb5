import { updateInBatches } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people look for: a refund among the payments, a store by its name (with its next event), and the methods that the
 * platform has put into the message for the device.
 */
export class NameWhatIsSold1700000004000 implements MigrationInterface {
  readonly name = 'NameWhatIsSold1700000004000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table store add if not exists name text;
      alter table exchange add if not exists transaction_type text, add if not exists offered_methods text[];
    `);
    await updateInBatches(runner, {
      table: 'exchange',
      key: 'exchange_id',
      set: `transaction_type = 'Refund'`,
      where: `transaction_type is null and kind = 'FinancialPaymentRequest' and request like '%"TransactionType":"Refund"%'`,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table exchange drop transaction_type, drop offered_methods; alter table store drop name');
  }
}
