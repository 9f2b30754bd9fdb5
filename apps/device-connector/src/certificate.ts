/** What this service knows of a client certificate, from the registry's events. */
export interface CertificateRow {
  readonly thumbprint: string;
  readonly deviceId: string;
  readonly tenantId: string;
  readonly serialNumber: string;
  readonly role: 'ACTIVE' | 'STANDBY';
  readonly status: 'VALID' | 'REVOKED';
  readonly notAfter: Date;
  /** False once the device, its store or its organisation is removed. */
  readonly isOwnerActive: boolean;
}

/** Who is at the other end of a connection. It comes from the certificate alone. */
export interface DeviceIdentity {
  readonly thumbprint: string;
  readonly deviceId: string;
  readonly tenantId: string;
  readonly serialNumber: string;
  readonly role: 'ACTIVE' | 'STANDBY';
}

export type Admission =
  | { readonly kind: 'admitted'; readonly identity: DeviceIdentity }
  /** May be on its way: the certificate was issued a moment ago. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly why: 'revoked' | 'expired' | 'removed' };

export function admit(row: CertificateRow | undefined, now: Date): Admission {
  if (row === undefined) return { kind: 'unknown' };
  if (row.status === 'REVOKED') return { kind: 'refused', why: 'revoked' };
  if (row.notAfter <= now) return { kind: 'refused', why: 'expired' };
  if (!row.isOwnerActive) return { kind: 'refused', why: 'removed' };
  const { thumbprint, deviceId, tenantId, serialNumber, role } = row;
  return { kind: 'admitted', identity: { thumbprint, deviceId, tenantId, serialNumber, role } };
}
