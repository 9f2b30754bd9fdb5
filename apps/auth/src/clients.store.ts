import { Injectable } from '@nestjs/common';
import { Database } from '@ppaas/service';
import type { DataOf } from '@ppaas/contracts';
import type { PosClient } from './access-token.ts';
import type { Verifier } from './verifier.ts';

export interface KnownPos {
  readonly client: PosClient;
  readonly verifiers: readonly Verifier[];
}

interface Row {
  application_id: string;
  verifiers: Verifier[];
  pos_id: string;
  tenant_id: string;
  merchant_id: string;
  store_id: string;
  sale_id: string;
  version: number;
}

/** The projection of the registry: who may have a token. */
@Injectable()
export class ClientsStore {
  constructor(private readonly database: Database) {}

  /** The POS behind an Application ID, if it, its store and its organisation are active. */
  async find(applicationId: string): Promise<KnownPos | undefined> {
    const [row] = await this.database.query<Row>(
      `select c.application_id, c.verifiers, p.pos_id, p.tenant_id, p.merchant_id, p.store_id, p.sale_id, p.version
         from credential c
         join point_of_sale p on p.pos_id = c.pos_id and p.status = 'ACTIVE'
         join store s on s.store_id = p.store_id and s.status = 'ACTIVE'
         join organisation o on o.tenant_id = p.tenant_id and o.status = 'ACTIVE'
        where c.application_id = $1`,
      [applicationId],
    );
    return row && { client: clientOf(row), verifiers: row.verifiers };
  }

  /** Whether a POS is still registered under the version that its token carries. */
  async isRegistered(posId: string, version: number): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from point_of_sale p
         join store s on s.store_id = p.store_id and s.status = 'ACTIVE'
         join organisation o on o.tenant_id = p.tenant_id and o.status = 'ACTIVE'
        where p.pos_id = $1 and p.status = 'ACTIVE' and p.version = $2`,
      [posId, version],
    );
    return rows.length > 0;
  }

  async putOrganisation(o: DataOf<'registryEvents', 'OrganisationChanged'>): Promise<void> {
    await this.database.query(
      `insert into organisation (tenant_id, status, version) values ($1, $2, $3)
       on conflict (tenant_id) do update set status = excluded.status, version = excluded.version
       where organisation.version < excluded.version`,
      [o.tenantId, o.status, o.version],
    );
  }

  async putStore(s: DataOf<'registryEvents', 'StoreChanged'>): Promise<void> {
    await this.database.query(
      `insert into store (store_id, status, version) values ($1, $2, $3)
       on conflict (store_id) do update set status = excluded.status, version = excluded.version
       where store.version < excluded.version`,
      [s.storeId, s.status, s.version],
    );
  }

  async putPos(p: DataOf<'registryEvents', 'PosChanged'>): Promise<void> {
    await this.database.query(
      `insert into point_of_sale (pos_id, tenant_id, merchant_id, store_id, sale_id, status, version)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (pos_id) do update set sale_id = excluded.sale_id, status = excluded.status, version = excluded.version
       where point_of_sale.version < excluded.version`,
      [p.posId, p.tenantId, p.merchantId, p.storeId, p.saleId, p.status, p.version],
    );
  }

  async putCredential(c: DataOf<'registryEvents', 'PosCredentialChanged'>): Promise<void> {
    await this.database.query(
      `insert into credential (pos_id, application_id, verifiers, version) values ($1, $2, $3, $4)
       on conflict (pos_id) do update
         set application_id = excluded.application_id, verifiers = excluded.verifiers, version = excluded.version
       where credential.version < excluded.version`,
      [c.posId, c.applicationId, JSON.stringify(c.verifiers), c.version],
    );
  }
}

const clientOf = (row: Row): PosClient => ({
  kind: 'pos',
  clientId: row.application_id,
  posId: row.pos_id,
  tenantId: row.tenant_id,
  merchantId: row.merchant_id,
  storeId: row.store_id,
  saleId: row.sale_id,
  version: row.version,
});
