import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A code of a bulk is for the hardware with one serial number. */
export class BindActivationCodes1700000200001 implements MigrationInterface {
  readonly name = 'BindActivationCodes1700000200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table activation_code add serial_number text;
      create index activation_code_serial_number on activation_code (serial_number) where serial_number is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table activation_code drop serial_number');
  }
}
