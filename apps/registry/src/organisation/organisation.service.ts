import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { base32, DomainError, organisation, PLATFORM_DOMAIN, uuidV7 } from '@ppaas/contracts';
import type { changeOrganisation, Organisation, Page, PageRequest } from '@ppaas/contracts';
import type { Principal } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { CellsStore } from '../cell/cells.store.ts';
import { Changes } from '../changes.service.ts';
import { isUniqueViolation } from '../database-conflict.ts';
import { EntitiesStore, among, both, containing } from '../entities.store.ts';
import { domainOf } from './domain-name.ts';
import { ORGANISATION, organisationChanged } from './organisation.events.ts';
import { expectVersion, present, presentPage } from '../operator-api.ts';
import { OrganisationRow } from '../registry.entity.ts';
import { forgetKeys } from '../pos/key.store.ts';
import { requireReach } from '../scope.ts';

interface NewOrganisation {
  readonly name: string;
  readonly domain?: string | undefined;
  readonly cell: string;
}

interface OrganisationChange {
  readonly action: string;
  readonly values: {
    readonly name?: string | undefined;
    readonly showKeysOnce?: boolean | undefined;
    readonly retailApi?: boolean;
    readonly exchangesPerSecond?: number | null;
    readonly status?: 'REMOVED';
  };
  readonly ifMatch?: number | undefined;
}

interface OrganisationFilter {
  readonly q?: string | undefined;
  readonly organisationId?: readonly string[] | undefined;
}

/** Organisations (tenants) and their subscriptions. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly changes: Changes,
    private readonly entities: EntitiesStore,
    private readonly cells: CellsStore,
  ) {}

  async list(
    principal: Principal,
    { q, organisationId: ids }: OrganisationFilter,
    page: PageRequest,
  ): Promise<Page<Organisation>> {
    const organisationId = both(principal.organisationId ?? undefined, among(ids));
    const where = { status: 'ACTIVE' as const, organisationId, name: containing(q) };
    const rows = await this.entities.page(OrganisationRow, [where], 'organisationId', page);
    return presentPage(organisation, rows, page, (row) => row.organisationId);
  }

  async get(principal: Principal, organisationId: string): Promise<Organisation> {
    requireReach(principal, { organisationId });
    return present(organisation, await this.entities.one(OrganisationRow, { organisationId, status: 'ACTIVE' }));
  }

  /** Without a domain one is made from the name. @throws DomainError entity.conflict when the domain is taken, entity.unknown: no such cell */
  async create(principal: Principal, { name, domain, cell }: NewOrganisation): Promise<Organisation> {
    if (domain === PLATFORM_DOMAIN) throw domainTaken();
    const random = domain === undefined ? newSuffix() : undefined;
    try {
      return await this.insert(principal, { name, domain: domain ?? domainOf(name), cell });
    } catch (error) {
      if (!isUniqueViolation(error, 'organisation_domain')) throw error;
      if (random === undefined) throw domainTaken();
      return this.insert(principal, { name, domain: domainOf(name, random), cell });
    }
  }

  /** Members that are not given stay as they are. @throws DomainError entity.unknown, entity.changed */
  async edit(
    principal: Principal,
    id: string,
    given: z.infer<typeof changeOrganisation>,
    ifMatch?: number,
  ): Promise<Organisation> {
    return this.change(principal, id, { action: 'organisation.changed', values: given, ifMatch }, async (client) => {
      if (given.showKeysOnce === true) await forgetKeys(client, { organisationId: id });
    });
  }

  /** @throws DomainError entity.unknown */
  async subscribe(principal: Principal, id: string, isActive: boolean): Promise<Organisation> {
    return this.change(principal, id, { action: 'organisation.retailApi', values: { retailApi: isActive } });
  }

  /** How much it may begin in a second; null: as its cell is configured. @throws DomainError entity.unknown, entity.changed */
  async limit(
    principal: Principal,
    id: string,
    exchangesPerSecond: number | null,
    ifMatch?: number,
  ): Promise<Organisation> {
    return this.change(principal, id, { action: 'organisation.quota', values: { exchangesPerSecond }, ifMatch });
  }

  /** @throws DomainError entity.unknown, entity.inUse while it has merchants */
  async remove(principal: Principal, id: string): Promise<void> {
    await this.change(
      principal,
      id,
      { action: 'organisation.removed', values: { status: 'REMOVED' } },
      async (client) => {
        const { rowCount } = await client.query(
          `select 1 from merchant where tenant_id = $1 and status = 'ACTIVE' limit 1`,
          [id],
        );
        if (rowCount !== 0) throw new DomainError('entity.inUse', 'The organisation still has merchants');
      },
    );
  }

  private insert(
    principal: Principal,
    { name, domain, cell }: NewOrganisation & { readonly domain: string },
  ): Promise<Organisation> {
    return this.changes.commit(principal, async ({ client, emit, note }) => {
      const home = await this.cells.hold(client, cell);
      const { rows } = await client.query<OrganisationRow>(
        `insert into organisation (tenant_id, name, domain, cell) values ($1, $2, $3, $4) returning ${ORGANISATION}`,
        [uuidV7(), name, domain, cell],
      );
      const row = only(rows);
      await emit(row.organisationId, organisationChanged(row, home));
      await note(noteOn(row, 'organisation.created', { name, domain, cell }));
      return present(organisation, row);
    });
  }

  private async change(
    principal: Principal,
    id: string,
    { action, values, ifMatch }: OrganisationChange,
    check: (client: PoolClient) => Promise<void> = async () => undefined,
  ): Promise<Organisation> {
    requireReach(principal, { organisationId: id });
    return this.changes.commit(principal, async ({ client, emit, note }) => {
      expectVersion(await lockOrganisation(client, id, 'no key update'), ifMatch);
      await check(client);
      const { rows } = await client.query<OrganisationRow>(
        `update organisation set name = coalesce($2, name), retail_api = coalesce($3, retail_api),
                status = coalesce($4, status), show_keys_once = coalesce($5, show_keys_once),
                exchanges_per_second = case when $6 then $7 else exchanges_per_second end, version = version + 1
          where tenant_id = $1 returning ${ORGANISATION}`,
        [
          ...[id, values.name, values.retailApi, values.status, values.showKeysOnce],
          ...[values.exchangesPerSecond !== undefined, values.exchangesPerSecond],
        ],
      );
      const row = only(rows);
      await emit(id, organisationChanged(row, await this.cells.doorsOf(row.cell, client)));
      await note(noteOn(row, action, values));
      return present(organisation, row);
    });
  }
}

/** @returns its version. @throws DomainError entity.unknown */
export async function lockOrganisation(
  client: PoolClient,
  id: string,
  strength: 'share' | 'no key update',
): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `select version from organisation where tenant_id = $1 and status = 'ACTIVE' for ${strength}`,
    [id],
  );
  if (rows[0] === undefined) throw new DomainError('entity.unknown');
  return rows[0].version;
}

function domainTaken(): DomainError {
  return new DomainError('entity.conflict', 'The domain is taken', {
    faults: [{ pointer: '/domain', code: 'taken', detail: 'is taken' }],
  });
}

/** Four characters: among organisations of one name it is enough. */
const newSuffix = (): string => base32(randomBytes(3)).toLowerCase().slice(0, 4);

const noteOn = (row: OrganisationRow, action: string, detail: Readonly<Record<string, unknown>>) => ({
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
