import { randomBytes, randomUUID } from 'node:crypto';
import { headerOf } from '@ppaas/nexo';
import { createCsr, eventually } from '@ppaas/testing';
import type { ClientCertificate } from '../harness/device-till.ts';
import type { Operator } from '../harness/operator.ts';
import type { Platform } from '../harness/platform.ts';
import { Pos } from '../harness/pos.ts';
import { newSerialNumber } from '../harness/shop.ts';

/** Everything in a store that an address can name: parameter of a path → what stands there. */
export interface Place {
  readonly organisationId: string;
  readonly merchantId: string;
  readonly storeId: string;
  readonly posId: string;
  readonly keyVersion: string;
  readonly deviceId: string;
  readonly serialNumber: string;
  readonly userId: string;
  /** A program with client credentials. */
  readonly clientId: string;
  readonly signInId: string;
  /** As operators see it. */
  readonly exchangeId: string;
  /** As its till calls it. */
  readonly exchangeIdentification: string;
  /** Which serves it. */
  readonly cell: string;
}

/** A place with those who stand in it. */
export interface Store extends Place {
  readonly till: Pos;
  /** A second device, with the certificate that it has. */
  readonly terminal: { readonly deviceId: string; readonly certificate: ClientCertificate };
}

export const newEmail = (): string => `ann-${randomBytes(6).toString('hex')}@shop.example`;

/** Of the right form, and nowhere. */
export const nowhere = (): Place => ({
  organisationId: randomUUID(),
  merchantId: randomUUID(),
  storeId: randomUUID(),
  posId: randomUUID(),
  keyVersion: '1',
  deviceId: `dev_${randomBytes(10).toString('hex')}`,
  serialNumber: newSerialNumber(),
  userId: randomUUID(),
  clientId: `api_${randomBytes(16).toString('hex')}`,
  signInId: randomUUID(),
  exchangeId: `T${randomBytes(17).toString('hex')}`,
  exchangeIdentification: `x-${randomBytes(6).toString('hex')}`,
  cell: 'nowhere',
});

async function enrol(platform: Platform, activationCode: string, serialNumber: string): Promise<ClientCertificate> {
  const { csr, key } = await createCsr(`2.5.4.5=${serialNumber}`);
  const answer = await fetch(`${platform.origin}/device/v1/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ activationCode, csr }),
  });
  if (!answer.ok) throw new Error(`not enrolled: ${answer.status} ${await answer.text()}`);
  const { certificate, chain } = (await answer.json()) as Record<'certificate' | 'chain', string>;
  return { cert: `${certificate}\n${chain}`, key };
}

/** A store with a till, two enrolled devices, a person, and a sale that waits for somebody. */
export async function openStore(platform: Platform, operator: Operator, merchantId: string): Promise<Store> {
  const { storeId, organisationId } = await operator.createStoreOf(merchantId, 'Store');
  const till = new Pos(platform.origin, await operator.createPos(storeId, `T-${randomBytes(4).toString('hex')}`));
  const [one, two] = [await operator.createDevice(storeId, 'Counter'), await operator.createDevice(storeId, 'Aisle')];
  const serialNumber = newSerialNumber();
  await enrol(platform, one.activationCode, serialNumber);
  const certificate = await enrol(platform, two.activationCode, newSerialNumber());
  const { userId } = await operator.call<{ userId: string }>('POST', '/auth/v1/users', {
    ...{ organisationId, merchantId, storeIds: [storeId] },
    ...{ email: newEmail(), name: 'Ann Example', role: 'store-admin' },
  });
  const { clientId } = await operator.createApiClient({ ...{ organisationId, merchantId, storeIds: [storeId] }, role: 'store-admin' }); // prettier-ignore
  const sale = till.payment(one.deviceId);
  // The till and the device are known to transaction once the sale is accepted; the device is offline, which ends it.
  await eventually(
    'the sale has an end',
    async () => ((await till.pay(sale)).status === 200 ? true : undefined),
    30_000,
  );
  const exchangeIdentification = headerOf(sale).ExchangeIdentification;
  const [exchange] = await platform.rows<{ exchange_id: string }>(
    'transaction',
    `update exchange set state = 'NEEDS_ATTENTION', attention_reason = 'nobody knows'
      where pos_id = $1 and exchange_identification = $2 returning exchange_id`,
    [till.posId, exchangeIdentification],
  );
  return {
    ...{
      organisationId,
      merchantId,
      storeId,
      posId: till.posId,
      keyVersion: '1',
      deviceId: one.deviceId,
      serialNumber,
    },
    ...{
      userId,
      clientId,
      signInId: randomUUID(),
      exchangeId: exchange?.exchange_id ?? '',
      exchangeIdentification,
      till,
    },
    cell: platform.cell,
    terminal: { deviceId: two.deviceId, certificate },
  };
}

/** The same place, with what a call would end replaced by something made for it. */
export async function spare(operator: Operator, place: Place, path: string, isRemoval: boolean): Promise<Place> {
  const { organisationId, merchantId, storeId } = place;
  const parameter = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).findLast((name) => name !== 'keyVersion');
  if (parameter === 'posId')
    return { ...place, ...(await operator.createPos(storeId, randomBytes(6).toString('hex'))) };
  if (parameter === 'deviceId') return { ...place, ...(await operator.createDevice(storeId, 'Spare')) };
  if (parameter === 'userId') {
    const person = { organisationId, merchantId, storeIds: [storeId], name: 'Spare', role: 'store-admin' };
    return { ...place, ...(await operator.call<object>('POST', '/auth/v1/users', { ...person, email: newEmail() })) };
  }
  if (parameter === 'clientId') {
    const scope = { organisationId, merchantId, storeIds: [storeId] };
    return { ...place, clientId: (await operator.createApiClient({ ...scope, role: 'store-admin' })).clientId };
  }
  if (!isRemoval) return place;
  if (parameter === 'storeId') return { ...place, ...(await operator.createStoreOf(merchantId, 'Spare')) };
  if (parameter === 'merchantId') {
    const url = `organisations/${organisationId}/merchants`;
    return { ...place, ...(await operator.call<object>('POST', url, { name: 'Spare' })) };
  }
  if (parameter === 'cell') {
    const cell = `spare-${randomBytes(4).toString('hex')}`;
    await operator.call('PUT', `cells/${cell}`, {
      retailUrl: null,
      connectUrl: 'wss://spare.example/device/v1/connect',
    });
    return { ...place, cell };
  }
  if (parameter === 'organisationId') return { ...place, ...(await operator.createOrganisation('Spare')) };
  return place;
}
