import { randomUUID } from 'node:crypto';
import type { OutgoingMessage } from '@ppaas/messaging';
import type { TestPos } from './token-issuer.ts';

/** An organisation with one store, its POS and devices, as registry events would tell it. */
export interface TestStore {
  readonly tenantId: string;
  readonly merchantId: string;
  readonly storeId: string;
  readonly pos: readonly TestPos[];
  readonly deviceIds: readonly string[];
}

export function aStore(options: {
  readonly cell: string;
  readonly tills?: number;
  readonly devices?: number;
}): TestStore {
  const ids = { tenantId: randomUUID(), merchantId: randomUUID(), storeId: randomUUID() };
  const pos = Array.from({ length: options.tills ?? 2 }, (_, n) => ({
    ...ids,
    posId: randomUUID(),
    saleId: `TILL-${n + 1}`,
  }));
  const deviceIds = Array.from({ length: options.devices ?? 1 }, () => `dev_${randomUUID().slice(0, 8)}`);
  return { ...ids, pos, deviceIds };
}

/** The events of a store. `version` must grow when they are told again with a change. */
export function factsOf(
  store: TestStore,
  options: {
    readonly cell: string;
    readonly version?: number;
    readonly retailApi?: boolean;
    readonly sessionPolicy?: 'IMPLICIT' | 'LOGIN_REQUIRED';
    readonly deregistered?: readonly string[];
  },
): OutgoingMessage<'registryEvents'>[] {
  const { tenantId, merchantId, storeId } = store;
  const version = options.version ?? 1;
  const event = { topic: 'registryEvents' as const, tenantId };
  return [
    {
      ...event,
      type: 'OrganisationChanged',
      key: tenantId,
      data: {
        tenantId,
        name: 'Org',
        status: 'ACTIVE',
        retailApi: options.retailApi ?? true,
        cell: options.cell,
        version,
      },
    },
    {
      ...event,
      type: 'StoreChanged',
      key: storeId,
      data: {
        storeId,
        merchantId,
        tenantId,
        name: 'Store',
        status: 'ACTIVE',
        sessionPolicy: options.sessionPolicy ?? 'IMPLICIT',
        paymentMethods: null,
        version,
      },
    },
    ...store.pos.map(({ posId, saleId }) => ({
      ...event,
      type: 'PosChanged' as const,
      key: posId,
      data: {
        posId,
        storeId,
        merchantId,
        tenantId,
        name: saleId,
        saleId,
        status: options.deregistered?.includes(posId) === true ? ('DEREGISTERED' as const) : ('ACTIVE' as const),
        version,
      },
    })),
    ...store.deviceIds.map((deviceId) => ({
      ...event,
      type: 'DeviceChanged' as const,
      key: deviceId,
      data: {
        deviceId,
        storeId,
        merchantId,
        tenantId,
        name: deviceId,
        status: 'ACTIVE' as const,
        paymentMethods: null,
        version,
      },
    })),
  ];
}
