import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The registry's tables for TypeORM. What changes goes through SQL in the stores, since a change locks, versions and
 * emits in one statement each; lists are read through these.
 */
abstract class Owned {
  @Column('uuid', { name: 'tenant_id' }) organisationId!: string;
  @Column('text') name!: string;
  @Column('text') status!: 'ACTIVE' | 'REMOVED';
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity({ name: 'organisation' })
export class OrganisationRow {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) organisationId!: string;
  @Column('text') name!: string;
  @Column('text') status!: 'ACTIVE' | 'REMOVED';
  @Column('text') domain!: string;
  @Column('boolean', { name: 'show_keys_once' }) showKeysOnce!: boolean;
  @Column('boolean', { name: 'retail_api' }) retailApi!: boolean;
  @Column('text') cell!: string;
  @Column('int', { name: 'exchanges_per_second', nullable: true }) exchangesPerSecond!: number | null;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity({ name: 'merchant' })
export class MerchantRow extends Owned {
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('boolean', { name: 'retail_api' }) retailApi!: boolean;
}

@Entity({ name: 'store' })
export class StoreRow extends Owned {
  @PrimaryColumn('uuid', { name: 'store_id' }) storeId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text', { nullable: true }) reference!: string | null;
  @Column('text', { name: 'session_policy' }) sessionPolicy!: 'IMPLICIT' | 'LOGIN_REQUIRED';
  @Column('text', { name: 'payment_methods', array: true, nullable: true }) paymentMethods!: string[] | null;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('boolean', { name: 'show_keys_once' }) showKeysOnce!: boolean;
  @Column('boolean', { name: 'retail_api' }) retailApi!: boolean;
}

@Entity({ name: 'point_of_sale' })
export class PosRow {
  @PrimaryColumn('uuid', { name: 'pos_id' }) posId!: string;
  @Column('uuid', { name: 'store_id' }) storeId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'tenant_id' }) organisationId!: string;
  @Column('text') name!: string;
  @Column('text') reference!: string;
  @Column('text', { name: 'application_id' }) applicationId!: string;
  @Column('text') status!: 'ACTIVE' | 'DEREGISTERED';
  @Column('int') version!: number;
  @Column('int', { name: 'credential_version' }) credentialVersion!: number;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
  @Column('text', { name: 'last_used_address', nullable: true }) lastUsedAddress!: string | null;
  @Column('timestamptz', { name: 'first_listed_at', nullable: true }) firstListedAt!: Date | null;
  @Column('timestamptz', { name: 'first_sale_at', nullable: true }) firstSaleAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity({ name: 'device' })
export class DeviceRow extends Owned {
  @PrimaryColumn('text', { name: 'device_id' }) deviceId!: string;
  @Column('uuid', { name: 'store_id' }) storeId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text', { name: 'payment_methods', array: true, nullable: true }) paymentMethods!: string[] | null;
}

@Entity({ name: 'certificate' })
export class CertificateRow {
  @PrimaryColumn('text') thumbprint!: string;
  @Column('text', { name: 'device_id' }) deviceId!: string;
  @Column('uuid', { name: 'tenant_id' }) organisationId!: string;
  @Column('text', { name: 'serial_number' }) serialNumber!: string;
  @Column('text', { name: 'key_thumbprint' }) keyThumbprint!: string;
  @Column('text', { name: 'certificate_serial' }) certificateSerial!: string;
  @Column('text') role!: 'ACTIVE' | 'STANDBY';
  @Column('text') status!: 'VALID' | 'REVOKED';
  @Column('timestamptz', { name: 'not_before' }) notBefore!: Date;
  @Column('timestamptz', { name: 'not_after' }) notAfter!: Date;
  @Column('timestamptz', { name: 'renewable_from' }) renewableFrom!: Date;
  @Column('text') pem!: string;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity({ name: 'audit' })
export class AuditRow {
  @PrimaryColumn('bigint') id!: string;
  @Column('bigint') seq!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('text') action!: string;
  @Column('text') object!: string;
  @Column('uuid', { name: 'tenant_id', nullable: true }) organisationId!: string | null;
  @Column('jsonb') detail!: Record<string, unknown>;
  @Column('text', { name: 'previous_hash' }) previousHash!: string;
  @Column('text') hash!: string;
}

export const REGISTRY_ENTITIES = [OrganisationRow, MerchantRow, StoreRow, PosRow, DeviceRow, CertificateRow, AuditRow];
