import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { presenceKey } from '@ppaas/contracts';
import type { NexoMessage } from '@ppaas/nexo';
import { Redis } from '@ppaas/service';
import { anAbort, approval, aPayment, aStatusRequest, eventually, type ChannelDevice } from '@ppaas/testing';
import { ConnectorHarness, newExchangeId, type EnrolledDevice } from './connector.harness.ts';
import type { RunningConnector } from './start-connector.ts';

type Json = Record<string, unknown>;

describe('the device channel of one connector', () => {
  let harness: ConnectorHarness;
  let connector: RunningConnector;

  beforeAll(async () => {
    harness = await ConnectorHarness.start();
    connector = await harness.connector();
  }, 60_000);
  afterAll(() => harness.stop(), 60_000);

  async function connected(
    change: Parameters<ConnectorHarness['enrol']>[0] = {},
  ): Promise<{ device: EnrolledDevice; socket: ChannelDevice; epoch: number }> {
    const device = await harness.enrol(change);
    const socket = harness.connect(connector, device);
    const { epoch } = await socket.hello({ serialNumber: device.serialNumber });
    return { device, socket, epoch };
  }

  const ack = (exchangeId: string): Json => ({ Ack: { ExchangeIdentification: exchangeId } });

  it('welcomes a device whose certificate was issued a moment ago, and says so', async () => {
    const { device, socket, epoch } = await connected();
    const said = await harness.event('DeviceConnected', { deviceId: device.deviceId });
    expect(said).toMatchObject({
      epoch,
      role: 'ACTIVE',
      instance: 'device-connector-0',
      serialNumber: device.serialNumber,
    });
    expect(said.hello.journalId).toBe('journal-1');
    const presence = await eventually('presence', () => harness.presenceOf(device.deviceId));
    expect(presence).toMatchObject({ epoch, state: 'Idle', model: 'Test terminal' });
    socket.close();
    await harness.event('DeviceDisconnected', { deviceId: device.deviceId, epoch });
    expect(await harness.presenceOf(device.deviceId)).toBeUndefined();
  });

  it('carries an exchange down and its answer up', async () => {
    const { device, socket, epoch } = await connected();
    const exchangeId = await harness.deliver(device, epoch);
    const request = (await socket.heard('SaleToPOIServiceRequest')) as unknown as NexoMessage;
    const answer = approval(request);
    socket.send(answer);
    const answered = await harness.event('ExchangeAnswered', { exchangeId });
    expect(answered).toMatchObject({ deviceId: device.deviceId, epoch, journalId: 'journal-1', bootId: 'boot-1' });
    expect(answered.message).toEqual(answer);
    await harness.send('ReleaseResult', { deviceId: device.deviceId, exchangeId });
    expect(await socket.heard('Stored')).toEqual({ Stored: { ExchangeIdentification: exchangeId } });
  });

  it('tells Ack, Progress and State', async () => {
    const { device, socket, epoch } = await connected();
    const exchangeId = await harness.deliver(device, epoch);
    await socket.heard('SaleToPOIServiceRequest');
    socket.send(ack(exchangeId));
    socket.send({ Progress: { ExchangeIdentification: exchangeId, Stage: 'CardPresented' } });
    socket.send({ State: 'Busy' });
    await harness.event('ExchangeAcknowledged', { exchangeId });
    expect(await harness.event('ExchangeProgressed', { exchangeId })).toMatchObject({ stage: 'CardPresented' });
    expect(await harness.event('DeviceStateChanged', { deviceId: device.deviceId })).toMatchObject({ state: 'Busy' });
    await eventually('presence Busy', async () =>
      (await harness.presenceOf(device.deviceId))?.state === 'Busy' ? true : undefined,
    );
  });

  it('writes an exchange once, however often the command comes', async () => {
    const { device, socket, epoch } = await connected();
    const exchangeId = newExchangeId();
    for (let times = 0; times < 5; times += 1) await harness.deliver(device, epoch, { exchangeId });
    const last = await harness.deliver(device, epoch);
    await eventually('the last one', () => {
      const ids = socket.frames.map((frame) => JSON.stringify(frame));
      return ids.some((text) => text.includes(last)) ? ids : undefined;
    });
    expect(socket.frames.filter((frame) => JSON.stringify(frame).includes(exchangeId))).toHaveLength(1);
  });

  it('refuses what came too late, and what came after the connection was gone', async () => {
    const { device, socket, epoch } = await connected();
    const late = await harness.deliver(device, epoch, { notAfter: new Date(Date.now() - 1) });
    expect(await harness.event('CommandRefused', { exchangeId: late })).toMatchObject({
      reason: 'expired',
      tenantId: harness.tenantId,
    });
    socket.close();
    await harness.event('DeviceDisconnected', { deviceId: device.deviceId, epoch });
    const lost = await harness.deliver(device, epoch);
    expect(await harness.event('CommandRefused', { exchangeId: lost })).toMatchObject({ reason: 'disconnected' });
    expect(socket.frames.some((frame) => 'SaleToPOIServiceRequest' in frame)).toBe(false);
  });

  it('says unproven for a connection that this process never opened', async () => {
    const device = await harness.enrol();
    const exchangeId = await harness.deliver(device, 999_999_999);
    expect(await harness.event('CommandUnproven', { exchangeId })).toMatchObject({
      epoch: 999_999_999,
      instance: 'device-connector-0',
    });
  });

  it('asks what became of an exchange, and passes an abort on', async () => {
    const { device, socket, epoch } = await connected();
    const [queryId, exchangeId] = [`Q${newExchangeId()}`, newExchangeId()];
    const enquiry = aStatusRequest({
      saleId: 'TILL-1',
      deviceId: device.deviceId,
      exchangeIdentification: queryId,
      about: exchangeId,
    });
    const base = { deviceId: device.deviceId, epoch, exchangeId };
    await harness.send('DeliverEnquiry', { ...base, queryId, message: enquiry as unknown as Json });
    const asked = (await socket.heard('SaleToPOIMessageStatusRequest'))['SaleToPOIMessageStatusRequest'] as Json;
    const notFound = { Response: 'Failure', ResponseReason: 'NotFound' };
    const party = (asked['Header'] as Json)['InitiatingParty'];
    socket.send({
      SaleToPOIMessageStatusResponse: {
        Header: { ...(asked['Header'] as Json), MessageFunction: 'MessageStatusResponse' },
        StatusResponse: {
          Environment: {},
          Context: {},
          MessageStatusResponseData: {
            ExchangeIdentification: exchangeId,
            InitiatingParty: party,
            TransactionResponse: notFound,
          },
          Response: notFound,
        },
      },
    });
    expect(await harness.event('EnquiryAnswered', { exchangeId })).toMatchObject({
      queryId,
      epoch,
      journalId: 'journal-1',
    });
    const abort = anAbort({
      saleId: 'TILL-1',
      deviceId: device.deviceId,
      exchangeIdentification: `Q${queryId}`,
      about: exchangeId,
    });
    await harness.send('DeliverAbort', { ...base, queryId: `Q${queryId}`, message: abort as unknown as Json });
    await socket.heard('SaleToPOIAbort');
  });

  it('refuses a result under an id that the platform never gives', async () => {
    const { device, socket } = await connected();
    const foreign = aPayment({ saleId: 'TILL-1', deviceId: device.deviceId, exchangeIdentification: 'x-0001' });
    socket.send(approval(foreign));
    await harness.event('ForeignResultRefused', { exchangeId: 'x-0001', deviceId: device.deviceId });
  });

  it('takes card data out of a result before anybody hears it', async () => {
    const { device, socket, epoch } = await connected();
    const exchangeId = await harness.deliver(device, epoch);
    const request = (await socket.heard('SaleToPOIServiceRequest')) as unknown as NexoMessage;
    socket.send(
      JSON.stringify(approval(request)).replace(
        '"Response":"Success"',
        '"Response":"Success","AdditionalResponseInformation":"4111 1111 1111 1111"',
      ),
    );
    const { message } = await harness.event('ExchangeAnswered', { exchangeId });
    expect(JSON.stringify(message)).not.toContain('4111 1111 1111 1111');
  });

  it('passes on a stand-alone sale and releases it', async () => {
    const { device, socket } = await connected();
    const own = aPayment({ saleId: device.deviceId, deviceId: device.deviceId, exchangeIdentification: 'L-1' });
    socket.send({ StandAlone: { journalSequence: 7, response: approval(own) } });
    expect(await harness.event('StandAloneReported', { deviceId: device.deviceId })).toMatchObject({
      journalSequence: 7,
    });
    await harness.send('ReleaseResult', { deviceId: device.deviceId, journalSequence: 7 });
    expect(await socket.heard('Stored')).toEqual({ Stored: { journalSequence: 7 } });
  });

  it('releases a stand-alone sale only where its journal is', async () => {
    const { device, socket } = await connected();
    const other = { serialNumber: 'SN-STANDBY', role: 'STANDBY' as const };
    const { socket: standby } = await connected({ deviceId: device.deviceId, ...other });
    const { deviceId, serialNumber } = device;
    const its = { serialNumber, journalId: 'journal-1' };
    await harness.send('ReleaseResult', { deviceId, journalSequence: 1, ...its, serialNumber: 'SN-STANDBY' });
    await harness.send('ReleaseResult', { deviceId, journalSequence: 2, ...its, journalId: 'journal-0' });
    await harness.send('ReleaseResult', { deviceId, journalSequence: 3, ...its });
    expect(await socket.heard('Stored')).toEqual({ Stored: { journalSequence: 3 } });
    expect(await standby.heard('Stored')).toEqual({ Stored: { journalSequence: 1 } });
    // By then whatever was to go to the standby has gone: commands of one device keep their order.
    await harness.send('ReleaseResult', { deviceId, journalSequence: 4 });
    expect(await standby.heard('Stored')).toEqual({ Stored: { journalSequence: 4 } });
  });

  it('gives no payments to standby hardware, takes its results, and keeps it out of presence', async () => {
    const { device, socket, epoch } = await connected({ role: 'STANDBY' });
    const exchangeId = await harness.deliver(device, epoch);
    expect(await harness.event('CommandRefused', { exchangeId })).toMatchObject({ reason: 'superseded' });
    const earlier = aPayment({ saleId: 'TILL-1', deviceId: device.deviceId, exchangeIdentification: newExchangeId() });
    socket.send(approval(earlier));
    await harness.event('ExchangeAnswered', { deviceId: device.deviceId, epoch });
    expect(await harness.presenceOf(device.deviceId)).toBeUndefined();
  });

  it('lets the newer of two connections of one hardware win', async () => {
    const { device, socket, epoch } = await connected();
    const second = harness.connect(connector, device);
    const welcome = await second.hello();
    expect(welcome.epoch).toBeGreaterThan(epoch);
    expect(await socket.ended()).toMatchObject({ code: 4409 });
    await eventually('the newer claim', async () =>
      (await harness.presenceOf(device.deviceId))?.epoch === welcome.epoch ? true : undefined,
    );
  });

  it('claims presence again after Redis has forgotten it', async () => {
    const { device, epoch } = await connected();
    await eventually('presence', () => harness.presenceOf(device.deviceId));
    await harness.redis.del(presenceKey(device.deviceId));
    expect(await eventually('presence again', () => harness.presenceOf(device.deviceId))).toMatchObject({ epoch });
  });

  it('claims it at once when Redis comes back, before any sign of life', async () => {
    const { device, epoch } = await connected();
    await eventually('presence', () => harness.presenceOf(device.deviceId));
    const { commands } = connector.app.get(Redis);
    commands.disconnect();
    await eventually('Redis away', () => (commands.status === 'end' ? true : undefined));
    await harness.redis.del(presenceKey(device.deviceId));
    await commands.connect();
    expect(await eventually('presence', () => harness.presenceOf(device.deviceId))).toMatchObject({ epoch });
  });

  it('says in presence whose sale runs, and how long the way is', async () => {
    const { device, socket, epoch } = await connected();
    const shown = async (saleId: string | null): Promise<true | undefined> => {
      const presence = await harness.presenceOf(device.deviceId);
      return presence?.saleId === saleId && Number(presence.roundTripMs) > 0 ? true : undefined;
    };
    await eventually('the way there and back', () => shown(null));
    await harness.deliver(device, epoch);
    const request = (await socket.heard('SaleToPOIServiceRequest')) as unknown as NexoMessage;
    await eventually('the till', () => shown('TILL-1'));
    socket.send(approval(request));
    await eventually('nobody', () => shown(null));
  });

  it('notices a device that fell silent, and gives up its presence', async () => {
    const device = await harness.enrol();
    const socket = harness.connect(connector, device, { autoPong: false });
    const { epoch } = await socket.hello();
    const gone = await harness.event('DeviceDisconnected', { deviceId: device.deviceId, epoch });
    expect(gone.reason).toBe('silent');
    expect(await harness.presenceOf(device.deviceId)).toBeUndefined();
  });
});
