import { actOfRefusal } from '@ppaas/service';
import type { Refusals, Refused, RefusedPlace } from '@ppaas/service';
import { outboxRow } from './exchange-context.ts';
import type { ExchangeContext } from './exchange-context.ts';

const NAMED = `
  select 'device:' || d.device_id as object, d.tenant_id as "organisationId", s.merchant_id as "merchantId",
         d.store_id as "storeId" from device d left join store s using (store_id) where d.device_id = any($1::text[])
  union all
  select 'transaction:' || e.exchange_id, e.tenant_id, s.merchant_id, e.store_id
    from exchange e left join store s using (store_id) where e.exchange_id = any($1::text[])`;

/** Who asked a device of another store, or for the sale of another: for the audit trail, which the registry keeps. */
export class ExchangeRefusals implements Refusals {
  readonly #context: ExchangeContext;

  constructor(context: ExchangeContext) {
    this.#context = context;
  }

  async note(refused: Refused): Promise<void> {
    const { database, store, relay } = this.#context;
    // The caller itself is shown none of it.
    const found = await database.query<RefusedPlace & Record<string, unknown>>(NAMED, [refused.ids], 'platform');
    const rows = found.flatMap((place) => {
      const data = actOfRefusal(refused, place);
      if (data === undefined) return [];
      const key = data.tenantId ?? 'platform';
      return [outboxRow(this.#context, { topic: 'accessEvents', type: 'ActNoted', key, data })];
    });
    if (rows.length === 0) return;
    await database.transaction((client) => store.insertOutbox(client, rows), 'platform');
    relay.nudge(rows.map(({ shard }) => shard));
  }
}
