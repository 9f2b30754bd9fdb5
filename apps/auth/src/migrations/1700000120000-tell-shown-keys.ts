import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of which showing of a Key people have been told: an event that comes again is no second one. */
export class TellShownKeys1700000120000 implements MigrationInterface {
  readonly name = 'TellShownKeys1700000120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table point_of_sale add column key_told_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table point_of_sale drop column key_told_at');
  }
}
