import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTopics, KafkaBus, SILENT_LOG } from '@ppaas/messaging';
import { Database } from '@ppaas/service';
import { createCsr, eventually, readTopic, testStores } from '@ppaas/testing';
import {
  app,
  asPerson,
  call,
  cell,
  closeRegistry,
  enrol,
  issuer,
  newDevice,
  newStore,
  openRegistry,
} from '../registry.harness.ts';

beforeAll(openRegistry, 60_000);
afterAll(closeRegistry);

describe('cells', () => {
  const CONNECT = 'wss://big.example/device/v1/connect';
  const put = (name: string, body: object = { retailUrl: 'https://big.example', connectUrl: CONNECT }) =>
    call('PUT', `/registry/v1/cells/${name}`, body);
  const move = (store: { readonly organisationId: string }, to: string) =>
    call('PUT', `/registry/v1/organisations/${store.organisationId}/cell`, { cell: to });

  it('are added, serve whom they are given, tell everybody where their doors are, and go when they serve nobody', async () => {
    const big = `${cell}-big`;
    const store = await newStore();
    expect(await move(store, big)).toMatchObject({ status: 404 });
    expect(await put(big)).toMatchObject({ status: 200, body: { name: big, connectUrl: CONNECT } });
    const first = { name: cell, retailUrl: null, connectUrl: 'wss://devices.example/device/v1/connect' };
    expect((await call('GET', '/registry/v1/cells')).body).toMatchObject({ items: [first, { name: big }], next: null });
    const moved = await move(store, big);
    expect(moved).toMatchObject({ status: 200, body: { cell: big } });
    // The same again is no change.
    expect((await move(store, big)).body['version']).toBe(moved.body['version']);

    const device = await newDevice(store);
    const { csr } = await createCsr('2.5.4.5=SN1');
    expect((await enrol(device.activationCode, csr)).body['connectUrl']).toBe(CONNECT);
    const reader = await readTopic({ brokers: testStores().kafkaBrokers, cell, topic: 'registryEvents' });
    const last = async (url: string) =>
      eventually(`the organisation is told ${url}`, () =>
        reader.seen.find(
          ({ key, type, data }) =>
            key === store.organisationId && type === 'OrganisationChanged' && data.connectUrl === url,
        ),
      );
    expect((await last(CONNECT)).data).toMatchObject({ cell: big, retailUrl: 'https://big.example' });
    const elsewhere = 'wss://bigger.example/device/v1/connect';
    await put(big, { retailUrl: null, connectUrl: elsewhere });
    expect((await last(elsewhere)).data).toMatchObject({ cell: big, retailUrl: null });
    await reader.stop();

    expect(await call('DELETE', `/registry/v1/cells/${big}`)).toMatchObject({ status: 409 });
    await move(store, cell);
    expect(await call('DELETE', `/registry/v1/cells/${big}`)).toMatchObject({ status: 204 });
    expect(await call('DELETE', `/registry/v1/cells/${big}`)).toMatchObject({ status: 404 });
  }, 30_000);

  it('leave the first one and its name alone, and are nobody’s but the platform’s', async () => {
    expect(await put(cell)).toMatchObject({ status: 409, body: { code: 'entity.conflict' } });
    expect(await put('No_Cell')).toMatchObject({ status: 404 });
    expect(await put('some', { retailUrl: null, connectUrl: 'http://x' })).toMatchObject({ status: 400 });
    const person = await issuer.signIn({ role: 'organisation-admin', organisationId: randomUUID() });
    expect(await call('GET', '/registry/v1/cells', undefined, asPerson(person))).toMatchObject({ status: 403 });
  });

  it('are read by the registry as its own is, from the moment they are known', async () => {
    const other = `${cell}-read`;
    const brokers = [...testStores().kafkaBrokers];
    await createTopics({ brokers, cell: other });
    await put(other);
    const device = await newDevice(await newStore());
    const bus = new KafkaBus({ brokers, cell: other, service: 'test', instance: 'test-0', log: SILENT_LOG });
    const { deviceId } = device;
    const connection = {
      deviceId,
      tenantId: randomUUID(),
      instance: 'device-connector-0',
      epoch: 1,
      serialNumber: 'SN1',
    };
    const told = {
      ...({ topic: 'deviceEvents', type: 'ForeignResultRefused', key: deviceId } as const),
      data: { ...connection, exchangeId: 'TX' },
    } as const;
    // A broker that is busy knows the leaders of a new topic a moment later; the audit keeps what comes twice once.
    await eventually(
      'the topic takes it',
      () =>
        bus.publish([told]).then(
          () => true,
          () => undefined,
        ),
      20_000,
    );
    await eventually(
      'the audit has it',
      async () => {
        const refused = "select 1 from audit where action = 'foreignResult.refused' and object = $1";
        const rows = await app.get(Database).query(refused, [`device:${deviceId}`]);
        return rows.length === 1 ? true : undefined;
      },
      20_000,
    );
    await bus.disconnect();
    expect(await call('DELETE', `/registry/v1/cells/${other}`)).toMatchObject({ status: 204 });
  }, 30_000);
});
