import { Injectable } from '@nestjs/common';
import { isUuid } from '@ppaas/contracts';
import { Database, actOfRefusal } from '@ppaas/service';
import type { Refusals, Refused, RefusedPlace } from '@ppaas/service';

const NAMED = `
  select 'organisation:' || tenant_id as object, tenant_id as "organisationId", null::uuid as "merchantId",
         null::uuid as "storeId" from organisation where tenant_id = any($1::uuid[])
  union all
  select 'merchant:' || merchant_id, tenant_id, merchant_id, null from merchant where merchant_id = any($1::uuid[])
  union all
  select 'store:' || store_id, tenant_id, merchant_id, store_id from store where store_id = any($1::uuid[])
  union all
  select 'pos:' || pos_id, tenant_id, merchant_id, store_id from point_of_sale where pos_id = any($1::uuid[])
  union all
  select 'device:' || device_id, tenant_id, merchant_id, store_id from device where device_id = any($2::text[])`;

/** Who asked for what is another's: into the audit trail. */
@Injectable()
export class RefusalsStore implements Refusals {
  constructor(private readonly database: Database) {}

  async note(refused: Refused): Promise<void> {
    const { ids } = refused;
    // The caller itself is shown none of it.
    const found = await this.database.query<RefusedPlace & Record<string, unknown>>(
      NAMED,
      [ids.filter(isUuid), ids],
      'platform',
    );
    for (const place of found) {
      const act = actOfRefusal(refused, place);
      if (act === undefined) continue;
      await this.database.query(
        'insert into audit (actor, address, action, object, tenant_id, detail) values ($1, $2, $3, $4, $5, $6)',
        [act.actor, act.address, act.action, act.object, act.tenantId, act.detail],
        'platform',
      );
    }
  }
}
