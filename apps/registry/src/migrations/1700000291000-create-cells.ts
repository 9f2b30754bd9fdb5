import { openTable } from '@ppaas/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cells beside the first one, and where their doors are. They belong to no organisation, which may be told of its own. */
export class CreateCells1700000291000 implements MigrationInterface {
  readonly name = 'CreateCells1700000291000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table cell (name text primary key, retail_url text, connect_url text not null);
      create index organisation_cell on organisation (cell);
    `);
    await runner.query(openTable('cell', { tenant: 'select' }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index organisation_cell; drop table cell');
  }
}
