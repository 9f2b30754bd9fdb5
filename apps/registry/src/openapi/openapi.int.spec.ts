import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCsr } from '@ppaas/testing';
import {
  app,
  asPerson,
  call,
  closeRegistry,
  enrol,
  issuer,
  newDevice,
  newPos,
  newStore,
  openRegistry,
  operator,
} from '../registry.harness.ts';
import { OPERATIONS } from './document.ts';

beforeAll(openRegistry, 60_000);
afterAll(closeRegistry);

describe('the reference', () => {
  it('is served, and every registry call in it works as it says with its own example', async () => {
    expect((await call('GET', '/openapi.json', undefined, {})).body).toMatchObject({ openapi: '3.1.0' });
    const page = await app.inject({ url: '/docs' });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toContain("style-src 'sha256-");

    const store = await newStore();
    const [pos, device] = [await newPos(store), await newDevice(store)];
    await enrol(device.activationCode, (await createCsr('2.5.4.5=SN1')).csr);
    const ids: Record<string, string> = {
      ...store,
      posId: pos.posId,
      deviceId: device.deviceId,
      serialNumber: 'SN1',
      keyVersion: '1',
    } as never;
    const person = issuer.signIn({ organisationId: store.organisationId });
    const operations = OPERATIONS.filter(({ tag }) => tag === 'Registry');
    // what removes is called last, from the leaves to the root
    const removing = ['removeDevice', 'deregisterPointOfSale', 'removeStore', 'removeMerchant', 'removeOrganisation'];
    const rank = ({ id }: { id: string }) => removing.indexOf(id);
    const called: string[] = [];
    for (const { id, method, path, access, request, answers } of operations.toSorted((a, b) => rank(a) - rank(b))) {
      if (id === 'removeStore') {
        const made = await call<{ items: { posId: string; deviceId: string; status: string }[] }>(
          'GET',
          `/registry/v1/stores/${store.storeId}/points-of-sale`,
        );
        for (const item of made.body.items) await call('DELETE', `/registry/v1/points-of-sale/${item.posId}`);
        const devices = await call<{ items: { deviceId: string }[] }>(
          'GET',
          `/registry/v1/stores/${store.storeId}/devices`,
        );
        for (const item of devices.body.items) await call('DELETE', `/registry/v1/devices/${item.deviceId}`);
      }
      if (id === 'removeMerchant') {
        const stores = await call<{ items: { storeId: string }[] }>(
          'GET',
          `/registry/v1/merchants/${store.merchantId}/stores`,
        );
        for (const item of stores.body.items) await call('DELETE', `/registry/v1/stores/${item.storeId}`);
      }
      if (id === 'removeOrganisation') {
        const merchants = await call<{ items: { merchantId: string }[] }>(
          'GET',
          `/registry/v1/organisations/${store.organisationId}/merchants`,
        );
        for (const item of merchants.body.items) await call('DELETE', `/registry/v1/merchants/${item.merchantId}`);
      }
      const url = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? '');
      // what needs a person is asked by one
      const isPersonal = access === 'signIn';
      const asked = id === 'search' ? `${url}?q=High` : url;
      const who = isPersonal ? asPerson(person) : { authorization: `Bearer ${operator}` };
      const send = (headers: Record<string, string> = who) => call(method, asked, request?.example, headers);
      const keyed = { ...who, 'idempotency-key': randomUUID() };
      const { status, body } = await send(method === 'POST' ? keyed : who);
      if (method === 'POST') {
        const again = await send(keyed);
        expect({ id, ...again }).toMatchObject({ id, status, body, headers: { 'idempotent-replayed': 'true' } });
      }
      const [expected] = Object.keys(answers);
      expect({ id, status, body }).toMatchObject({ id, status: Number(expected) });
      const schema = answers[status]?.body?.schema;
      if (schema !== undefined) expect({ id, body: schema.parse(body) }).toEqual({ id, body });
      called.push(id);
    }
    expect(called).toHaveLength(operations.length);
    // one call after another, each waiting for its events
  }, 30_000);
});
