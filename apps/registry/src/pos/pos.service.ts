import { Inject, Injectable } from '@nestjs/common';
import { createdPos, DomainError, pointOfSale } from '@ppaas/contracts';
import type { createPos, CreatedPos, Page, PointOfSale } from '@ppaas/contracts';
import type { z } from 'zod';
import { Changes } from '../changes.service.ts';
import type { RegistryEvent } from '../changes.service.ts';
import { isUniqueViolation } from '../database-conflict.ts';
import { EntitiesStore } from '../entities.store.ts';
import { newApplicationId, uuidV7 } from '../ids.ts';
import { present, presentPage } from '../operator-api.ts';
import { only } from '../organisation/organisation.service.ts';
import type { PageRequest } from '../paging.ts';
import type { RegistrySecrets } from '../registry.config.ts';
import { PosRow, StoreRow } from '../registry.entity.ts';
import { REGISTRY_SECRETS } from '../registry.symbols.ts';
import { hmacOf, newApplicationKey } from '../secrets/application-key.ts';
import { seal, sealContext } from '../secrets/sealed.ts';
import { lockStore } from '../store/store.service.ts';

const POS = `pos_id as "posId", store_id as "storeId", merchant_id as "merchantId", tenant_id as "organisationId", name,
  reference, application_id as "applicationId", status, version, created_at as "createdAt"`;

/** Points of sale and their Keys. A Key leaves this service once, in the answer to its creation. */
@Injectable()
export class PosService {
  constructor(
    private readonly changes: Changes,
    private readonly entities: EntitiesStore,
    @Inject(REGISTRY_SECRETS) private readonly secrets: RegistrySecrets,
  ) {}

  async list(storeId: string, page: PageRequest): Promise<Page<PointOfSale>> {
    await this.entities.one(StoreRow, { storeId, status: 'ACTIVE' });
    const rows = await this.entities.page(PosRow, { storeId }, 'posId', page);
    return presentPage(pointOfSale, rows.map(withSaleId), page, (row) => row.posId);
  }

  async get(posId: string): Promise<PointOfSale> {
    return present(pointOfSale, withSaleId(await this.entities.one(PosRow, { posId })));
  }

  /**
   * Makes a POS with its Application ID and Key.
   * @throws DomainError entity.unknown (store), entity.conflict when the store has an active POS with this reference
   */
  async create(actor: string, storeId: string, given: z.infer<typeof createPos>): Promise<CreatedPos> {
    const applicationKey = newApplicationKey();
    const hmac = hmacOf(applicationKey, this.secrets.pepper.key);
    const create = this.changes.commit(actor, async ({ client, emit, note }) => {
      const { merchantId, tenantId } = await lockStore(client, storeId, 'share');
      const posId = uuidV7();
      const { rows } = await client.query<PosRow>(
        `insert into point_of_sale (pos_id, store_id, merchant_id, tenant_id, name, reference, application_id)
         values ($1, $2, $3, $4, $5, $6, $7) returning ${POS}`,
        [posId, storeId, merchantId, tenantId, given.name, given.reference, newApplicationId()],
      );
      const row = only(rows);
      const sealed = seal(applicationKey, sealContext(tenantId, posId, 1), this.secrets.kek);
      await client.query(
        'insert into pos_key (pos_id, key_version, sealed, hmac, pepper_version) values ($1, 1, $2, $3, $4)',
        [posId, sealed, hmac, this.secrets.pepper.version],
      );
      const verifier = { hmac, pepperVersion: this.secrets.pepper.version, expiresAt: null };
      await emit(tenantId, posChanged(row), credentialChanged(row, [verifier]));
      await note({ action: 'pos.created', object: `pos:${posId}`, tenantId, detail: given });
      return present(createdPos, { ...withSaleId(row), applicationKey });
    });
    return create.catch((error: unknown) => {
      if (!isUniqueViolation(error, 'point_of_sale_reference')) throw error;
      throw new DomainError('entity.conflict', 'The store has a point of sale with this reference');
    });
  }

  /**
   * Ends a POS: its tokens are refused everywhere within 2 s and it gets no new one. Doing it again changes nothing.
   * @throws DomainError entity.unknown
   */
  async deregister(actor: string, posId: string): Promise<void> {
    await this.changes.commit(actor, async ({ client, emit, note }) => {
      const { rows } = await client.query<PosRow>(
        `update point_of_sale set status = 'DEREGISTERED', version = version + 1
          where pos_id = $1 and status = 'ACTIVE' returning ${POS}`,
        [posId],
      );
      const [row] = rows;
      if (row === undefined) {
        const known = await client.query('select 1 from point_of_sale where pos_id = $1', [posId]);
        if (known.rowCount === 0) throw new DomainError('entity.unknown');
        return;
      }
      await client.query('delete from pos_key where pos_id = $1', [posId]);
      await emit(row.organisationId, posChanged(row), credentialChanged(row, []));
      await note({ action: 'pos.deregistered', object: `pos:${posId}`, tenantId: row.organisationId });
    });
  }
}

/** The reference is the saleId: what the POS puts into InitiatingParty.Identification. */
const withSaleId = (row: PosRow): PosRow & { saleId: string } => ({ ...row, saleId: row.reference });

const posChanged = (row: PosRow): RegistryEvent => ({
  type: 'PosChanged',
  key: row.posId,
  data: {
    posId: row.posId,
    storeId: row.storeId,
    merchantId: row.merchantId,
    tenantId: row.organisationId,
    name: row.name,
    saleId: row.reference,
    status: row.status,
    version: row.version,
  },
});

type Verifiers = Extract<RegistryEvent, { type: 'PosCredentialChanged' }>['data']['verifiers'];

const credentialChanged = (row: PosRow, verifiers: Verifiers): RegistryEvent => ({
  type: 'PosCredentialChanged',
  key: `credential:${row.posId}`,
  data: { posId: row.posId, applicationId: row.applicationId, verifiers, version: row.version },
});
