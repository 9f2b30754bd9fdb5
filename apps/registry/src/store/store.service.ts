import { Injectable } from '@nestjs/common';
import { DomainError, store } from '@ppaas/contracts';
import type { changeStore, createStore, Page, Store } from '@ppaas/contracts';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { Changes } from '../changes.service.ts';
import type { RegistryEvent } from '../changes.service.ts';
import { EntitiesStore } from '../entities.store.ts';
import { uuidV7 } from '../ids.ts';
import { expectVersion, present, presentPage } from '../operator-api.ts';
import { only } from '../organisation/organisation.service.ts';
import type { PageRequest } from '../paging.ts';
import { MerchantRow, StoreRow } from '../registry.entity.ts';

const STORE = `store_id as "storeId", merchant_id as "merchantId", tenant_id as "organisationId", name, status,
  session_policy as "sessionPolicy", payment_methods as "paymentMethods", version, created_at as "createdAt"`;

@Injectable()
export class StoreService {
  constructor(
    private readonly changes: Changes,
    private readonly entities: EntitiesStore,
  ) {}

  async list(merchantId: string, page: PageRequest): Promise<Page<Store>> {
    await this.entities.one(MerchantRow, { merchantId, status: 'ACTIVE' });
    const rows = await this.entities.page(StoreRow, { merchantId, status: 'ACTIVE' }, 'storeId', page);
    return presentPage(store, rows, page, (row) => row.storeId);
  }

  async get(storeId: string): Promise<Store> {
    return present(store, await this.entities.one(StoreRow, { storeId, status: 'ACTIVE' }));
  }

  /** @throws DomainError entity.unknown when there is no such merchant */
  async create(actor: string, merchantId: string, given: z.infer<typeof createStore>): Promise<Store> {
    return this.changes.commit(actor, async ({ client, emit, note }) => {
      const owner = await client.query<{ tenant_id: string }>(
        `select tenant_id from merchant where merchant_id = $1 and status = 'ACTIVE' for share`,
        [merchantId],
      );
      const tenantId = owner.rows[0]?.tenant_id;
      if (tenantId === undefined) throw new DomainError('entity.unknown');
      const { rows } = await client.query<StoreRow>(
        `insert into store (store_id, merchant_id, tenant_id, name, session_policy, payment_methods)
         values ($1, $2, $3, $4, $5, $6) returning ${STORE}`,
        [uuidV7(), merchantId, tenantId, given.name, given.sessionPolicy, given.paymentMethods],
      );
      const row = only(rows);
      await emit(tenantId, storeChanged(row));
      await note({ action: 'store.created', object: `store:${row.storeId}`, tenantId, detail: given });
      return present(store, row);
    });
  }

  /** Members that are not given stay as they are. @throws DomainError entity.unknown, entity.changed */
  async change(actor: string, storeId: string, given: z.infer<typeof changeStore>, ifMatch?: number): Promise<Store> {
    return this.changes.commit(actor, async ({ client, emit, note }) => {
      const { version } = await lockStore(client, storeId, 'update');
      expectVersion(version, ifMatch);
      const { rows } = await client.query<StoreRow>(
        `update store set name = coalesce($2, name), session_policy = coalesce($3, session_policy),
                payment_methods = case when $4 then $5::text[] else payment_methods end, version = version + 1
          where store_id = $1 returning ${STORE}`,
        [storeId, given.name, given.sessionPolicy, given.paymentMethods !== undefined, given.paymentMethods],
      );
      const row = only(rows);
      await emit(row.organisationId, storeChanged(row));
      const object = `store:${storeId}`;
      await note({ action: 'store.changed', object, tenantId: row.organisationId, detail: given });
      return present(store, row);
    });
  }

  /** @throws DomainError entity.unknown, entity.inUse while it has points of sale or devices */
  async remove(actor: string, storeId: string): Promise<void> {
    await this.changes.commit(actor, async ({ client, emit, note }) => {
      await lockStore(client, storeId, 'update');
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
      await emit(row.organisationId, storeChanged(row));
      await note({ action: 'store.removed', object: `store:${storeId}`, tenantId: row.organisationId });
    });
  }
}

export interface LockedStore {
  readonly merchantId: string;
  readonly tenantId: string;
  readonly version: number;
}

/** The store that something is put into: it cannot be removed meanwhile. @throws DomainError entity.unknown */
export async function lockStore(
  client: PoolClient,
  storeId: string,
  strength: 'share' | 'update',
): Promise<LockedStore> {
  const { rows } = await client.query<LockedStore>(
    `select merchant_id as "merchantId", tenant_id as "tenantId", version
       from store where store_id = $1 and status = 'ACTIVE' for ${strength}`,
    [storeId],
  );
  if (rows[0] === undefined) throw new DomainError('entity.unknown');
  return rows[0];
}

const storeChanged = (row: StoreRow): RegistryEvent => ({
  type: 'StoreChanged',
  key: row.storeId,
  data: {
    storeId: row.storeId,
    merchantId: row.merchantId,
    tenantId: row.organisationId,
    name: row.name,
    status: row.status,
    sessionPolicy: row.sessionPolicy,
    paymentMethods: row.paymentMethods,
    version: row.version,
  },
});
