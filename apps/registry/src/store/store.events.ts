import type { RegistryEvent } from '../changes.service.ts';
import type { StoreRow } from '../registry.entity.ts';

/** Columns of a store. */
export const STORE = `store_id as "storeId", merchant_id as "merchantId", tenant_id as "organisationId", name, reference,
  status, session_policy as "sessionPolicy", payment_methods as "paymentMethods", time_zone as "timeZone",
  show_keys_once as "showKeysOnce", retail_api as "retailApi", version, created_at as "createdAt"`;

/** @param isMerchantOn the merchant is not taken out of the subscription */
export const storeChanged = (row: StoreRow, isMerchantOn: boolean): RegistryEvent => ({
  type: 'StoreChanged',
  key: row.storeId,
  data: {
    storeId: row.storeId,
    merchantId: row.merchantId,
    tenantId: row.organisationId,
    name: row.name,
    status: row.status,
    sessionPolicy: row.sessionPolicy,
    paymentMethods: row.paymentMethods,
    retailApi: isMerchantOn && row.retailApi,
    version: row.version,
  },
});
