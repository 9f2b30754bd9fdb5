import { Injectable } from '@nestjs/common';
import { createdPos, DomainError, pointOfSale, posWithKeys, uuidV7 } from '@ppaas/contracts';
import type { createPos, CreatedPos, Page, PageRequest, PointOfSale, PosWithKeys } from '@ppaas/contracts';
import type { Principal } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { Changes } from '../changes.service.ts';
import { isUniqueViolation } from '../database-conflict.ts';
import { EntitiesStore, among, containing } from '../entities.store.ts';
import { newApplicationId } from '../ids.ts';
import { present, presentPage } from '../operator-api.ts';
import { only } from '../organisation/organisation.service.ts';
import { PosRow, StoreRow } from '../registry.entity.ts';
import { requireReach } from '../scope.ts';
import { requireFreeSaleId } from '../store/sale-id.store.ts';
import { lockStore } from '../store/store.service.ts';
import { KeyStore, presentKey, verifiersOf } from './key.store.ts';
import { credentialChanged, posChanged } from './pos.events.ts';

export const POS = `pos_id as "posId", store_id as "storeId", merchant_id as "merchantId", tenant_id as "organisationId", name,
  reference, application_id as "applicationId", status, version, credential_version as "credentialVersion",
  last_used_at as "lastUsedAt", last_used_address as "lastUsedAddress",
  first_listed_at as "firstListedAt", first_sale_at as "firstSaleAt", created_at as "createdAt"`;

interface PosFilter {
  readonly q?: string | undefined;
  readonly posId?: readonly string[] | undefined;
  readonly status?: PosRow['status'] | undefined;
}

/** Points of sale, from their registration to their end. */
@Injectable()
export class PosService {
  constructor(
    private readonly changes: Changes,
    private readonly entities: EntitiesStore,
    private readonly keys: KeyStore,
  ) {}

  async list(
    principal: Principal,
    storeId: string,
    { q, posId: ids, status }: PosFilter,
    page: PageRequest,
  ): Promise<Page<PointOfSale>> {
    requireReach(principal, await this.entities.one(StoreRow, { storeId, status: 'ACTIVE' }));
    const of = { storeId, status, posId: among(ids) };
    const part = containing(q);
    const where =
      part === undefined
        ? [of]
        : [
            { ...of, name: part },
            { ...of, reference: part },
          ];
    const rows = await this.entities.page(PosRow, where, 'posId', page);
    return presentPage(pointOfSale, rows.map(shown), page, (row) => row.posId);
  }

  async get(principal: Principal, posId: string): Promise<PosWithKeys> {
    const row = await this.entities.one(PosRow, { posId });
    requireReach(principal, row);
    const keys = await this.keys.live(posId);
    return present(posWithKeys, { ...shown(row), keys: keys.map(presentKey) });
  }

  /**
   * Makes a POS with its Application ID and Key.
   * @throws DomainError entity.unknown (store), entity.conflict when an active POS of the store has this reference, or a
   * device of it has it as its id
   */
  async create(principal: Principal, storeId: string, given: z.infer<typeof createPos>): Promise<CreatedPos> {
    const create = this.changes.commit(principal, async ({ client, emit, note }) => {
      const locked = await lockStore(client, storeId, 'share');
      requireReach(principal, locked);
      await requireFreeSaleId(client, storeId, given.reference, '/reference');
      const { merchantId, organisationId: tenantId } = locked;
      const { rows } = await client.query<PosRow>(
        `insert into point_of_sale (pos_id, store_id, merchant_id, tenant_id, name, reference, application_id)
         values ($1, $2, $3, $4, $5, $6, $7) returning ${POS}`,
        [uuidV7(), storeId, merchantId, tenantId, given.name, given.reference, newApplicationId()],
      );
      const row = only(rows);
      const applicationKey = await this.keys.insert(client, row, 1);
      const verifiers = verifiersOf(await this.keys.live(row.posId, client));
      await emit(tenantId, posChanged(row), credentialChanged(row, verifiers));
      await note({ action: 'pos.created', object: `pos:${row.posId}`, tenantId, detail: given });
      return present(createdPos, { ...shown(row), applicationKey });
    });
    return create.catch((error: unknown) => {
      if (!isUniqueViolation(error, 'point_of_sale_reference')) throw error;
      const detail = 'is taken by another point of sale of the store';
      throw new DomainError('entity.conflict', 'The store has a point of sale with this reference', {
        faults: [{ pointer: '/reference', code: 'taken', detail }],
      });
    });
  }

  /**
   * Ends a POS: its tokens are refused everywhere within 2 s and it gets no new one. Doing it again changes nothing.
   * @throws DomainError entity.unknown
   */
  async deregister(principal: Principal, posId: string): Promise<void> {
    requireReach(principal, await this.entities.one(PosRow, { posId }));
    await this.changes.commit(principal, async ({ client, emit, note }) => {
      const { rows } = await client.query<PosRow>(
        `update point_of_sale
            set status = 'DEREGISTERED', version = version + 1, credential_version = credential_version + 1
          where pos_id = $1 and status = 'ACTIVE' returning ${POS}`,
        [posId],
      );
      const [row] = rows;
      if (row === undefined) return;
      await this.keys.deleteAll(client, posId);
      await emit(row.organisationId, posChanged(row), credentialChanged(row, []));
      await note({ action: 'pos.deregistered', object: `pos:${posId}`, tenantId: row.organisationId });
    });
  }
}

/** A registered POS; nothing else happens to it while this transaction runs. @throws DomainError entity.unknown */
export async function lockPos(principal: Principal, client: PoolClient, posId: string): Promise<PosRow> {
  const { rows } = await client.query<PosRow>(
    `select ${POS} from point_of_sale where pos_id = $1 and status = 'ACTIVE' for no key update`,
    [posId],
  );
  const [row] = rows;
  if (row === undefined) throw new DomainError('entity.unknown');
  requireReach(principal, row);
  return row;
}

/** The reference is the saleId: what the POS puts into InitiatingParty.Identification. */
const shown = (row: PosRow) => ({
  ...row,
  saleId: row.reference,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  firstListedAt: row.firstListedAt?.toISOString() ?? null,
  firstSaleAt: row.firstSaleAt?.toISOString() ?? null,
});
