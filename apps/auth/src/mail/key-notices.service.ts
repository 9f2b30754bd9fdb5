import { Inject, Injectable } from '@nestjs/common';
import type { DataOf } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { PoolClient } from 'pg';
import { AUTH_CONFIG } from '../auth.symbols.ts';
import type { AuthConfig } from '../auth.config.ts';
import { keyShown } from './mail.ts';
import { MailStore } from './mail.store.ts';

type KeyShown = DataOf<'registryEvents', 'PosKeyShown'>;

/** Mails those who answer for a point of sale that its Key was shown: its merchant's and its organisation's administrators. */
@Injectable()
export class KeyNotices {
  private readonly origin: string;

  constructor(
    private readonly database: Database,
    private readonly mails: MailStore,
    @Inject(AUTH_CONFIG) config: AuthConfig,
  ) {
    this.origin = new URL(config.ISSUER).origin;
  }

  /** Once for each time, however often it is told. @throws Error while the point of sale itself has not been heard of */
  async send(shown: KeyShown): Promise<void> {
    await this.database.transaction(async (client) => {
      if (!(await isNew(client, shown))) return;
      const url = `${this.origin}/stores/${shown.storeId}/points-of-sale/${shown.posId}`;
      for (const { email, name } of await addressees(client, shown)) {
        await this.mails.put(client, keyShown({ ...shown, to: email, name, url }));
      }
    });
  }
}

async function isNew(client: PoolClient, { posId, at }: KeyShown): Promise<boolean> {
  const { rows } = await client.query<{ is_new: boolean }>(
    `select coalesce(key_told_at < $2, true) as is_new from point_of_sale where pos_id = $1 for update`,
    [posId, at],
  );
  if (rows[0] === undefined) throw new Error(`the point of sale ${posId} has not been heard of yet`);
  await client.query('update point_of_sale set key_told_at = greatest(key_told_at, $2) where pos_id = $1', [posId, at]);
  return rows[0].is_new;
}

async function addressees(
  client: PoolClient,
  { tenantId, merchantId }: KeyShown,
): Promise<{ email: string; name: string }[]> {
  const { rows } = await client.query<{ email: string; name: string }>(
    `select email, name from portal_user where status = 'ACTIVE' and tenant_id = $1
        and (role = 'organisation-admin' or role = 'merchant-admin' and merchant_id = $2) order by email`,
    [tenantId, merchantId],
  );
  return rows;
}
