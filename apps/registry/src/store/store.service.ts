import { Injectable } from '@nestjs/common';
import { DomainError, store, uuidV7 } from '@ppaas/contracts';
import type { changeStore, createStore, Page, Store, PageRequest } from '@ppaas/contracts';
import type { Principal } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { Changes } from '../changes.service.ts';
import { EntitiesStore, among } from '../entities.store.ts';
import { forgetKeys } from '../pos/key.store.ts';
import { expectVersion, present, presentPage } from '../operator-api.ts';
import { requireReach } from '../scope.ts';
import { only } from '../organisation/organisation.service.ts';
import { MerchantRow, StoreRow } from '../registry.entity.ts';
import { lockMerchant } from '../organisation/merchant.service.ts';
import { STORE, storeChanged } from './store.events.ts';

@Injectable()
export class StoreService {
  constructor(
    private readonly changes: Changes,
    private readonly entities: EntitiesStore,
  ) {}

  async list(principal: Principal, merchantId: string, page: PageRequest): Promise<Page<Store>> {
    requireReach(principal, await this.entities.one(MerchantRow, { merchantId, status: 'ACTIVE' }));
    const storeId = among(principal.storeIds ?? undefined);
    const rows = await this.entities.page(StoreRow, [{ merchantId, status: 'ACTIVE', storeId }], 'storeId', page);
    return presentPage(store, rows, page, (row) => row.storeId);
  }

  async get(principal: Principal, storeId: string): Promise<Store> {
    const row = await this.entities.one(StoreRow, { storeId, status: 'ACTIVE' });
    requireReach(principal, row);
    return present(store, row);
  }

  /** @throws DomainError entity.unknown when there is no such merchant */
  async create(principal: Principal, merchantId: string, given: z.infer<typeof createStore>): Promise<Store> {
    return this.changes.commit(principal, async ({ client, emit, note }) => {
      const owner = await lockMerchant(principal, client, merchantId, 'share');
      const tenantId = owner.organisationId;
      const { rows } = await client.query<StoreRow>(
        `insert into store (store_id, merchant_id, tenant_id, name, reference, session_policy, payment_methods, time_zone)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${STORE}`,
        [
          ...[uuidV7(), merchantId, tenantId, given.name, given.reference],
          ...[given.sessionPolicy, given.paymentMethods, given.timeZone],
        ],
      );
      const row = only(rows);
      await emit(tenantId, storeChanged(row, owner.retailApi));
      await note({ action: 'store.created', object: `store:${row.storeId}`, tenantId, detail: given });
      return present(store, row);
    });
  }

  /** Members that are not given stay as they are. @throws DomainError entity.unknown, entity.changed */
  async change(
    principal: Principal,
    storeId: string,
    given: z.infer<typeof changeStore>,
    ifMatch?: number,
  ): Promise<Store> {
    return this.changes.commit(principal, async ({ client, emit, note }) => {
      const locked = await lockStore(client, storeId);
      requireReach(principal, locked);
      expectVersion(locked.version, ifMatch);
      const { rows } = await client.query<StoreRow>(
        `update store set name = coalesce($2, name), session_policy = coalesce($3, session_policy),
                payment_methods = case when $4 then $5::text[] else payment_methods end,
                reference = case when $6 then $7 else reference end, time_zone = coalesce($8, time_zone),
                show_keys_once = coalesce($9, show_keys_once), version = version + 1
          where store_id = $1 returning ${STORE}`,
        [
          ...[storeId, given.name, given.sessionPolicy, given.paymentMethods !== undefined, given.paymentMethods],
          ...[given.reference !== undefined, given.reference, given.timeZone, given.showKeysOnce],
        ],
      );
      const row = only(rows);
      if (given.showKeysOnce === true) await forgetKeys(client, { storeId });
      await emit(row.organisationId, storeChanged(row, await isMerchantOn(client, row)));
      const object = `store:${storeId}`;
      await note({ action: 'store.changed', object, tenantId: row.organisationId, detail: given });
      return present(store, row);
    });
  }

  /** Takes the store out of the organisation's subscription, or back. @throws DomainError entity.unknown */
  async subscribe(principal: Principal, storeId: string, isActive: boolean): Promise<Store> {
    return this.changes.commit(principal, async ({ client, emit, note }) => {
      requireReach(principal, await lockStore(client, storeId));
      const { rows } = await client.query<StoreRow>(
        `update store set retail_api = $2, version = version + 1 where store_id = $1 returning ${STORE}`,
        [storeId, isActive],
      );
      const row = only(rows);
      await emit(row.organisationId, storeChanged(row, await isMerchantOn(client, row)));
      const about = { object: `store:${storeId}`, tenantId: row.organisationId };
      await note({ ...about, action: 'store.retailApi', detail: { retailApi: isActive } });
      return present(store, row);
    });
  }

  /** @throws DomainError entity.unknown, entity.inUse while it has points of sale or devices */
  async remove(principal: Principal, storeId: string): Promise<void> {
    await this.changes.commit(principal, async ({ client, emit, note }) => {
      requireReach(principal, await lockStore(client, storeId));
      const dependents = await client.query(
        `select 1 from point_of_sale where store_id = $1 and status = 'ACTIVE'
         union all select 1 from device where store_id = $1 and status = 'ACTIVE' limit 1`,
        [storeId],
      );
      if (dependents.rowCount !== 0) {
        throw new DomainError('entity.inUse', 'The store still has points of sale or devices');
      }
      const { rows } = await client.query<StoreRow>(
        `update store set status = 'REMOVED', version = version + 1 where store_id = $1 returning ${STORE}`,
        [storeId],
      );
      const row = only(rows);
      await emit(row.organisationId, storeChanged(row, await isMerchantOn(client, row)));
      await note({ action: 'store.removed', object: `store:${storeId}`, tenantId: row.organisationId });
    });
  }
}

/**
 * Whether the store's merchant is in the subscription. Whoever changes that tells it of this store too, before or after,
 * since the store is locked: the merchant itself need not be, and must not, being locked before its stores elsewhere.
 */
async function isMerchantOn(client: PoolClient, { merchantId }: StoreRow): Promise<boolean> {
  const { rows } = await client.query<{ retail_api: boolean }>(
    'select retail_api from merchant where merchant_id = $1',
    [merchantId],
  );
  return only(rows).retail_api;
}

export interface LockedStore {
  readonly storeId: string;
  readonly merchantId: string;
  readonly organisationId: string;
  readonly version: number;
}

/**
 * The store that something is put into: it cannot be removed meanwhile. Whoever does not just `share` it is alone with it.
 * @throws DomainError entity.unknown
 */
export async function lockStore(
  client: PoolClient,
  storeId: string,
  strength: 'share' | 'no key update' = 'no key update',
): Promise<LockedStore> {
  const { rows } = await client.query<LockedStore>(
    `select store_id as "storeId", merchant_id as "merchantId", tenant_id as "organisationId", version
       from store where store_id = $1 and status = 'ACTIVE' for ${strength}`,
    [storeId],
  );
  if (rows[0] === undefined) throw new DomainError('entity.unknown');
  return rows[0];
}
