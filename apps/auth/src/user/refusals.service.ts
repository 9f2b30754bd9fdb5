import { Injectable } from '@nestjs/common';
import { isUuid } from '@ppaas/contracts';
import { Database, actOfRefusal } from '@ppaas/service';
import type { Refusals, Refused, RefusedPlace } from '@ppaas/service';
import { Acts } from '../acts.service.ts';

/** Who asked for people of others: into the audit trail. */
@Injectable()
export class UserRefusals implements Refusals {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
  ) {}

  async note(refused: Refused): Promise<void> {
    const found = await this.database.query<RefusedPlace & Record<string, unknown>>(
      `select 'user:' || user_id as object, tenant_id as "organisationId", merchant_id as "merchantId"
         from portal_user where user_id = any($1::uuid[])`,
      [refused.ids.filter(isUuid)],
      'platform',
    );
    for (const place of found) {
      const act = actOfRefusal(refused, place);
      if (act !== undefined) await this.acts.commit(({ note }) => note(act));
    }
  }
}
