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

export interface FactsOptions {
  readonly cell: string;
  /** Must grow when the events are told again with a change. */
  readonly version?: number;
  readonly retailApi?: boolean;
  /** The organisation's quota; not told by default. */
  readonly exchangesPerSecond?: number | null;
  readonly sessionPolicy?: 'IMPLICIT' | 'LOGIN_REQUIRED';
  readonly deregistered?: readonly string[];
}

type Fact = OutgoingMessage<'registryEvents'>;

/** The events of a store. */
export function factsOf(store: TestStore, options: FactsOptions): Fact[] {
  return [
    organisationFact(store, options),
    storeFact(store, options),
    ...store.pos.map((pos) => posFact(store, pos, options)),
    ...store.deviceIds.map((deviceId) => deviceFact(store, deviceId, options)),
  ];
}

const event = ({ tenantId }: TestStore): { readonly topic: 'registryEvents'; readonly tenantId: string } => ({
  topic: 'registryEvents',
  tenantId,
});

function organisationFact(
  store: TestStore,
  { cell, version = 1, retailApi = true, exchangesPerSecond }: FactsOptions,
): Fact {
  const { tenantId } = store;
  const quota = exchangesPerSecond === undefined ? {} : { exchangesPerSecond };
  const data = { tenantId, name: 'Org', status: 'ACTIVE' as const, retailApi, cell, ...quota, version };
  return { ...event(store), type: 'OrganisationChanged', key: tenantId, data };
}

function storeFact(store: TestStore, { version = 1, sessionPolicy = 'IMPLICIT' }: FactsOptions): Fact {
  const { tenantId, merchantId, storeId } = store;
  const data = {
    storeId,
    merchantId,
    tenantId,
    name: 'Store',
    status: 'ACTIVE' as const,
    sessionPolicy,
    paymentMethods: null,
    version,
  };
  return { ...event(store), type: 'StoreChanged', key: storeId, data };
}

function posFact(store: TestStore, { posId, saleId }: TestPos, { version = 1, deregistered = [] }: FactsOptions): Fact {
  const { tenantId, merchantId, storeId } = store;
  const status = deregistered.includes(posId) ? ('DEREGISTERED' as const) : ('ACTIVE' as const);
  return {
    ...event(store),
    type: 'PosChanged',
    key: posId,
    data: { posId, storeId, merchantId, tenantId, name: saleId, saleId, status, version },
  };
}

function deviceFact(store: TestStore, deviceId: string, { version = 1 }: FactsOptions): Fact {
  const { tenantId, merchantId, storeId } = store;
  const data = {
    deviceId,
    storeId,
    merchantId,
    tenantId,
    name: deviceId,
    status: 'ACTIVE' as const,
    paymentMethods: null,
    version,
  };
  return { ...event(store), type: 'DeviceChanged', key: deviceId, data };
}
