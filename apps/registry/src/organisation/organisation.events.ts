import type { Cell } from '@ppaas/contracts';
import type { RegistryEvent } from '../changes.service.ts';
import type { OrganisationRow } from '../registry.entity.ts';

/** Columns of an `OrganisationRow`. */
export const ORGANISATION = `tenant_id as "organisationId", name, domain, status,
  show_keys_once as "showKeysOnce", retail_api as "retailApi", cell, exchanges_per_second as "exchangesPerSecond", version,
  created_at as "createdAt"`;

/** @param cell the one that serves it */
export const organisationChanged = (row: OrganisationRow, { retailUrl, connectUrl }: Cell): RegistryEvent => ({
  type: 'OrganisationChanged',
  key: row.organisationId,
  data: {
    tenantId: row.organisationId,
    name: row.name,
    domain: row.domain,
    status: row.status,
    retailApi: row.retailApi,
    cell: row.cell,
    exchangesPerSecond: row.exchangesPerSecond,
    retailUrl,
    connectUrl,
    version: row.version,
  },
});
