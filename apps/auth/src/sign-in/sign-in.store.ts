import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { uuidV7 } from '@ppaas/contracts';
import type { SignInPlace } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { PoolClient } from 'pg';
import { IS_ADMITTED, USER, WITH_ORGANISATION } from '../user/users.store.ts';
import type { UserRow } from '../user/users.store.ts';
import { ABSOLUTE_MS, IDLE_MS } from './sign-in.ts';
import type { SignInState, SignInTimes } from './sign-in.ts';

/** Where a sign-in comes from. */
export interface Place {
  readonly address: string;
  readonly userAgent: string;
}

export interface SignInRow extends SignInTimes {
  readonly signInId: string;
  readonly provenAt: Date;
}

export interface Found {
  readonly signIn: SignInRow;
  readonly user: UserRow;
}

const SIGN_IN = `s.sign_in_id as "signInId", s.state, s.created_at as "signedInAt", s.last_seen_at as "lastSeenAt",
  s.proven_at as "provenAt"`;

/** Sign-ins, by the hash of what their cookie holds. */
@Injectable()
export class SignInStore {
  constructor(private readonly database: Database) {}

  /** @returns what the cookie holds from now on */
  async insert(client: PoolClient, userId: string, state: SignInState, place: Place, now: Date): Promise<string> {
    const id = newId();
    await client.query(
      `insert into sign_in (sign_in_id, id_hash, user_id, state, created_at, last_seen_at, proven_at, address, user_agent)
       values ($1, $2, $3, $4, $5, $5, $5, $6, $7)`,
      [uuidV7(now.getTime()), hashOf(id), userId, state, now, place.address, place.userAgent.slice(0, 300)],
    );
    return id;
  }

  /** The sign-in and its person, if that one may still come in. */
  async find(id: string): Promise<Found | undefined> {
    const [row] = await this.database.query<UserRow & Omit<SignInRow, 'createdAt'> & { signedInAt: Date }>(
      `select ${SIGN_IN}, ${USER} from sign_in s join portal_user u using (user_id) ${WITH_ORGANISATION}
        where s.id_hash = $1 and ${IS_ADMITTED}`,
      [hashOf(id)],
    );
    if (row === undefined) return undefined;
    const { signInId, state, signedInAt, lastSeenAt, provenAt, ...user } = row;
    return { signIn: { signInId, state, createdAt: signedInAt, lastSeenAt, provenAt }, user };
  }

  async seen(signInId: string, now: Date): Promise<void> {
    await this.database.query('update sign_in set last_seen_at = $2 where sign_in_id = $1', [signInId, now]);
  }

  /**
   * A new cookie for the same sign-in: the person has just proven who it is. With it a pending one is open.
   * @returns what the cookie holds from now on; undefined when the sign-in is over
   */
  async prove(client: PoolClient, signInId: string, now: Date): Promise<string | undefined> {
    const id = newId();
    const { rowCount } = await client.query(
      `update sign_in set id_hash = $2, state = 'OPEN', proven_at = $3, last_seen_at = $3
        where sign_in_id = $1 and state <> 'ENDED'`,
      [signInId, hashOf(id), now],
    );
    return rowCount === 1 ? id : undefined;
  }

  async signedIn(client: PoolClient, userId: string, now: Date): Promise<void> {
    await client.query('update portal_user set last_sign_in_at = $2 where user_id = $1', [userId, now]);
    await client.query(`delete from sign_in where user_id = $1 and created_at < $2::timestamptz - interval '7 days'`, [
      ...[userId, now],
    ]);
  }

  /** @returns false when the person has no such sign-in */
  async end(client: PoolClient, userId: string, signInId: string): Promise<boolean> {
    const { rowCount } = await client.query(
      `update sign_in set state = 'ENDED' where user_id = $1 and sign_in_id = $2 and state <> 'ENDED'`,
      [userId, signInId],
    );
    return rowCount === 1;
  }

  /** @param kept the one that stays, if any */
  async endAll(client: PoolClient, userId: string, kept?: string): Promise<void> {
    await client.query(
      `update sign_in set state = 'ENDED' where user_id = $1 and state <> 'ENDED' and sign_in_id is distinct from $2`,
      [userId, kept],
    );
  }

  /** Where the person is signed in, latest use first. */
  async places(userId: string, now: Date): Promise<Omit<SignInPlace, 'isThis'>[]> {
    const rows = await this.database.query<{ signInId: string; createdAt: Date; lastSeenAt: Date } & Place>(
      `select sign_in_id as "signInId", address, user_agent as "userAgent", created_at as "createdAt",
              last_seen_at as "lastSeenAt"
         from sign_in where user_id = $1 and state = 'OPEN' and last_seen_at > $2 and created_at > $3
        order by last_seen_at desc`,
      [userId, new Date(now.getTime() - IDLE_MS), new Date(now.getTime() - ABSOLUTE_MS)],
    );
    return rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
    }));
  }
}

/** 256 random bits. */
const newId = (): string => randomBytes(32).toString('base64url');
const hashOf = (id: string): string => createHash('sha256').update(id).digest('base64url');
