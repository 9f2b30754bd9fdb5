import type { ClientBase } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The table of messages whose effect is committed. */
export class CreateInbox1700000000001 implements MigrationInterface {
  readonly name = 'CreateInbox1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table inbox (
        consumer text not null,
        message_id text not null,
        at timestamptz not null default now(),
        primary key (consumer, message_id)
      )`);
    await runner.query('create index inbox_at on inbox (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table inbox');
  }
}

/** Remembers which messages were handled, in the transaction of their effect. Not needed where the effect is a compare-and-set. */
export class InboxStore {
  /** True the first time; false when this consumer has committed the effect of the message before. */
  async claim(client: ClientBase, consumer: string, messageId: string): Promise<boolean> {
    const { rowCount } = await client.query(
      'insert into inbox (consumer, message_id) values ($1, $2) on conflict do nothing',
      [consumer, messageId],
    );
    return rowCount === 1;
  }

  /** Forgets what is older than any record a topic still holds. Returns the number of rows. */
  async forget(client: ClientBase, olderThanDays = 8): Promise<number> {
    const { rowCount } = await client.query('delete from inbox where at < now() - make_interval(days => $1)', [
      olderThanDays,
    ]);
    return rowCount ?? 0;
  }
}
