import { Injectable } from '@nestjs/common';
import { Database } from '@ppaas/service';
import type { PoolClient } from 'pg';

/** Second factors of people: the sealed secret, what was used of it, and the recovery codes as HMACs. */
@Injectable()
export class FactorStore {
  constructor(private readonly database: Database) {}

  async setCandidate(client: PoolClient, userId: string, sealed: string): Promise<void> {
    await client.query('update portal_user set totp_candidate = $2 where user_id = $1', [userId, sealed]);
  }

  /** @param step of the code that confirmed it: not taken again */
  async activate(client: PoolClient, userId: string, sealed: string, step: number): Promise<void> {
    await client.query(
      `update portal_user set totp_sealed = $2, totp_candidate = null, totp_last_step = $3, version = version + 1
        where user_id = $1`,
      [userId, sealed, step],
    );
  }

  async replaceRecoveryCodes(client: PoolClient, userId: string, hmacs: readonly string[]): Promise<void> {
    await client.query('delete from recovery_code where user_id = $1', [userId]);
    await client.query('insert into recovery_code (user_id, hmac) select $1, unnest($2::text[])', [userId, hmacs]);
  }

  async remove(client: PoolClient, userId: string): Promise<void> {
    await client.query('delete from recovery_code where user_id = $1', [userId]);
    await client.query(
      `update portal_user set totp_sealed = null, totp_candidate = null, totp_last_step = null, version = version + 1
        where user_id = $1`,
      [userId],
    );
  }

  /** Uses a step up. False when it, or a later one, was used before: of any number of callers one gets true. */
  async takeStep(userId: string, step: number): Promise<boolean> {
    const rows = await this.database.query(
      `update portal_user set totp_last_step = $2 where user_id = $1 and totp_sealed is not null
          and (totp_last_step is null or totp_last_step < $2) returning 1`,
      [userId, step],
    );
    return rows.length === 1;
  }

  /** Uses a recovery code up. False when there is none like it that was not used. */
  async takeRecoveryCode(userId: string, hmac: string, now: Date): Promise<boolean> {
    const rows = await this.database.query(
      'update recovery_code set used_at = $3 where user_id = $1 and hmac = $2 and used_at is null returning 1',
      [userId, hmac, now],
    );
    return rows.length === 1;
  }
}
