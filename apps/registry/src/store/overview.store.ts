import { Injectable } from '@nestjs/common';
import type { PageRequest } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { StoreRow } from '../registry.entity.ts';
import type { Scope } from '../scope.ts';

export interface OverviewRow extends StoreRow {
  readonly merchantName: string;
  readonly merchantRetailApi: boolean;
  readonly pointsOfSale: number;
  readonly deviceIds: readonly string[];
}

export interface OverviewFilter {
  readonly q?: string | undefined;
  readonly storeId?: readonly string[] | undefined;
  readonly merchantId?: string | undefined;
  readonly organisationId?: string | undefined;
}

/** By name, then by id: a cursor is both. */
const OVERVIEW = `
  select s.store_id as "storeId", s.merchant_id as "merchantId", s.tenant_id as "organisationId", s.name, s.reference,
         s.status, s.session_policy as "sessionPolicy", s.payment_methods as "paymentMethods",
         s.show_keys_once as "showKeysOnce",
         s.time_zone as "timeZone", s.retail_api as "retailApi", s.version,
         s.created_at as "createdAt", m.name as "merchantName", m.retail_api as "merchantRetailApi",
         (select count(*)::int from point_of_sale p where p.store_id = s.store_id and p.status = 'ACTIVE')
           as "pointsOfSale",
         array(select d.device_id from device d where d.store_id = s.store_id and d.status = 'ACTIVE') as "deviceIds"
    from store s join merchant m using (merchant_id)
   where s.status = 'ACTIVE'
     and ($1::uuid is null or s.tenant_id = $1)
     and ($2::uuid is null or s.merchant_id = $2)
     and ($3::uuid[] is null or s.store_id = any($3))
     and ($4::text is null or strpos(lower(s.name), lower($4)) > 0 or strpos(lower(s.reference), lower($4)) > 0)
     and ($5::text is null or (lower(s.name), s.store_id) > (lower($5), $6::uuid))
     and ($7::uuid is null or s.merchant_id = $7)
     and ($9::uuid is null or s.tenant_id = $9)
     and ($10::uuid[] is null or s.store_id = any($10))
   order by lower(s.name), s.store_id limit $8`;

/** Stores with what stands in them, across merchants. */
@Injectable()
export class OverviewStore {
  constructor(private readonly database: Database) {}

  /** `limit + 1` rows at most. `after` is a cursor of `cursorOf`. */
  async page(scope: Scope, filter: OverviewFilter, { after, limit }: PageRequest): Promise<OverviewRow[]> {
    const { q, storeId: ids, merchantId, organisationId } = filter;
    const [name, storeId] = after?.split('\n') ?? [];
    return this.database.query<OverviewRow & Record<string, unknown>>(OVERVIEW, [
      ...[scope.organisationId, scope.merchantId, scope.storeIds],
      ...[q === '' ? undefined : q, name, storeId, merchantId, limit + 1, organisationId, ids],
    ]);
  }
}

/** What `cursorOf` makes: names have no control characters. */
export const OVERVIEW_CURSOR = /^[^\n]{1,280}\n[0-9a-f-]{36}$/;
export const cursorOf = ({ name, storeId }: OverviewRow): string => `${name}\n${storeId}`;
