import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NexoMessage } from '@ppaas/nexo';
import { approval, eventually } from '@ppaas/testing';
import { ConnectorHarness } from './connector.harness.ts';
import { OpenConnectionStore } from './open-connection.store.ts';
import type { RunningConnector } from './start-connector.ts';

describe('revocation, restarts and a second connector', () => {
  let harness: ConnectorHarness;
  let connector: RunningConnector;

  beforeAll(async () => {
    harness = await ConnectorHarness.start();
    connector = await harness.connector();
  }, 60_000);
  afterAll(() => harness.stop(), 60_000);

  it('closes an idle revoked device within 2 s, and never lets it in again', async () => {
    const device = await harness.enrol();
    const socket = harness.connect(connector, device);
    await socket.hello();
    const began = performance.now();
    await harness.bus.publish([harness.certificateEvent(device, { status: 'REVOKED', version: 2 })]);
    expect((await socket.ended()).code).toBe(4403);
    expect(performance.now() - began).toBeLessThan(2_000);
    const again = harness.connect(connector, device);
    expect(await eventually('a refusal', () => again.refused)).toBe(403);
  });

  it('gives a revoked device no command from that moment, and takes the result of what was running', async () => {
    const device = await harness.enrol();
    const socket = harness.connect(connector, device);
    const { epoch } = await socket.hello();
    const running = await harness.deliver(device, epoch);
    const request = (await socket.heard('SaleToPOIServiceRequest')) as unknown as NexoMessage;
    await harness.bus.publish([harness.certificateEvent(device, { status: 'REVOKED', version: 2 })]);
    const next = await eventually('a refusal', async () => {
      const exchangeId = await harness.deliver(device, epoch);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return harness.eventsOf('CommandRefused', { exchangeId })[0];
    });
    expect(next.reason).toBe('revoked');
    expect(socket.closed).toBeUndefined();
    socket.send(approval(request));
    await harness.event('ExchangeAnswered', { exchangeId: running });
    expect((await socket.ended()).code).toBe(4403);
  });

  it('closes a revoked device whose exchange never ends after 150 s (here 15)', async () => {
    const device = await harness.enrol();
    const socket = harness.connect(connector, device);
    const { epoch } = await socket.hello();
    await harness.deliver(device, epoch);
    await socket.heard('SaleToPOIServiceRequest');
    await harness.bus.publish([harness.certificateEvent(device, { status: 'REVOKED', version: 2 })]);
    expect((await socket.ended(20_000)).code).toBe(4403);
  }, 30_000);

  it('the removal of the device counts as a revocation', async () => {
    const device = await harness.enrol();
    const socket = harness.connect(connector, device);
    await socket.hello();
    const { tenantId, storeId } = harness;
    const data = {
      deviceId: device.deviceId,
      storeId,
      merchantId: storeId,
      tenantId,
      name: 'x',
      paymentMethods: null,
      version: 5,
    };
    await harness.bus.publish([
      {
        topic: 'registryEvents',
        type: 'DeviceChanged',
        key: device.deviceId,
        tenantId,
        data: { ...data, status: 'REMOVED' },
      },
    ]);
    expect((await socket.ended()).code).toBe(4403);
    const again = harness.connect(connector, device);
    expect(await eventually('a refusal', () => again.refused)).toBe(403);
  });

  it('moves a device to a second connector: the older connection there gives way, its commands are refused', async () => {
    const second = await harness.connector('device-connector-1');
    const device = await harness.enrol();
    const older = harness.connect(connector, device);
    const { epoch } = await older.hello();
    await eventually('the first claim', async () => harness.presenceOf(device.deviceId));
    const newer = harness.connect(second, device);
    const welcome = await newer.hello();
    expect(welcome.epoch).toBeGreaterThan(epoch);
    expect((await older.ended()).code).toBe(4409);
    const exchangeId = await harness.deliver(device, epoch);
    expect(await harness.event('CommandRefused', { exchangeId })).toMatchObject({ reason: 'disconnected', epoch });
    const elsewhere = await harness.deliver(device, epoch, { instance: 'device-connector-1' });
    expect(await harness.event('CommandUnproven', { exchangeId: elsewhere })).toMatchObject({
      instance: 'device-connector-1',
    });
    expect((await harness.presenceOf(device.deviceId))?.instance).toBe('device-connector-1');
  }, 30_000);

  it('a new start says that the connections of a killed process are over, once', async () => {
    const device = await harness.enrol();
    const identity = { ...device, thumbprint: 'aa', tenantId: harness.tenantId, role: 'ACTIVE' as const };
    const killed = await harness.connector('device-connector-3');
    // What a process leaves that had no time to say anything.
    const epoch = await killed.app.get(OpenConnectionStore).open(identity);
    await killed.app.close();
    const about = { deviceId: device.deviceId, epoch };
    expect(harness.eventsOf('DeviceDisconnected', about)).toHaveLength(0);
    const next = await harness.connector('device-connector-3');
    expect(await harness.event('DeviceDisconnected', about)).toMatchObject({
      instance: 'device-connector-3',
      serialNumber: device.serialNumber,
      tenantId: harness.tenantId,
      reason: 'the connector restarted',
    });
    await eventually('an empty list', async () =>
      (await next.app.get(OpenConnectionStore).leftOpen()).length === 0 ? true : undefined,
    );
  }, 30_000);

  it('keeps a list of what is open, and only of that', async () => {
    const store = connector.app.get(OpenConnectionStore);
    const listed = async (epoch: number): Promise<boolean> =>
      (await store.leftOpen()).some((open) => open.epoch === epoch);
    const device = await harness.enrol();
    const socket = harness.connect(connector, device);
    const { epoch } = await socket.hello();
    expect(await listed(epoch)).toBe(true);
    socket.close();
    await harness.event('DeviceDisconnected', { epoch });
    await eventually('the end of the note', async () => ((await listed(epoch)) ? undefined : true));
    expect(harness.eventsOf('DeviceDisconnected', { epoch })).toHaveLength(1);
  });

  it('closes a device within 2 s that was revoked before it came, while the table lags', async () => {
    const device = await harness.enrol();
    const before = harness.connect(connector, device);
    await before.hello();
    await harness.event('DeviceConnected', { deviceId: device.deviceId });
    // The table takes no version that it has: it stays as a projection that lags would leave it.
    await harness.bus.publish([harness.certificateEvent(device, { status: 'REVOKED', version: 1 })]);
    expect((await before.ended()).code).toBe(4403);
    const socket = harness.connect(connector, device);
    expect((await socket.ended(2_000)).code).toBe(4403);
    expect(harness.eventsOf('DeviceConnected', { deviceId: device.deviceId })).toHaveLength(1);
  });

  it('sends the devices of an organisation that has moved to its cell, each when it has nothing to do', async () => {
    const [idle, busy] = [await harness.enrol(), await harness.enrol()];
    const [one, two] = [harness.connect(connector, idle), harness.connect(connector, busy)];
    await one.hello();
    const { epoch } = await two.hello();
    const running = await harness.deliver(busy, epoch);
    const request = (await two.heard('SaleToPOIServiceRequest')) as unknown as NexoMessage;
    const connectUrl = 'wss://big.example/device/v1/connect';
    await harness.bus.publish([harness.organisationEvent({ cell: 'big', connectUrl, version: 2 })]);
    expect(await one.heard('GoAway')).toMatchObject({ GoAway: { connectUrl } });
    expect((await one.ended()).code).toBe(1012);
    expect(two.closed).toBeUndefined();
    two.send(approval(request));
    await harness.event('ExchangeAnswered', { exchangeId: running });
    expect(await two.heard('GoAway')).toMatchObject({ GoAway: { connectUrl } });
    const gone = await harness.event('DeviceDisconnected', { deviceId: busy.deviceId, epoch });
    expect(gone).toMatchObject({ reason: 'moved', returnsWithinMs: expect.any(Number) });
    await harness.bus.publish([harness.organisationEvent({ cell: harness.cell, version: 3 })]);
  });

  it('gives a device that was busy the address of now when its organisation has moved on meanwhile', async () => {
    const busy = await harness.enrol();
    const socket = harness.connect(connector, busy);
    const { epoch } = await socket.hello();
    await harness.deliver(busy, epoch);
    const request = (await socket.heard('SaleToPOIServiceRequest')) as unknown as NexoMessage;
    const [wrong, right] = ['wss://wrong.example/device/v1/connect', 'wss://right.example/device/v1/connect'];
    for (const [index, connectUrl] of [wrong, right].entries()) {
      await harness.bus.publish([harness.organisationEvent({ cell: 'big', connectUrl, version: 4 + index })]);
      // It has heard of it once somebody who has nothing to do is sent there.
      await eventually(`${connectUrl} is known`, async () => {
        const idle = harness.connect(connector, await harness.enrol());
        await idle.hello();
        const { GoAway } = await idle.heard('GoAway');
        return (GoAway as { readonly connectUrl: string }).connectUrl === connectUrl ? true : undefined;
      });
    }
    expect(socket.closed).toBeUndefined();
    socket.send(approval(request));
    expect(await socket.heard('GoAway')).toMatchObject({ GoAway: { connectUrl: right } });
    await harness.bus.publish([harness.organisationEvent({ cell: harness.cell, version: 6 })]);
  }, 30_000);

  it('a new start answers unproven for what the start before left, drains with GoAway, and tells who is gone', async () => {
    const first = await harness.connector('device-connector-2');
    const device = await harness.enrol();
    const socket = harness.connect(first, device);
    const { epoch } = await socket.hello();
    const written = await harness.deliver(device, epoch, { instance: 'device-connector-2' });
    const request = (await socket.heard('SaleToPOIServiceRequest')) as unknown as NexoMessage;
    const stopping = first.app.close();
    socket.send(approval(request));
    await harness.event('ExchangeAnswered', { exchangeId: written });
    await socket.heard('GoAway');
    expect((await socket.ended()).code).toBe(1012);
    await stopping;
    await harness.event('DeviceDisconnected', { deviceId: device.deviceId, epoch });
    const between = await harness.deliver(device, epoch, { instance: 'device-connector-2' });
    await harness.connector('device-connector-2');
    await harness.event('CommandUnproven', { exchangeId: between });
    expect(harness.eventsOf('CommandRefused', { exchangeId: between })).toHaveLength(0);
    expect(await harness.event('CommandUnproven', { exchangeId: written })).toMatchObject({ epoch });
  }, 60_000);
});
