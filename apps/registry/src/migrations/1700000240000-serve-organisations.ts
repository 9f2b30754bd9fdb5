import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an organisation's administrators see and change: merchants and stores that are taken out of the subscription, time
 * zones, and how far the software of a point of sale has come.
 */
export class ServeOrganisations1700000240000 implements MigrationInterface {
  readonly name = 'ServeOrganisations1700000240000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table merchant add column retail_api boolean not null default true;
      alter table store add column retail_api boolean not null default true, add column time_zone text not null default 'UTC';
      alter table point_of_sale add column first_listed_at timestamptz, add column first_sale_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table point_of_sale drop column first_listed_at, drop column first_sale_at;
      alter table store drop column retail_api, drop column time_zone;
      alter table merchant drop column retail_api;
    `);
  }
}
