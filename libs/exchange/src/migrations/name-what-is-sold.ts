import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people look for: a refund among the payments, a store by its name (with its next event), and the methods that the
 * platform has put into the message for the device.
 */
export class NameWhatIsSold1700000004000 implements MigrationInterface {
  readonly name = 'NameWhatIsSold1700000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table store add name text;
      alter table exchange add transaction_type text, add offered_methods text[];
      update exchange set transaction_type = 'Refund'
        where kind = 'FinancialPaymentRequest' and request like '%"TransactionType":"Refund"%';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table exchange drop transaction_type, drop offered_methods; alter table store drop name');
  }
}
