import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Cells share a service's database: each row says whose relay carries it. What older instances write is of the first cell. It
 * may run before the walls or, in a database that has them, after: their privileges are those of the table.
 */
export class AddOutboxCell1700000000100 implements MigrationInterface {
  readonly name = 'AddOutboxCell1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table outbox add column cell text not null default 'shared'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbox drop column cell');
  }
}
