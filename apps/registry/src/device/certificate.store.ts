import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import type { RegistryEvent } from '../changes.service.ts';
import type { IssuedCertificate } from '../enrolment/issuing-ca.ts';
import { only } from '../organisation/organisation.service.ts';
import type { CertificateRow } from '../registry.entity.ts';

const CERTIFICATE = `thumbprint, device_id as "deviceId", tenant_id as "organisationId", serial_number as "serialNumber",
  key_thumbprint as "keyThumbprint", certificate_serial as "certificateSerial", role, status, not_before as "notBefore",
  not_after as "notAfter", renewable_from as "renewableFrom", pem, version, created_at as "createdAt"`;

export interface NewCertificate {
  readonly deviceId: string;
  readonly tenantId: string;
  readonly serialNumber: string;
  readonly keyThumbprint: string;
  readonly role: 'ACTIVE' | 'STANDBY';
  readonly issued: IssuedCertificate;
}

/** Certificates of devices. Every method works in the caller's transaction and returns the rows it changed. */
@Injectable()
export class CertificateStore {
  async insert(client: PoolClient, c: NewCertificate): Promise<CertificateRow> {
    const { issued } = c;
    const { rows } = await client.query<CertificateRow>(
      `insert into certificate (thumbprint, device_id, tenant_id, serial_number, key_thumbprint, certificate_serial,
                                role, not_before, not_after, renewable_from, pem)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${CERTIFICATE}`,
      [
        issued.thumbprint,
        c.deviceId,
        c.tenantId,
        c.serialNumber,
        c.keyThumbprint,
        issued.certificateSerial,
        c.role,
        issued.notBefore,
        issued.notAfter,
        issued.renewableFrom,
        issued.pem,
      ],
    );
    return only(rows);
  }

  /** The certificates of a device that a connector would take now. */
  async live(client: PoolClient, deviceId: string): Promise<CertificateRow[]> {
    const { rows } = await client.query<CertificateRow>(
      `select ${CERTIFICATE} from certificate
        where device_id = $1 and status = 'VALID' and not_after > now() order by created_at desc`,
      [deviceId],
    );
    return rows;
  }

  async byThumbprint(client: PoolClient, thumbprint: string): Promise<CertificateRow | undefined> {
    const { rows } = await client.query<CertificateRow>(
      `select ${CERTIFICATE} from certificate where thumbprint = $1`,
      [thumbprint],
    );
    return rows[0];
  }

  /** Revokes what is valid of a device, or of one piece of its hardware. */
  async revoke(client: PoolClient, deviceId: string, serialNumber?: string): Promise<CertificateRow[]> {
    const { rows } = await client.query<CertificateRow>(
      `update certificate set status = 'REVOKED', version = version + 1
        where device_id = $1 and status = 'VALID' and ($2::text is null or serial_number = $2) returning ${CERTIFICATE}`,
      [deviceId, serialNumber],
    );
    return rows;
  }

  async demote(client: PoolClient, deviceId: string, serialNumber: string): Promise<CertificateRow[]> {
    const { rows } = await client.query<CertificateRow>(
      `update certificate set role = 'STANDBY', version = version + 1
        where device_id = $1 and serial_number = $2 and status = 'VALID' and role = 'ACTIVE' returning ${CERTIFICATE}`,
      [deviceId, serialNumber],
    );
    return rows;
  }

  /** Lets a certificate end at `notAfter`, if it does not end sooner. */
  async shorten(client: PoolClient, thumbprint: string, notAfter: Date): Promise<CertificateRow[]> {
    const { rows } = await client.query<CertificateRow>(
      `update certificate set not_after = $2, version = version + 1
        where thumbprint = $1 and not_after > $2 returning ${CERTIFICATE}`,
      [thumbprint, notAfter],
    );
    return rows;
  }
}

export const certificateChanged = (row: CertificateRow): RegistryEvent => ({
  type: 'CertificateChanged',
  key: `certificate:${row.thumbprint}`,
  data: {
    thumbprint: row.thumbprint,
    deviceId: row.deviceId,
    tenantId: row.organisationId,
    serialNumber: row.serialNumber,
    role: row.role,
    status: row.status,
    notAfter: row.notAfter.toISOString(),
    version: row.version,
  },
});
