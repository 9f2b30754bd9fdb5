import type { Incoming } from '@ppaas/messaging';
import { posIdOfDevice } from '@ppaas/service';
import type { Queryable } from './queryable.ts';

/** What the registry said, kept so that it can be read in the statement that accepts an exchange. */
const UPSERTS = {
  OrganisationChanged: {
    sql: `insert into organisation as t (tenant_id, retail_api, cell, exchanges_per_second, status, version)
      values ($1, $2, $3, $4, $5, $6) on conflict (tenant_id) do update
      set retail_api = excluded.retail_api, cell = excluded.cell, exchanges_per_second = excluded.exchanges_per_second,
        status = excluded.status, version = excluded.version where excluded.version > t.version`,
    values: (d: EventData<'OrganisationChanged'>) => [
      d.tenantId,
      d.retailApi,
      d.cell,
      d.exchangesPerSecond ?? null,
      d.status,
      d.version,
    ],
  },
  StoreChanged: {
    sql: `insert into store as t (store_id, tenant_id, merchant_id, status, session_policy, payment_methods, retail_api, version, name)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (store_id) do update
      set name = excluded.name, status = excluded.status, session_policy = excluded.session_policy, payment_methods = excluded.payment_methods,
        retail_api = excluded.retail_api, version = excluded.version where excluded.version > t.version`,
    values: (d: EventData<'StoreChanged'>) => [
      d.storeId,
      d.tenantId,
      d.merchantId,
      d.status,
      d.sessionPolicy,
      d.paymentMethods,
      d.retailApi ?? true,
      d.version,
      d.name,
    ],
  },
  PosChanged: {
    sql: `insert into pos as t (pos_id, tenant_id, merchant_id, store_id, name, sale_id, status, version)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (pos_id) do update
      set name = excluded.name, sale_id = excluded.sale_id, status = excluded.status, version = excluded.version
      where excluded.version > t.version`,
    values: (d: EventData<'PosChanged'>) => [
      d.posId,
      d.tenantId,
      d.merchantId,
      d.storeId,
      d.name,
      d.saleId,
      d.status,
      d.version,
    ],
  },
  DeviceChanged: {
    sql: `insert into device as t (device_id, tenant_id, store_id, name, status, payment_methods, version)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (device_id) do update
      set tenant_id = excluded.tenant_id, store_id = excluded.store_id, name = excluded.name, status = excluded.status,
        payment_methods = excluded.payment_methods, version = excluded.version where excluded.version > t.version`,
    values: (d: EventData<'DeviceChanged'>) => [
      d.deviceId,
      d.tenantId,
      d.storeId,
      d.name,
      d.status,
      d.paymentMethods,
      d.version,
    ],
  },
} as const;

type EventData<T extends string> = Extract<Incoming<'registryEvents'>, { type: T }>['data'];

/** The POS software on a device is registered for as long as the device is, and its saleId is the deviceId. */
const tillOn = ({ deviceId, status, ...device }: EventData<'DeviceChanged'>): EventData<'PosChanged'> => ({
  ...device,
  posId: posIdOfDevice(deviceId),
  saleId: deviceId,
  status: status === 'ACTIVE' ? 'ACTIVE' : 'DEREGISTERED',
});

/** Applies registry events in order; an event that is not newer than the row changes nothing. */
export async function projectRegistry(db: Queryable, messages: readonly Incoming<'registryEvents'>[]): Promise<void> {
  for (const message of messages) {
    switch (message.type) {
      case 'OrganisationChanged':
        await db.query(UPSERTS.OrganisationChanged.sql, UPSERTS.OrganisationChanged.values(message.data));
        break;
      case 'StoreChanged':
        await db.query(UPSERTS.StoreChanged.sql, UPSERTS.StoreChanged.values(message.data));
        break;
      case 'PosChanged':
        await db.query(UPSERTS.PosChanged.sql, UPSERTS.PosChanged.values(message.data));
        break;
      case 'DeviceChanged':
        await db.query(UPSERTS.DeviceChanged.sql, UPSERTS.DeviceChanged.values(message.data));
        await db.query(UPSERTS.PosChanged.sql, UPSERTS.PosChanged.values(tillOn(message.data)));
        break;
      default:
      // PosCredentialChanged and PosKeyShown are auth's, CertificateChanged the connector's.
    }
  }
}
