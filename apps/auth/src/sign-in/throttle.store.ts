import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import { delayAfter } from './sign-in.ts';

/** Failures are forgotten after a day without a try. */
const FORGOTTEN_AFTER = '1 day';

/**
 * Slows down who guesses, whoever else's guess it is: the keys belong to no organisation. In Postgres, since a throttle that forgets when a cache does would invite making it forget; a
 * try costs a password hash anyway. Keys are kept as hashes: what a caller names may be anything.
 */
@Injectable()
export class Throttle {
  constructor(private readonly database: Database) {}

  /**
   * Counts a try as a failure before it is looked at, so that many at once gain nothing; `forget` takes it back.
   * @throws DomainError request.tooMany with the seconds to wait
   */
  async take(name: string, now: Date): Promise<void> {
    const key = digest(name);
    await this.database.transaction(async (client) => {
      await client.query(
        `insert into throttle (key, next_try_at, touched_at) values ($1, $2, $2) on conflict do nothing`,
        [key, now],
      );
      const { rows } = await client.query<{ failures: number; nextTryAt: Date }>(
        `select case when touched_at < $2::timestamptz - interval '${FORGOTTEN_AFTER}' then 0 else failures end as failures,
                next_try_at as "nextTryAt" from throttle where key = $1 for update`,
        [key, now],
      );
      const { failures = 0, nextTryAt = now } = rows[0] ?? {};
      const waitMs = nextTryAt.getTime() - now.getTime();
      if (waitMs > 0) {
        throw new DomainError('request.tooMany', undefined, { retryAfterSeconds: Math.ceil(waitMs / 1000) });
      }
      await client.query('update throttle set failures = $2, next_try_at = $3, touched_at = $4 where key = $1', [
        ...[key, failures + 1, new Date(now.getTime() + delayAfter(failures + 1)), now],
      ]);
    }, 'platform');
  }

  /** After a success. */
  async forget(name: string): Promise<void> {
    await this.database.query(
      `delete from throttle where key = $1 or touched_at < now() - interval '${FORGOTTEN_AFTER}'`,
      [digest(name)],
      'platform',
    );
  }
}

const digest = (name: string): string => createHash('sha256').update(name).digest('base64url');
