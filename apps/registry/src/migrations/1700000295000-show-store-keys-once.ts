import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A store may show Keys once although its organisation keeps them. */
export class ShowStoreKeysOnce1700000295000 implements MigrationInterface {
  readonly name = 'ShowStoreKeysOnce1700000295000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table store add column show_keys_once boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table store drop column show_keys_once');
  }
}
