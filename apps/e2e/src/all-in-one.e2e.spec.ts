import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { deviceListing } from '@ppaas/contracts';
import { bodyOf, headerOf, outcomeOf } from '@ppaas/nexo';
import {
  aPayment,
  aSessionRequest,
  aStatusRequest,
  anAbort,
  createTestCa,
  eventually,
  issueCertificate,
} from '@ppaas/testing';
import { certificateOf, DeviceTill } from './harness/device-till.ts';
import type { ClientCertificate, DoorAnswer } from './harness/device-till.ts';
import { Platform } from './harness/platform.ts';
import { saidBy } from './harness/pos.ts';
import type { Pos } from './harness/pos.ts';
import { newSerialNumber, online, openShop, ready } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';
import { addTerminal } from './harness/terminal.ts';
import type { Terminal } from './harness/terminal.ts';

type Listing = z.infer<typeof deviceListing>;

let platform: Platform;
let shop: Shop;
let till: Pos;
let own: Terminal;
let neighbour: Terminal;
/** The POS software on `own`. */
let device: DeviceTill;
let saleId: string;

const never = (): never => {
  throw new Error('the shop is not whole');
};
const codeOf = ({ text }: DoorAnswer): unknown => (JSON.parse(text) as { code?: string }).code;
const said = (answer: DoorAnswer): string => saidBy({ ...answer, headers: new Headers(), outcome: undefined });

