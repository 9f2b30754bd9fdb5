import { Inject, Injectable } from '@nestjs/common';
import type { Incoming } from '@ppaas/messaging';
import { Database } from '@ppaas/service';
import type { CertificateRow } from './certificate.ts';

interface Row {
  readonly [column: string]: unknown;
  readonly device_id: string;
  readonly tenant_id: string;
  readonly serial_number: string;
  readonly role: 'ACTIVE' | 'STANDBY';
  readonly status: 'VALID' | 'REVOKED';
  readonly not_after: Date;
  readonly is_owner_active: boolean;
}

/** An owner that was never heard of does not stand in the way: its event is on its way, and only REMOVED says no. */
const FIND = `select c.device_id, c.tenant_id, c.serial_number, c.role, c.status, c.not_after,
    coalesce(d.status, 'ACTIVE') = 'ACTIVE' and coalesce(s.status, 'ACTIVE') = 'ACTIVE'
      and coalesce(o.status, 'ACTIVE') = 'ACTIVE' as is_owner_active
  from certificate c
  left join owner d on d.kind = 'device' and d.id = c.device_id
  left join owner s on s.kind = 'store' and s.id = d.parent_id
  left join owner o on o.kind = 'organisation' and o.id = c.tenant_id::text
  where c.thumbprint = $1`;

const SAVE_CERTIFICATE = `insert into certificate as c
    (thumbprint, device_id, tenant_id, serial_number, role, status, not_after, version)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (thumbprint) do update set device_id = excluded.device_id, tenant_id = excluded.tenant_id,
    serial_number = excluded.serial_number, role = excluded.role, status = excluded.status,
    not_after = excluded.not_after, version = excluded.version
  where excluded.version > c.version`;

const SAVE_OWNER = `insert into owner as o (kind, id, parent_id, status, version) values ($1, $2, $3, $4, $5)
  on conflict (kind, id) do update
    set parent_id = excluded.parent_id, status = excluded.status, version = excluded.version
  where excluded.version > o.version`;

/** This service's projection of the registry: whose certificates exist and whether they count. */
@Injectable()
export class CertificateStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(thumbprint: string): Promise<CertificateRow | undefined> {
    const [row] = await this.database.query<Row>(FIND, [thumbprint]);
    if (row === undefined) return undefined;
    return {
      thumbprint,
      deviceId: row.device_id,
      tenantId: row.tenant_id,
      serialNumber: row.serial_number,
      role: row.role,
      status: row.status,
      notAfter: row.not_after,
      isOwnerActive: row.is_owner_active,
    };
  }

  /** An upsert guarded by the version: events may come twice and out of order between keys. */
  async apply({ type, data }: Incoming<'registryEvents'>): Promise<void> {
    switch (type) {
      case 'CertificateChanged':
        await this.database.query(SAVE_CERTIFICATE, [
          data.thumbprint,
          data.deviceId,
          data.tenantId,
          data.serialNumber,
          data.role,
          data.status,
          data.notAfter,
          data.version,
        ]);
        return;
      case 'DeviceChanged':
        await this.database.query(SAVE_OWNER, ['device', data.deviceId, data.storeId, data.status, data.version]);
        return;
      case 'StoreChanged':
        await this.database.query(SAVE_OWNER, ['store', data.storeId, data.merchantId, data.status, data.version]);
        return;
      case 'OrganisationChanged':
        await this.database.query(SAVE_OWNER, ['organisation', data.tenantId, null, data.status, data.version]);
        return;
      case 'PosChanged':
      case 'PosCredentialChanged':
      case 'PosKeyShown':
        // Points of sale are no business of this service.
        return;
    }
  }
}
