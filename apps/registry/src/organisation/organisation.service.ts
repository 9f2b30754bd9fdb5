import { Injectable } from '@nestjs/common';
import { DomainError, merchant, organisation } from '@ppaas/contracts';
import type { Merchant, Organisation, Page } from '@ppaas/contracts';
import type { PoolClient } from 'pg';
import { Changes } from '../changes.service.ts';
import type { RegistryEvent } from '../changes.service.ts';
import { EntitiesStore } from '../entities.store.ts';
import { uuidV7 } from '../ids.ts';
import { expectVersion, present, presentPage } from '../operator-api.ts';
import type { PageRequest } from '../paging.ts';
import { MerchantRow, OrganisationRow } from '../registry.entity.ts';

const ORGANISATION = `tenant_id as "organisationId", name, status, retail_api as "retailApi", cell, version,
  created_at as "createdAt"`;
const MERCHANT = `merchant_id as "merchantId", tenant_id as "organisationId", name, status, version,
  created_at as "createdAt"`;

/** Organisations (tenants), their subscriptions and their merchants. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly changes: Changes,
    private readonly entities: EntitiesStore,
  ) {}

  async list(page: PageRequest): Promise<Page<Organisation>> {
    const rows = await this.entities.page(OrganisationRow, { status: 'ACTIVE' }, 'organisationId', page);
    return presentPage(organisation, rows, page, (row) => row.organisationId);
  }

  async get(organisationId: string): Promise<Organisation> {
    return present(organisation, await this.entities.one(OrganisationRow, { organisationId, status: 'ACTIVE' }));
  }

  async create(actor: string, name: string, cell: string): Promise<Organisation> {
    return this.changes.commit(actor, async ({ client, emit, note }) => {
      const { rows } = await client.query<OrganisationRow>(
        `insert into organisation (tenant_id, name, cell) values ($1, $2, $3) returning ${ORGANISATION}`,
        [uuidV7(), name, cell],
      );
      const row = only(rows);
      await emit(row.organisationId, organisationChanged(row));
      await note(noteOn(row, 'organisation.created', { name, cell }));
      return present(organisation, row);
    });
  }

  /** @throws DomainError entity.unknown, entity.changed */
  async rename(actor: string, id: string, name: string | undefined, ifMatch?: number): Promise<Organisation> {
    return this.change(actor, id, ifMatch, 'organisation.renamed', { name }, { name });
  }

  /** @throws DomainError entity.unknown */
  async subscribe(actor: string, id: string, isActive: boolean): Promise<Organisation> {
    return this.change(actor, id, undefined, 'organisation.retailApi', { retailApi: isActive }, { active: isActive });
  }

  /** @throws DomainError entity.unknown, entity.inUse while it has merchants */
  async remove(actor: string, id: string): Promise<void> {
    await this.change(actor, id, undefined, 'organisation.removed', { status: 'REMOVED' }, {}, async (client) => {
      const { rowCount } = await client.query(
        `select 1 from merchant where tenant_id = $1 and status = 'ACTIVE' limit 1`,
        [id],
      );
      if (rowCount !== 0) throw new DomainError('entity.inUse', 'The organisation still has merchants');
    });
  }

  async listMerchants(organisationId: string, page: PageRequest): Promise<Page<Merchant>> {
    await this.get(organisationId);
    const rows = await this.entities.page(MerchantRow, { organisationId, status: 'ACTIVE' }, 'merchantId', page);
    return presentPage(merchant, rows, page, (row) => row.merchantId);
  }

  async getMerchant(merchantId: string): Promise<Merchant> {
    return present(merchant, await this.entities.one(MerchantRow, { merchantId, status: 'ACTIVE' }));
  }

  /** @throws DomainError entity.unknown when there is no such organisation */
  async createMerchant(actor: string, organisationId: string, name: string): Promise<Merchant> {
    return this.changes.commit(actor, async ({ client, note }) => {
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

  /** @throws DomainError entity.unknown, entity.inUse while it has stores */
  async removeMerchant(actor: string, merchantId: string): Promise<void> {
    await this.changes.commit(actor, async ({ client, note }) => {
      const { rows } = await client.query<{ tenant_id: string }>(
        `update merchant set status = 'REMOVED', version = version + 1
          where merchant_id = $1 and status = 'ACTIVE' returning tenant_id`,
        [merchantId],
      );
      const tenantId = rows[0]?.tenant_id;
      if (tenantId === undefined) throw new DomainError('entity.unknown');
      const { rowCount } = await client.query(
        `select 1 from store where merchant_id = $1 and status = 'ACTIVE' limit 1`,
        [merchantId],
      );
      if (rowCount !== 0) throw new DomainError('entity.inUse', 'The merchant still has stores');
      await note({ action: 'merchant.removed', object: `merchant:${merchantId}`, tenantId });
    });
  }

  private async change(
    actor: string,
    id: string,
    ifMatch: number | undefined,
    action: string,
    values: { name?: string | undefined; retailApi?: boolean; status?: string },
    detail: Record<string, unknown>,
    check: (client: PoolClient) => Promise<void> = async () => undefined,
  ): Promise<Organisation> {
    return this.changes.commit(actor, async ({ client, emit, note }) => {
      expectVersion(await lockOrganisation(client, id, 'update'), ifMatch);
      await check(client);
      const { rows } = await client.query<OrganisationRow>(
        `update organisation set name = coalesce($2, name), retail_api = coalesce($3, retail_api),
                status = coalesce($4, status), version = version + 1
          where tenant_id = $1 returning ${ORGANISATION}`,
        [id, values.name, values.retailApi, values.status],
      );
      const row = only(rows);
      await emit(id, organisationChanged(row));
      await note(noteOn(row, action, detail));
      return present(organisation, row);
    });
  }
}

async function lockOrganisation(client: PoolClient, id: string, strength: 'share' | 'update'): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `select version from organisation where tenant_id = $1 and status = 'ACTIVE' for ${strength}`,
    [id],
  );
  if (rows[0] === undefined) throw new DomainError('entity.unknown');
  return rows[0].version;
}

const organisationChanged = (row: OrganisationRow): RegistryEvent => ({
  type: 'OrganisationChanged',
  key: row.organisationId,
  data: {
    tenantId: row.organisationId,
    name: row.name,
    status: row.status,
    retailApi: row.retailApi,
    cell: row.cell,
    version: row.version,
  },
});

const noteOn = (row: OrganisationRow, action: string, detail: Record<string, unknown>) => ({
  action,
  object: `organisation:${row.organisationId}`,
  tenantId: row.organisationId,
  detail,
});

/** The row of a statement that returns exactly one. */
export function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined || rows.length !== 1) throw new Error(`expected one row, got ${rows.length}`);
  return row;
}
