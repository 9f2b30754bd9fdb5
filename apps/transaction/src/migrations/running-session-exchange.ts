import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Session's calls are known from their acceptance on: a status request must not spend the id of one that runs. */
export class RunningSessionExchange1700000003100 implements MigrationInterface {
  readonly name = 'RunningSessionExchange1700000003100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table session_exchange add accepted_at timestamptz, alter answer drop not null, alter completed_at drop not null
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from session_exchange where answer is null;
      alter table session_exchange drop accepted_at, alter answer set not null, alter completed_at set not null;
    `);
  }
}
