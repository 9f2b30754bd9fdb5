import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A result that was refused is in the audit once, however often the device repeats it and whoever refused it. */
export class AuditForeignResults1700000210000 implements MigrationInterface {
  readonly name = 'AuditForeignResults1700000210000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create unique index audit_foreign_result on audit (object, (detail ->> 'exchangeId'), (detail ->> 'serialNumber'))
        where action = 'foreignResult.refused'
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index audit_foreign_result');
  }
}
