import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people look for: a refund among the payments, and a store by its name. Stores get theirs with their next event. */
export class NameWhatIsSold1700000004000 implements MigrationInterface {
  readonly name = 'NameWhatIsSold1700000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table store add name text;
      alter table exchange add transaction_type text;
      update exchange set transaction_type = 'Refund'
        where kind = 'FinancialPaymentRequest' and request like '%"TransactionType":"Refund"%';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table exchange drop transaction_type; alter table store drop name');
  }
}
