import { Injectable } from '@nestjs/common';
import { DomainError, PLATFORM_DOMAIN } from '@ppaas/contracts';
import type { PageRequest, PortalUser, UserFilter } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { Standing } from './user.ts';

/** A person as a row, with the name of the organisation. */
export interface UserRow extends Standing {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly status: PortalUser['status'];
  readonly passwordHash: string | null;
  readonly totpSealed: string | null;
  readonly totpCandidate: string | null;
  readonly totpLastStep: number | null;
  readonly lastSignInAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly organisationName: string;
}

/** Where the platform's own people belong. */
const PLATFORM = 'Platform';

/** Columns of a person, for a statement whose tables are `u` and, joined to it, the organisation `o`. */
export const USER = `u.user_id as "userId", u.tenant_id as "organisationId", u.email, u.name, u.role,
  u.merchant_id as "merchantId", u.store_ids as "storeIds", u.status, u.password_hash as "passwordHash",
  u.totp_sealed as "totpSealed", u.totp_candidate as "totpCandidate", u.totp_last_step as "totpLastStep",
  u.last_sign_in_at as "lastSignInAt", u.version, u.created_at as "createdAt",
  coalesce(o.name, '${PLATFORM}') as "organisationName"`;
export const WITH_ORGANISATION = 'left join organisation o on o.tenant_id = u.tenant_id';
/** Of an organisation that is gone nobody signs in. */
export const IS_ADMITTED = `u.status = 'ACTIVE' and (u.tenant_id is null or o.status = 'ACTIVE')`;

@Injectable()
export class UsersStore {
  constructor(private readonly database: Database) {}

  async forSignIn(domain: string, email: string): Promise<UserRow | undefined> {
    const [row] = await this.database.query<UserRow>(
      `select ${USER} from portal_user u ${WITH_ORGANISATION}
        where u.email = $2 and ${IS_ADMITTED} and case when $1 = $3 then u.tenant_id is null else o.domain = $1 end`,
      [domain, email, PLATFORM_DOMAIN],
    );
    return row;
  }

  /** @param client where it must be as of the transaction @throws DomainError entity.unknown, also when the person was removed */
  async one(userId: string, client?: PoolClient): Promise<UserRow> {
    const sql = `select ${USER} from portal_user u ${WITH_ORGANISATION} where u.user_id = $1 and u.status <> 'REMOVED'`;
    const [row] =
      client === undefined
        ? await this.database.query<UserRow>(sql, [userId])
        : (await client.query<UserRow>(sql, [userId])).rows;
    if (row === undefined) throw new DomainError('entity.unknown');
    return row;
  }

  /** `limit + 1` rows at most, of one scope; null = not narrowed. */
  async page(
    scope: Omit<Standing, 'role'>,
    { q, role, status }: Omit<UserFilter, 'organisationId'>,
    { after, limit }: PageRequest,
  ): Promise<UserRow[]> {
    return this.database.query<UserRow>(
      `select ${USER} from portal_user u ${WITH_ORGANISATION}
        where u.status <> 'REMOVED' and ($1::uuid is null or u.tenant_id = $1) and ($2::uuid is null or u.merchant_id = $2)
          and ($3::uuid is null or u.user_id > $3)
          and ($5::text is null or strpos(lower(u.name), lower($5)) > 0 or strpos(u.email, lower($5)) > 0)
          and ($6::text is null or u.role = $6) and ($7::text is null or u.status = $7)
        order by u.user_id limit $4`,
      [scope.organisationId, scope.merchantId, after, limit + 1, q === '' ? undefined : q, role, status],
    );
  }

  /** The organisation's name; undefined while this service has not heard of it, or when it is gone. */
  async organisationName(organisationId: string | null): Promise<string | undefined> {
    if (organisationId === null) return PLATFORM;
    const [row] = await this.database.query<{ name: string }>(
      `select name from organisation where tenant_id = $1 and status = 'ACTIVE'`,
      [organisationId],
    );
    return row?.name;
  }

  async insert(
    client: PoolClient,
    u: Standing & { readonly userId: string; readonly email: string; readonly name: string },
  ): Promise<void> {
    await client.query(
      `insert into portal_user (user_id, tenant_id, email, name, role, merchant_id, store_ids)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [u.userId, u.organisationId, u.email, u.name, u.role, u.merchantId, u.storeIds],
    );
  }

  /** @throws DomainError entity.changed when the version is another one by now */
  async update(client: PoolClient, u: Standing & { userId: string; name: string }, version: number): Promise<void> {
    const { rowCount } = await client.query(
      `update portal_user set name = $3, role = $4, merchant_id = $5, store_ids = $6, version = version + 1
        where user_id = $1 and version = $2 and status <> 'REMOVED'`,
      [u.userId, version, u.name, u.role, u.merchantId, u.storeIds],
    );
    if (rowCount === 0) throw new DomainError('entity.changed');
  }

  async remove(client: PoolClient, userId: string): Promise<void> {
    await client.query(
      `update portal_user set status = 'REMOVED', password_hash = null, totp_sealed = null, totp_candidate = null,
              version = version + 1 where user_id = $1`,
      [userId],
    );
    await client.query('delete from recovery_code where user_id = $1', [userId]);
    await client.query('delete from user_link where user_id = $1', [userId]);
  }

  /** Also makes an invited person an active one. */
  async setPassword(client: PoolClient, userId: string, passwordHash: string): Promise<void> {
    await client.query(
      `update portal_user set password_hash = $2, status = 'ACTIVE', version = version + 1
        where user_id = $1 and status <> 'REMOVED'`,
      [userId, passwordHash],
    );
  }
}
