import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ToldVerifier } from './verifier.ts';

/** What auth knows of the registry, one row per entity, each guarded by the version of the event it came from. */
@Entity({ name: 'organisation' })
export class OrganisationRow {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) domain!: string | null;
  @Column('text', { name: 'retail_url', nullable: true }) retailUrl!: string | null;
  @Column('text') status!: 'ACTIVE' | 'REMOVED';
  @Column('int') version!: number;
}

@Entity({ name: 'store' })
export class StoreRow {
  @PrimaryColumn('uuid', { name: 'store_id' }) storeId!: string;
  @Column('text') status!: 'ACTIVE' | 'REMOVED';
  @Column('int') version!: number;
}

@Entity({ name: 'point_of_sale' })
export class PosRow {
  @PrimaryColumn('uuid', { name: 'pos_id' }) posId!: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'store_id' }) storeId!: string;
  @Column('text', { name: 'sale_id' }) saleId!: string;
  @Column('text') status!: 'ACTIVE' | 'DEREGISTERED';
  @Column('int') version!: number;
}

@Entity({ name: 'credential' })
export class CredentialRow {
  @PrimaryColumn('uuid', { name: 'pos_id' }) posId!: string;
  @Column('text', { name: 'application_id', unique: true }) applicationId!: string;
  /** Newest first; empty when the POS is deregistered. */
  @Column('jsonb') verifiers!: ToldVerifier[];
  @Column('int') version!: number;
}

@Entity({ name: 'device' })
export class DeviceRow {
  @PrimaryColumn('text', { name: 'device_id' }) deviceId!: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'store_id' }) storeId!: string;
  @Column('text') status!: 'ACTIVE' | 'REMOVED';
  @Column('int') version!: number;
}

@Entity({ name: 'certificate' })
export class CertificateRow {
  @PrimaryColumn('text') thumbprint!: string;
  @Column('text', { name: 'device_id' }) deviceId!: string;
  @Column('text') role!: 'ACTIVE' | 'STANDBY';
  @Column('text') status!: 'VALID' | 'REVOKED';
  @Column('timestamptz', { name: 'not_after' }) notAfter!: Date;
  @Column('int') version!: number;
}

/** A single token that was revoked before its end (RFC 7009); the row is of no use after `expiresAt`. */
@Entity({ name: 'revoked_token' })
export class RevokedTokenRow {
  @PrimaryColumn('text') jti!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}

export const AUTH_ENTITIES = [
  OrganisationRow,
  StoreRow,
  PosRow,
  CredentialRow,
  DeviceRow,
  CertificateRow,
  RevokedTokenRow,
];
