import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the tills of an organisation call when its cell has an origin of its own. */
export class AddRetailUrl1700000191000 implements MigrationInterface {
  readonly name = 'AddRetailUrl1700000191000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organisation add column retail_url text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organisation drop column retail_url');
  }
}
