import { Inject, Injectable } from '@nestjs/common';
import type { PosKey } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { RegistrySecrets } from '../registry.config.ts';
import type { PosRow } from '../registry.entity.ts';
import { REGISTRY_SECRETS } from '../registry.symbols.ts';
import { hmacOf, newApplicationKey } from '../secrets/application-key.ts';
import { open, seal, sealContext } from '../secrets/sealed.ts';
import type { Sealed } from '../secrets/sealed.ts';
import type { Verifiers } from './pos.events.ts';

/** A Key that still opens, without the Key. */
export interface LiveKey {
  readonly keyVersion: number;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly sealed: Sealed | null;
  readonly hmac: string;
  readonly pepperVersion: number;
}

const LIVE = `select key_version as "keyVersion", created_at as "createdAt", expires_at as "expiresAt", sealed, hmac,
  pepper_version as "pepperVersion" from pos_key where pos_id = $1 and (expires_at is null or expires_at > now())
  order by key_version desc`;

/** Keys of points of sale: as verifiers and, where the organisation keeps them, sealed. */
@Injectable()
export class KeyStore {
  constructor(
    private readonly database: Database,
    @Inject(REGISTRY_SECRETS) private readonly secrets: RegistrySecrets,
  ) {}

  /** Newest first. @param client where it must be as of the transaction */
  async live(posId: string, client?: PoolClient): Promise<LiveKey[]> {
    if (client === undefined) return this.database.query<LiveKey & Record<string, unknown>>(LIVE, [posId]);
    return (await client.query<LiveKey>(LIVE, [posId])).rows;
  }

  /**
   * Makes a Key. It is kept only where organisation and store want to see it again. Whoever also changes other Keys does so
   * after: what forgets Keys comes in the same order. @returns the Key
   */
  async insert(
    client: PoolClient,
    pos: Pick<PosRow, 'posId' | 'organisationId' | 'storeId'>,
    keyVersion: number,
  ): Promise<string> {
    const { posId, organisationId: tenantId } = pos;
    const key = newApplicationKey();
    const isKept = !(await isShownOnce(client, pos));
    const sealed = isKept ? seal(key, sealContext(tenantId, posId, keyVersion), this.secrets.kek) : null;
    const { version, key: pepper } = this.secrets.pepper;
    await client.query(
      'insert into pos_key (pos_id, key_version, sealed, hmac, pepper_version) values ($1, $2, $3, $4, $5)',
      [posId, keyVersion, sealed, hmacOf(key, pepper), version],
    );
    return key;
  }

  /** Lets a Key end at a time. */
  async end(client: PoolClient, posId: string, keyVersion: number, at: Date): Promise<void> {
    await client.query('update pos_key set expires_at = $3 where pos_id = $1 and key_version = $2', [
      ...[posId, keyVersion, at],
    ]);
  }

  async delete(client: PoolClient, posId: string, keyVersions: readonly number[]): Promise<void> {
    await client.query('delete from pos_key where pos_id = $1 and key_version = any($2::int[])', [posId, keyVersions]);
  }

  async deleteAll(client: PoolClient, posId: string): Promise<void> {
    await client.query('delete from pos_key where pos_id = $1', [posId]);
  }

  /** The Key itself; undefined when it is not kept. */
  async reveal(client: PoolClient, pos: PosRow, { sealed, keyVersion }: LiveKey): Promise<string | undefined> {
    if (sealed === null || (await isShownOnce(client, pos))) return undefined;
    return open(sealed, sealContext(pos.organisationId, pos.posId, keyVersion), this.secrets.kek);
  }
}

/** Whether Keys of a POS are shown once. It stays so while this transaction runs. */
async function isShownOnce(client: PoolClient, { storeId }: Pick<PosRow, 'storeId'>): Promise<boolean> {
  const { rows } = await client.query<{ is_once: boolean }>(
    `select s.show_keys_once or o.show_keys_once as is_once
       from store s join organisation o using (tenant_id) where s.store_id = $1 for share`,
    [storeId],
  );
  return rows[0]?.is_once !== false;
}

/** Keys that were kept to be shown again: of an organisation, or of one of its stores. */
export async function forgetKeys(
  client: PoolClient,
  of: { readonly organisationId: string } | { readonly storeId: string },
): Promise<void> {
  const [column, id] = 'storeId' in of ? ['store_id', of.storeId] : ['tenant_id', of.organisationId];
  await client.query(
    `update pos_key set sealed = null where pos_id in (select pos_id from point_of_sale where ${column} = $1)`,
    [id],
  );
}

export const verifiersOf = (keys: readonly LiveKey[]): Verifiers =>
  keys.map(({ hmac, pepperVersion, expiresAt }) => ({
    ...{ hmac, pepperVersion },
    expiresAt: expiresAt?.toISOString() ?? null,
  }));

export const presentKey = ({ keyVersion, createdAt, expiresAt, sealed }: LiveKey): PosKey => ({
  keyVersion,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  isKept: sealed !== null,
});
