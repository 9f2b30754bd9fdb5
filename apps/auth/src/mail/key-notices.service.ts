import { Inject, Injectable } from '@nestjs/common';
import type { DataOf } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { PoolClient } from 'pg';
import { AUTH_CONFIG } from '../auth.symbols.ts';
import type { AuthConfig } from '../auth.config.ts';
import { apiClientMade, keyShown } from './mail.ts';
import { MailStore } from './mail.store.ts';

type KeyShown = DataOf<'registryEvents', 'PosKeyShown'>;

interface ProgramMade {
  readonly organisationId: string | null;
  readonly name: string;
  readonly actor: string;
  readonly address: string;
  readonly at: Date;
}

/** Mails those who answer for a point of sale or a program that somebody was shown what it proves itself with. */
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

  /** To the administrators of an organisation, or of the platform, in the transaction that makes the program. */
  async tellOfProgram(client: PoolClient, made: ProgramMade): Promise<void> {
    const url = `${this.origin}/organisation/api-clients`;
    const at = made.at.toISOString();
    for (const { email, name } of await administrators(client, made.organisationId)) {
      await this.mails.put(client, apiClientMade({ ...made, to: email, name, program: made.name, at, url }));
    }
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

/** @param organisationId null: the platform's own */
async function administrators(
  client: PoolClient,
  organisationId: string | null,
): Promise<{ email: string; name: string }[]> {
  const { rows } = await client.query<{ email: string; name: string }>(
    `select email, name from portal_user where status = 'ACTIVE' and tenant_id is not distinct from $1::uuid
        and role in ('platform-admin', 'organisation-admin') order by email`,
    [organisationId],
  );
  return rows;
}
