import { Injectable } from '@nestjs/common';
import { DomainError, merchant, uuidV7 } from '@ppaas/contracts';
import type { Merchant, Page, PageRequest } from '@ppaas/contracts';
import type { Principal } from '@ppaas/service';
import type { PoolClient } from 'pg';
import { Changes } from '../changes.service.ts';
import type { Change } from '../changes.service.ts';
import { EntitiesStore, among, both, containing } from '../entities.store.ts';
import { expectVersion, present, presentPage } from '../operator-api.ts';
import { MerchantRow, OrganisationRow } from '../registry.entity.ts';
import type { StoreRow } from '../registry.entity.ts';
import { requireReach } from '../scope.ts';
import { STORE, storeChanged } from '../store/store.events.ts';
import { lockOrganisation, only } from './organisation.service.ts';

const MERCHANT = `merchant_id as "merchantId", tenant_id as "organisationId", name, retail_api as "retailApi", status,
  version, created_at as "createdAt"`;

interface MerchantChange {
  readonly action: string;
  readonly values: { readonly name?: string | undefined; readonly retailApi?: boolean };
  readonly ifMatch?: number | undefined;
}

interface MerchantFilter {
  readonly q?: string | undefined;
  readonly merchantId?: readonly string[] | undefined;
}

/** Merchants: whose the stores of an organisation are. */
@Injectable()
export class MerchantService {
  constructor(
    private readonly changes: Changes,
    private readonly entities: EntitiesStore,
  ) {}

  async list(
    principal: Principal,
    organisationId: string,
    { q, merchantId: ids }: MerchantFilter,
    page: PageRequest,
  ): Promise<Page<Merchant>> {
    requireReach(principal, { organisationId });
    await this.entities.one(OrganisationRow, { organisationId, status: 'ACTIVE' });
    const merchantId = both(principal.merchantId ?? undefined, among(ids));
    const where = { organisationId, status: 'ACTIVE' as const, merchantId, name: containing(q) };
    const rows = await this.entities.page(MerchantRow, [where], 'merchantId', page);
    return presentPage(merchant, rows, page, (row) => row.merchantId);
  }

  async get(principal: Principal, merchantId: string): Promise<Merchant> {
    const row = await this.entities.one(MerchantRow, { merchantId, status: 'ACTIVE' });
    requireReach(principal, row);
    return present(merchant, row);
  }

  /** @throws DomainError entity.unknown when there is no such organisation */
  async create(principal: Principal, organisationId: string, name: string): Promise<Merchant> {
    requireReach(principal, { organisationId });
    return this.changes.commit(principal, async ({ client, note }) => {
      await lockOrganisation(client, organisationId, 'share');
      const { rows } = await client.query<MerchantRow>(
        `insert into merchant (merchant_id, tenant_id, name) values ($1, $2, $3) returning ${MERCHANT}`,
        [uuidV7(), organisationId, name],
      );
      const row = only(rows);
      const object = `merchant:${row.merchantId}`;
      await note({ action: 'merchant.created', object, tenantId: organisationId, detail: { name } });
      return present(merchant, row);
    });
  }

  /** Members that are not given stay as they are. @throws DomainError entity.unknown, entity.changed */
  rename(principal: Principal, id: string, name: string | undefined, ifMatch?: number): Promise<Merchant> {
    return this.change(principal, id, { action: 'merchant.changed', values: { name }, ifMatch });
  }

  /** Takes the merchant with all its stores out of the organisation's subscription, or back. @throws DomainError entity.unknown */
  subscribe(principal: Principal, id: string, isActive: boolean): Promise<Merchant> {
    const change = { action: 'merchant.retailApi', values: { retailApi: isActive } };
    return this.change(principal, id, change, async ({ client, emit }) => {
      const { rows } = await client.query<StoreRow>(
        `update store set version = version + 1 where merchant_id = $1 and status = 'ACTIVE' returning ${STORE}`,
        [id],
      );
      for (const row of rows) await emit(row.organisationId, storeChanged(row, isActive));
    });
  }

  /** @throws DomainError entity.unknown, entity.inUse while it has stores */
  async remove(principal: Principal, merchantId: string): Promise<void> {
    await this.changes.commit(principal, async ({ client, note }) => {
      const { organisationId: tenantId } = await lockMerchant(principal, client, merchantId, 'no key update');
      const { rowCount } = await client.query(
        `select 1 from store where merchant_id = $1 and status = 'ACTIVE' limit 1`,
        [merchantId],
      );
      if (rowCount !== 0) throw new DomainError('entity.inUse', 'The merchant still has stores');
      await client.query(`update merchant set status = 'REMOVED', version = version + 1 where merchant_id = $1`, [
        merchantId,
      ]);
      await note({ action: 'merchant.removed', object: `merchant:${merchantId}`, tenantId });
    });
  }

  private change(
    principal: Principal,
    id: string,
    { action, values, ifMatch }: MerchantChange,
    more: (change: Change) => Promise<void> = async () => undefined,
  ): Promise<Merchant> {
    return this.changes.commit(principal, async (change) => {
      const { client, note } = change;
      const locked = await lockMerchant(principal, client, id, 'no key update');
      expectVersion(locked.version, ifMatch);
      const { rows } = await client.query<MerchantRow>(
        `update merchant set name = coalesce($2, name), retail_api = coalesce($3, retail_api), version = version + 1
          where merchant_id = $1 returning ${MERCHANT}`,
        [id, values.name, values.retailApi],
      );
      await more(change);
      await note({ action, object: `merchant:${id}`, tenantId: locked.organisationId, detail: values });
      return present(merchant, only(rows));
    });
  }
}

/** Nothing else happens to it while this transaction runs. @throws DomainError entity.unknown */
export async function lockMerchant(
  principal: Principal,
  client: PoolClient,
  merchantId: string,
  // Not `update`: whoever makes something in a store of the merchant refers to its row, and holds what this one waits for.
  strength: 'share' | 'no key update',
): Promise<MerchantRow> {
  const { rows } = await client.query<MerchantRow>(
    `select ${MERCHANT} from merchant where merchant_id = $1 and status = 'ACTIVE' for ${strength}`,
    [merchantId],
  );
  if (rows[0] === undefined) throw new DomainError('entity.unknown');
  requireReach(principal, rows[0]);
  return rows[0];
}