beforeAll(async () => {
  platform = await Platform.start({ name: 'all-in-one' });
  shop = await openShop(platform, { tills: 1, terminals: 2 });
  till = shop.tills[0] ?? never();
  own = shop.terminals[0] ?? never();
  neighbour = shop.terminals[1] ?? never();
  device = new DeviceTill(platform, certificateOf(platform, own));
  saleId = own.deviceId;
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

describe('POS software on a device', () => {
  it('lists its own device and nothing else of its store', async () => {
    const listing = JSON.parse((await device.call('GET', '/retail/v1/payment-devices')).text) as Listing;
    expect(listing.storeId).toBe(shop.storeId);
    expect(listing.devices.map(({ deviceId }) => deviceId)).toEqual([own.deviceId]);
    expect(await device.call('GET', `/retail/v1/payment-devices/${own.deviceId}`)).toMatchObject({ status: 200 });
    const other = await device.call('GET', `/retail/v1/payment-devices/${neighbour.deviceId}`);
    expect([other.status, codeOf(other)]).toEqual([404, 'device.unknown']);
    // A till of the store goes on seeing both.
    expect((await till.list<Listing>()).devices).toHaveLength(2);
  });

  it('logs in, sells, repeats, asks, and logs out', async () => {
    const message = aPayment({ saleId, deviceId: own.deviceId });
    const { ExchangeIdentification } = headerOf(message);
    const session = (kind: 'Login' | 'Logout') =>
      device.send('session', aSessionRequest({ saleId, deviceId: own.deviceId, kind }));
    expect(said(await session('Login'))).toBe('Success');
    const listing = JSON.parse((await device.call('GET', '/retail/v1/payment-devices')).text) as Listing;
    expect(listing.devices[0]?.session).toMatchObject({ held: true, byCaller: true, posName: 'Device 1' });
    expect(saidBy(await till.sale(own.deviceId))).toBe('Failure Busy');

    const first = await device.send('financial', message);
    expect(first.message && outcomeOf(first.message)).toBe('APPROVED');
    const again = await device.send('financial', message);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.text).toBe(first.text);
    const ask = aStatusRequest({ saleId, deviceId: own.deviceId, about: ExchangeIdentification });
    const status = await device.send('status', ask);
    expect(status.message && outcomeOf(status.message)).toBe('APPROVED');
    const resource = await device.call('GET', `/retail/v1/exchanges/${ExchangeIdentification}`);
    expect(resource.text).toBe(first.text);
    expect(await own.interactions()).toHaveLength(1);

    expect(said(await session('Logout'))).toBe('Success');
    // A till of the store may ask what became of it, by the deviceId.
    expect((await till.status(own.deviceId, ExchangeIdentification, own.deviceId)).outcome).toBe('APPROVED');
  });

  it('aborts its own sale', async () => {
    await own.script({ outcome: 'approve', delayMs: 5_000, times: 1 });
    const message = aPayment({ saleId, deviceId: own.deviceId });
    const about = headerOf(message).ExchangeIdentification;
    const sale = device.send('financial', message);
    await eventually('the sale runs', async () => ((await own.state()).running === null ? undefined : true));
    expect(await device.send('abort', anAbort({ saleId, deviceId: own.deviceId, about }))).toMatchObject({
      status: 202,
    });
    expect(said(await sale)).toBe('Failure Aborted');
  });

  it('drives no other device of its store, which it cannot tell from one that is not there', async () => {
    const deviceId = neighbour.deviceId;
    for (const named of [deviceId, 'dev_nowhere']) {
      const calls = [
        device.send('financial', aPayment({ saleId, deviceId: named })),
        device.send('session', aSessionRequest({ saleId, deviceId: named, kind: 'Login' })),
        device.send('session', aSessionRequest({ saleId, deviceId: named, kind: 'Diagnosis' })),
        device.send('status', aStatusRequest({ saleId, deviceId: named, about: 'any' })),
        device.send('abort', anAbort({ saleId, deviceId: named, about: 'any' })),
      ];
      for (const answer of await Promise.all(calls))
        expect([answer.status, codeOf(answer)]).toEqual([404, 'device.unknown']);
    }
    expect(await neighbour.interactions()).toEqual([]);
  });

  it('learns nothing of the sales of others, and spends none of their ids', async () => {
    const sold = till.payment(own.deviceId);
    const about = headerOf(sold).ExchangeIdentification;
    expect((await till.pay(sold)).outcome).toBe('APPROVED');
    expect(await device.call('GET', `/retail/v1/exchanges/${about}`)).toMatchObject({ status: 404 });
    const unused = 'not-yet-used-by-the-till';
    for (const id of [about, unused]) {
      const ask = aStatusRequest({ saleId, deviceId: own.deviceId, about: id, of: till.saleId });
      expect(said(await device.send('status', ask))).toBe('Failure NotFound');
    }
    expect((await till.sale(own.deviceId, { exchangeIdentification: unused })).outcome).toBe('APPROVED');
  });

  it('cannot speak for the till of its store', async () => {
    const answer = await device.send('financial', aPayment({ saleId: till.saleId, deviceId: own.deviceId }));
    expect(said(answer)).toBe('Rejection InitiatingParty');
    // A token of the till does not make it one either: at this door the certificate says who calls.
    const headers = { authorization: `Bearer ${await till.token()}` };
    const listing = await device.call('GET', '/retail/v1/payment-devices', undefined, headers);
    expect((JSON.parse(listing.text) as Listing).devices).toHaveLength(1);
  });

  it('has the token that getToken gives it at this door, good beside its certificate only', async () => {
    const token = JSON.parse((await device.call('POST', '/retail/v1/getToken')).text) as Record<string, string>;
    expect(token).toMatchObject({
      token_type: 'Bearer',
      scope: 'retail',
      sale_id: own.deviceId,
      store_id: shop.storeId,
    });
    const stolen = { authorization: `Bearer ${token['access_token']}` };
    const thumbprint = (await platform.operator().device(own.deviceId)).hardware[0]?.thumbprint ?? never();
    for (const forged of [
      {},
      { 'x-client-cert-sha256': thumbprint },
      { 'x-client-cert-sha256': thumbprint, 'x-door-token': 'guessed' },
    ]) {
      const answer = await fetch(`${platform.origin}/retail/v1/payment-devices`, { headers: { ...stolen, ...forged } });
      expect(answer.status).toBe(401);
      const asked = await fetch(`${platform.origin}/retail/v1/getToken`, { method: 'POST', headers: { ...forged } });
      expect(asked.status).toBe(400);
    }
    expect((await fetch(`${platform.origin}/door/v1/authorise`)).status).toBe(404);
  });
});

describe('the mutual-TLS door', () => {
  const shown = ({ certificate, key }: { certificate: string; key: string }): ClientCertificate => ({
    cert: certificate,
    key,
  });
  const past = new Date(Date.now() - 60_000);

  it.each<[string, () => Promise<Partial<ClientCertificate>>]>([
    ['no certificate', async () => ({})],
    ['one of another authority', async () => shown(await issueCertificate(await createTestCa(), { usage: 'client' }))],
    ['one that signs itself', async () => shown(await createTestCa())],
    [
      'an expired one',
      async () => shown(await issueCertificate(platform.secrets.ca, { usage: 'client', notAfter: past })),
    ],
    ['one for servers', async () => shown(await issueCertificate(platform.secrets.ca, { usage: 'server' }))],
  ])('lets nobody in with %s', async (_name, make) => {
    const stranger = new DeviceTill(platform, await make());
    await expect(stranger.call('GET', '/retail/v1/payment-devices')).rejects.toThrow();
  });

  it('refuses a certificate of the right authority that the registry does not know', async () => {
    const unknown = shown(await issueCertificate(platform.secrets.ca, { usage: 'client', name: own.deviceId }));
    const answer = await new DeviceTill(platform, unknown).call('GET', '/retail/v1/payment-devices');
    expect([answer.status, codeOf(answer)]).toEqual([401, 'certificate.required']);
  });

  it('takes what devices call, and nothing of operators', async () => {
    for (const path of [
      '/registry/v1/organisations',
      '/oauth2/token',
      '/operations/v1/transactions',
      '/docs',
      '/device/v1/enrol',
    ])
      expect(await device.call('GET', path)).toMatchObject({ status: 404 });
  });

  it('refuses a standby: its sales would run on the other hardware', async () => {
    const { activationCode } = await platform.operator().createActivationCode(neighbour.deviceId, 'STANDBY');
    const standby = await addTerminal(platform.simulatorUrl(), { serialNumber: newSerialNumber(), activationCode });
    const answer = await new DeviceTill(platform, certificateOf(platform, standby)).call(
      'GET',
      '/retail/v1/payment-devices',
    );
    expect([answer.status, codeOf(answer)]).toEqual([401, 'certificate.required']);
  });

  it('refuses a revoked device within 2 s, and lets its till go on', async () => {
    const calls = (): Promise<DoorAnswer> => device.send('financial', aPayment({ saleId, deviceId: own.deviceId }));
    expect((await calls()).status).toBe(200);
    await platform.operator().call('DELETE', `devices/${own.deviceId}/hardware/${own.serialNumber}`);
    const revokedAt = performance.now();
    await eventually('the refusal', async () => ((await calls()).status === 401 ? true : undefined), 10_000);
    expect(performance.now() - revokedAt).toBeLessThan(2_000);
    expect((await till.sale(neighbour.deviceId)).outcome).toBe('APPROVED');
  });

  it('knows a device again that was enrolled anew', async () => {
    const { activationCode } = await platform.operator().createActivationCode(own.deviceId, 'ACTIVE');
    const renewed = await addTerminal(platform.simulatorUrl(), { serialNumber: newSerialNumber(), activationCode });
    await ready(platform, { ...shop, terminals: [] });
    await online(platform, renewed);
    const answer = await new DeviceTill(platform, certificateOf(platform, renewed)).send(
      'financial',
      aPayment({ saleId, deviceId: own.deviceId }),
    );
    expect(answer.message && outcomeOf(answer.message)).toBe('APPROVED');
    expect(bodyOf(answer.message ?? never())).toBeDefined();
  });
});
