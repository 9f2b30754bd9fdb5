import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cells beside the first one, and where their doors are. */
export class CreateCells1700000240000 implements MigrationInterface {
  readonly name = 'CreateCells1700000240000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table cell (name text primary key, retail_url text, connect_url text not null);
      create index organisation_cell on organisation (cell);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index organisation_cell; drop table cell');
  }
}
