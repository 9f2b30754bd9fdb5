import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An organisation may have a quota of its own; null: as its cell is configured. */
export class QuotaOfOrganisation1700000296000 implements MigrationInterface {
  readonly name = 'QuotaOfOrganisation1700000296000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organisation add column exchanges_per_second integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organisation drop column exchanges_per_second');
  }
}
