import type { Principal } from '@ppaas/service';
import type { RegistryEvent } from '../changes.service.ts';
import type { PosRow } from '../registry.entity.ts';

export const posChanged = (row: PosRow): RegistryEvent => ({
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

export type Verifiers = Extract<RegistryEvent, { type: 'PosCredentialChanged' }>['data']['verifiers'];

export const credentialChanged = (row: PosRow, verifiers: Verifiers): RegistryEvent => ({
  type: 'PosCredentialChanged',
  key: `credential:${row.posId}`,
  data: { posId: row.posId, applicationId: row.applicationId, verifiers, version: row.credentialVersion },
});

export const keyShown = (
  row: PosRow,
  storeName: string,
  { actor, address }: Pick<Principal, 'actor' | 'address'>,
  { at, isNew }: { readonly at: Date; readonly isNew: boolean },
): RegistryEvent => ({
  type: 'PosKeyShown',
  key: `keyShown:${row.posId}`,
  data: {
    posId: row.posId,
    posName: row.name,
    tenantId: row.organisationId,
    merchantId: row.merchantId,
    storeId: row.storeId,
    storeName,
    actor,
    address,
    at: at.toISOString(),
    isNew,
  },
});
