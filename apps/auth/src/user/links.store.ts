import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { link } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { z } from 'zod';

export type Purpose = z.infer<typeof link>['purpose'];

export interface OpenLink {
  readonly userId: string;
  readonly purpose: Purpose;
}

const LIFE = '24 hours';
const IS_OPEN = 'used_at is null and expires_at > now()';

/** Links to choose a password, kept as hashes: good for 24 hours and one use. */
@Injectable()
export class LinksStore {
  constructor(private readonly database: Database) {}

  /** A new link; those that the person had for the same purpose are void. @returns what the link ends with */
  async issue(client: PoolClient, userId: string, purpose: Purpose): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await client.query(`delete from user_link where user_id = $1 and purpose = $2`, [userId, purpose]);
    await client.query(
      `insert into user_link (token_hash, user_id, purpose, expires_at) values ($1, $2, $3, now() + interval '${LIFE}')`,
      [hashOf(token), userId, purpose],
    );
    return token;
  }

  async find(token: string): Promise<OpenLink | undefined> {
    const [row] = await this.database.query<OpenLink>(
      `select user_id as "userId", purpose from user_link where token_hash = $1 and ${IS_OPEN}`,
      [hashOf(token)],
    );
    return row;
  }

  /** Uses it up: of any number of callers one gets the link. */
  async use(client: PoolClient, token: string): Promise<OpenLink | undefined> {
    const { rows } = await client.query<OpenLink>(
      `update user_link set used_at = now() where token_hash = $1 and ${IS_OPEN} returning user_id as "userId", purpose`,
      [hashOf(token)],
    );
    return rows[0];
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
