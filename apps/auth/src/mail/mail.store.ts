import { Injectable } from '@nestjs/common';
import type { SandboxMail } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { Mail } from './mail.ts';

const SHOWN = 50;

/** Mail on its way: committed with what it tells of, gone when it is sent. */
@Injectable()
export class MailStore {
  constructor(private readonly database: Database) {}

  async put(client: PoolClient, { to, subject, text }: Mail): Promise<void> {
    await client.query('insert into mail (recipient, subject, body) values ($1, $2, $3)', [to, subject, text]);
  }

  /** The latest, newest first. */
  async latest(): Promise<SandboxMail[]> {
    const rows = await this.database.query<Mail & { mailId: string; at: Date }>(
      `select mail_id as "mailId", recipient as to, subject, body as text, created_at as at
         from mail order by mail_id desc limit ${SHOWN}`,
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /**
   * Sends the oldest that is due and forgets it; one that cannot be sent is tried again later.
   * @returns false when none is due
   */
  async sendOne(send: (mail: Mail) => Promise<void>, onFailure: (error: unknown) => void): Promise<boolean> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<Mail & { mailId: string; failures: number }>(
        `select mail_id as "mailId", recipient as to, subject, body as text, failures from mail
          where next_try_at <= now() order by mail_id limit 1 for update skip locked`,
      );
      const [row] = rows;
      if (row === undefined) return false;
      try {
        await send(row);
        await client.query('delete from mail where mail_id = $1', [row.mailId]);
      } catch (error) {
        onFailure(error);
        const minutes = Math.min(2 ** row.failures, 60);
        await client.query(
          `update mail set failures = failures + 1, next_try_at = now() + $2 * interval '1 minute' where mail_id = $1`,
          [row.mailId, minutes],
        );
      }
      return true;
    });
  }
}
