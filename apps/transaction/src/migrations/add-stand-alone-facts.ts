import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a stand-alone sale was, beside the message that says it. */
export class AddStandAloneFacts1700000002001 implements MigrationInterface {
  readonly name = 'AddStandAloneFacts1700000002001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table stand_alone add store_id uuid, add state text, add amount text, add currency text,
        add transaction_reference text, add sold_at timestamptz;
      create index stand_alone_recorded_at on stand_alone (tenant_id, recorded_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table stand_alone drop store_id, drop state, drop amount, drop currency, drop transaction_reference, drop sold_at',
    );
  }
}
