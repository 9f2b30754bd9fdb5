import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A store, or its merchant, can be taken out of the organisation's subscription to the Retail API. */
export class StoreRetailApi1700000004500 implements MigrationInterface {
  readonly name = 'StoreRetailApi1700000004500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table store add column retail_api boolean not null default true');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table store drop column retail_api');
  }
}
