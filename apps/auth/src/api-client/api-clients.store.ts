import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { ApiClient, PageRequest } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { OperatorClient } from '../access-token.ts';
import type { AuthSecrets } from '../auth.config.ts';
import { AUTH_SECRETS } from '../auth.symbols.ts';
import type { Standing } from '../user/user.ts';
import { verifierOf } from '../verifier.ts';
import type { Verifier } from '../verifier.ts';
import { isApiClientId } from './api-client.ts';

/** A program as a row, its secret left out. */
export interface ApiClientRow extends Standing {
  readonly clientId: string;
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly lastUsedFrom: string | null;
}

const CLIENT = `client_id as "clientId", tenant_id as "organisationId", name, role, merchant_id as "merchantId",
  store_ids as "storeIds", created_by as "createdBy", created_at as "createdAt", last_used_at as "lastUsedAt",
  last_used_from as "lastUsedFrom"`;
/** Where a program is seen again within this time, its row is not written again. */
const SEEN_FOR = '1 minute';

/** Programs that call the API by themselves. Those that were revoked stay as rows: their ids are never another's. */
@Injectable()
export class ApiClientsStore {
  constructor(
    private readonly database: Database,
    @Inject(AUTH_SECRETS) private readonly secrets: AuthSecrets,
  ) {}

  /** Whose credentials these are, if it and its organisation are active. */
  async find(clientId: string): Promise<{ client: OperatorClient; verifiers: readonly Verifier[] } | undefined> {
    const [row] = await this.database.query<Standing & { hmac: Buffer; pepperVersion: number }>(
      `select c.role, c.tenant_id as "organisationId", c.merchant_id as "merchantId", c.store_ids as "storeIds",
              c.hmac, c.pepper_version as "pepperVersion"
         from api_client c left join organisation o on o.tenant_id = c.tenant_id
        where c.client_id = $1 and c.revoked_at is null and (c.tenant_id is null or o.status = 'ACTIVE')`,
      [clientId],
    );
    if (row === undefined) return undefined;
    const { hmac, pepperVersion, ...standing } = row;
    return {
      client: { kind: 'operator', clientId, standing },
      verifiers: [{ hmac, pepperVersion, expiresAtMs: Infinity }],
    };
  }

  /** Remembers when and from where a program last got a token. */
  async see(clientId: string, address: string): Promise<void> {
    if (!isApiClientId(clientId)) return;
    await this.database.query(
      `update api_client set last_used_at = now(), last_used_from = $2
        where client_id = $1 and (last_used_at is null or last_used_at < now() - interval '${SEEN_FOR}' or last_used_from <> $2)`,
      [clientId, address],
    );
  }

  /** @throws DomainError entity.unknown, also when it was revoked */
  async one(clientId: string): Promise<ApiClientRow> {
    const [row] = await this.database.query<ApiClientRow>(
      `select ${CLIENT} from api_client where client_id = $1 and revoked_at is null`,
      [clientId],
    );
    if (row === undefined) throw new DomainError('entity.unknown');
    return row;
  }

  /** `limit + 1` rows at most, the oldest first. @param organisationId null: of all organisations and of the platform */
  async page(organisationId: string | null, { after, limit }: PageRequest): Promise<ApiClientRow[]> {
    return this.database.query<ApiClientRow>(
      `select ${CLIENT} from api_client
        where revoked_at is null and ($1::uuid is null or tenant_id = $1) and ($2::text is null or client_id > $2)
        order by client_id limit $3`,
      [organisationId, after, limit + 1],
    );
  }

  async insert(
    client: PoolClient,
    row: Pick<ApiClient, keyof Standing | 'clientId' | 'name' | 'createdBy'>,
    secret: string,
  ): Promise<ApiClientRow> {
    const { hmac, pepperVersion } = verifierOf(secret, this.secrets.peppers);
    const { clientId, organisationId, name, role, merchantId, storeIds, createdBy } = row;
    const { rows } = await client.query<ApiClientRow>(
      `insert into api_client (client_id, tenant_id, name, role, merchant_id, store_ids, created_by, hmac, pepper_version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${CLIENT}`,
      [clientId, organisationId, name, role, merchantId, storeIds, createdBy, hmac, pepperVersion],
    );
    const [inserted] = rows;
    if (inserted === undefined) throw new Error('an insert returned no row');
    return inserted;
  }

  /** With those that it made, and they: who has its secret could have made them. @returns those that were not revoked before */
  async revoke(client: PoolClient, clientId: string): Promise<Pick<ApiClientRow, 'clientId' | 'name'>[]> {
    const { rows } = await client.query<Pick<ApiClientRow, 'clientId' | 'name'>>(
      `with recursive made as (
         select client_id from api_client where client_id = $1
         union select c.client_id from api_client c join made on c.created_by = made.client_id
       )
       update api_client set revoked_at = now() where client_id in (select client_id from made) and revoked_at is null
       returning client_id as "clientId", name`,
      [clientId],
    );
    return rows;
  }

  /** @returns the client ids of those that had not been revoked before */
  async revokeAllOf(client: PoolClient, organisationIds: readonly string[]): Promise<string[]> {
    const { rows } = await client.query<{ clientId: string }>(
      `update api_client set revoked_at = now() where tenant_id = any($1) and revoked_at is null
       returning client_id as "clientId"`,
      [organisationIds],
    );
    return rows.map(({ clientId }) => clientId);
  }
}
