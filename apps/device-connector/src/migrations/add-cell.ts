import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two cells may have instances of one name: each says its own connections over, and nobody else's. */
export class AddCell1700000000400 implements MigrationInterface {
  readonly name = 'AddCell1700000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table open_connection add column cell text not null default 'shared'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table open_connection drop column cell');
  }
}
