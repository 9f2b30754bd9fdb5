import { Injectable } from '@nestjs/common';
import type { DataOf } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { ClientFact } from './client-directory.ts';
import { CertificateRow, CredentialRow, DeviceRow, OrganisationRow, PosRow, StoreRow } from './projection.entity.ts';

/** The directory's copy in Postgres: what a new process knows before it has read a single event. */
@Injectable()
export class ClientsStore {
  constructor(private readonly database: Database) {}

  async load(): Promise<ClientFact[]> {
    const [organisations, stores, pointsOfSale, credentials, devices, certificates] = await this.database.entities(
      (manager) =>
        Promise.all([
          manager.find(OrganisationRow),
          manager.find(StoreRow),
          manager.find(PosRow),
          manager.find(CredentialRow),
          manager.find(DeviceRow),
          manager.find(CertificateRow),
        ]),
    );
    return [
      ...organisations.map(
        ({ domain, ...data }): ClientFact => ({
          type: 'OrganisationChanged',
          data: { ...data, ...(domain === null ? {} : { domain }) },
        }),
      ),
      ...stores.map((data): ClientFact => ({ type: 'StoreChanged', data })),
      ...pointsOfSale.map((data): ClientFact => ({ type: 'PosChanged', data })),
      ...credentials.map((data): ClientFact => ({ type: 'PosCredentialChanged', data })),
      ...devices.map((data): ClientFact => ({ type: 'DeviceChanged', data })),
      ...certificates.map(
        (row): ClientFact => ({ type: 'CertificateChanged', data: { ...row, notAfter: row.notAfter.toISOString() } }),
      ),
    ];
  }

  /** Keeps a fact unless a newer one of the same entity is there. */
  async put(fact: ClientFact): Promise<void> {
    switch (fact.type) {
      case 'OrganisationChanged':
        return this.putOrganisation(fact.data);
      case 'StoreChanged':
        return this.putStore(fact.data);
      case 'PosChanged':
        return this.putPos(fact.data);
      case 'PosCredentialChanged':
        return this.putCredential(fact.data);
      case 'DeviceChanged':
        return this.putDevice(fact.data);
      case 'CertificateChanged':
        return this.putCertificate(fact.data);
    }
  }

  private async putOrganisation(o: Extract<ClientFact, { type: 'OrganisationChanged' }>['data']): Promise<void> {
    await this.database.query(
      `insert into organisation (tenant_id, name, domain, retail_url, status, version) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id) do update set name = excluded.name, domain = excluded.domain,
         retail_url = excluded.retail_url, status = excluded.status, version = excluded.version
       where organisation.version < excluded.version`,
      [o.tenantId, o.name, o.domain ?? null, o.retailUrl ?? null, o.status, o.version],
    );
  }

  private async putStore(s: Extract<ClientFact, { type: 'StoreChanged' }>['data']): Promise<void> {
    await this.database.query(
      `insert into store (store_id, status, version) values ($1, $2, $3)
       on conflict (store_id) do update set status = excluded.status, version = excluded.version
       where store.version < excluded.version`,
      [s.storeId, s.status, s.version],
    );
  }

  private async putPos(p: Extract<ClientFact, { type: 'PosChanged' }>['data']): Promise<void> {
    await this.database.query(
      `insert into point_of_sale (pos_id, tenant_id, merchant_id, store_id, sale_id, status, version)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (pos_id) do update set sale_id = excluded.sale_id, status = excluded.status, version = excluded.version
       where point_of_sale.version < excluded.version`,
      [p.posId, p.tenantId, p.merchantId, p.storeId, p.saleId, p.status, p.version],
    );
  }

  private async putCredential(c: DataOf<'registryEvents', 'PosCredentialChanged'>): Promise<void> {
    await this.database.query(
      `insert into credential (pos_id, application_id, verifiers, version) values ($1, $2, $3, $4)
       on conflict (pos_id) do update
         set application_id = excluded.application_id, verifiers = excluded.verifiers, version = excluded.version
       where credential.version < excluded.version`,
      [c.posId, c.applicationId, JSON.stringify(c.verifiers), c.version],
    );
  }

  private async putDevice(d: Extract<ClientFact, { type: 'DeviceChanged' }>['data']): Promise<void> {
    await this.database.query(
      `insert into device (device_id, tenant_id, merchant_id, store_id, status, version) values ($1, $2, $3, $4, $5, $6)
       on conflict (device_id) do update set status = excluded.status, version = excluded.version
       where device.version < excluded.version`,
      [d.deviceId, d.tenantId, d.merchantId, d.storeId, d.status, d.version],
    );
  }

  private async putCertificate(c: Extract<ClientFact, { type: 'CertificateChanged' }>['data']): Promise<void> {
    await this.database.query(
      `insert into certificate (thumbprint, device_id, role, status, not_after, version) values ($1, $2, $3, $4, $5, $6)
       on conflict (thumbprint) do update
         set role = excluded.role, status = excluded.status, not_after = excluded.not_after, version = excluded.version
       where certificate.version < excluded.version`,
      [c.thumbprint, c.deviceId, c.role, c.status, c.notAfter, c.version],
    );
  }
}
