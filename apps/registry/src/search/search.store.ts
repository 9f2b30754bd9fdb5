import { Injectable } from '@nestjs/common';
import type { SearchHit } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { Scope } from '../scope.ts';

const OF_EACH_KIND = 8;

/** @param besides another condition under which it is found */
const hits = (kind: SearchHit['kind'], table: string, id: string, reference: string, besides = 'false'): string => `
  (select '${kind}' as kind, ${id}::text as id, t.name, ${reference} as reference, s.store_id as "storeId",
          s.name as "storeName"
     from ${table}
    where t.status = 'ACTIVE'
      and ($1::uuid is null or s.tenant_id = $1)
      and ($2::uuid is null or s.merchant_id = $2)
      and ($3::uuid[] is null or s.store_id = any($3))
      and (strpos(lower(t.name), lower($4)) > 0 or strpos(lower(${reference}), lower($4)) > 0 or ${id}::text = lower($4)
        or ${besides})
    order by lower(t.name), ${id} limit ${OF_EACH_KIND})`;

/** Of its hardware, as it stands on the back of it. */
const BY_SERIAL_NUMBER = `t.device_id in (
          select c.device_id from certificate c where c.status = 'VALID' and strpos(lower(c.serial_number), lower($4)) > 0)`;

const SEARCH = [
  hits('STORE', 'store t join store s using (store_id)', 's.store_id', 't.reference'),
  hits('POINT_OF_SALE', 'point_of_sale t join store s using (store_id)', 't.pos_id', 't.reference'),
  hits('DEVICE', 'device t join store s using (store_id)', 't.device_id', 't.device_id', BY_SERIAL_NUMBER),
].join(' union all ');

/** Stores, points of sale and devices by name, reference or id, devices also by the serial number of their hardware: the first few of each kind. */
@Injectable()
export class SearchStore {
  constructor(private readonly database: Database) {}

  find(scope: Scope, q: string): Promise<SearchHit[]> {
    return this.database.query<SearchHit & Record<string, unknown>>(SEARCH, [
      ...[scope.organisationId, scope.merchantId, scope.storeIds, q],
    ]);
  }
}
