import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect as tlsConnect } from 'node:tls';
import {
  aHello,
  createTestCa,
  eventually,
  issueCertificate,
  aPayment,
  approval,
  type ChannelDevice,
  type IssuedCertificate,
} from '@ppaas/testing';
import { ConnectorHarness, type EnrolledDevice } from './connector.harness.ts';
import type { RunningConnector } from './start-connector.ts';

describe('what a hostile peer gets', () => {
  let harness: ConnectorHarness;
  let connector: RunningConnector;
  /** With limits so low that a test reaches them. */
  let strict: RunningConnector;

  beforeAll(async () => {
    harness = await ConnectorHarness.start();
    connector = await harness.connector();
    strict = await harness.connector('device-connector-1', { DEVICE_FRAMES_PER_SECOND: '2', TIME_SCALE: '1' });
  }, 60_000);
  afterAll(() => harness.stop(), 60_000);

  async function opened(change: { autoPong?: boolean } = {}, on = connector): Promise<ChannelDevice> {
    return harness.connect(on, await harness.enrol(), change).opened();
  }

  const answer = approval(aPayment({ saleId: 'T', deviceId: 'D', exchangeIdentification: 'T1' }));

  it.each<[name: string, code: number, frames: unknown[]]>([
    ['a binary frame', 1003, [Buffer.from('{}')]],
    ['a frame of 65,537 bytes', 1009, ['x'.repeat(65_537)]],
    ['text that is not JSON', 1008, ['hello']],
    ['an empty object', 1008, ['{}']],
    ['an array', 1008, ['[]']],
    ['an unknown member', 1008, [{ Howdy: {} }]],
    ['two members', 1008, ['{"Hello":{},"State":"Idle"}']],
    ['a duplicate member', 1008, ['{"Hello":{"a":1,"a":2}}']],
    ['__proto__', 1008, ['{"Hello":{"__proto__":{"x":1}}}']],
    ['depth of 10,000', 1008, [`{"Hello":${'['.repeat(10_000)}${']'.repeat(10_000)}}`]],
    ['1e400', 1008, ['{"Hello":{"oldestSequence":1e400}}']],
    ['a lone surrogate', 1008, ['{"Hello":{"model":"\\ud800"}}']],
    ['a Hello with a member too many', 1008, [{ Hello: { ...{}, extra: 1 } }]],
    ['anything before Hello', 1008, [{ State: 'Idle' }]],
    ['an answer before Hello', 1008, [answer]],
  ])('%s closes with %i', async (_name, code, frames) => {
    const socket = await opened();
    for (const frame of frames) socket.send(frame);
    expect((await socket.ended()).code).toBe(code);
  });

  it.each<[name: string, frame: unknown]>([
    ['a second Hello', { Hello: {} }],
    ['an unknown stage', { Progress: { ExchangeIdentification: 'T1', Stage: 'Thinking' } }],
    ['an Ack without id', { Ack: {} }],
    ['a request', aPayment({ saleId: 'T', deviceId: 'D' })],
    ['short codes', JSON.stringify(answer).replace('"Success"', '"SUCC"')],
    ['an unknown member in an answer', JSON.stringify(answer).replace('"Header":{', '"Header":{"X":1,')],
    ['a stand-alone sale that is none', { StandAlone: { journalSequence: 1, response: { a: 1 } } }],
    ['a long member name in umlauts', { Ack: { ExchangeIdentification: 'T1', ['ü'.repeat(100)]: 1 } }],
    [
      'a long member name in umlauts in an answer',
      JSON.stringify(answer).replace('"T1"', `"T1","${'ü'.repeat(100)}":1`),
    ],
    ['NUL in a Progress', { Progress: { ExchangeIdentification: 'T\u0000', Stage: 'PinEntry' } }],
    ['NUL in a member name', { Ack: { ExchangeIdentification: 'T1', 'a\u0000': 1 } }],
    ['NUL in an answer', JSON.stringify(answer).replace('"T1"', '"T\\u00001"')],
    ['a card number in a Progress', { Ack: { ExchangeIdentification: '4111111111111111' } }],
  ])('%s after the Welcome closes with 1008', async (_name, frame) => {
    const device = await harness.enrol();
    const socket = harness.connect(connector, device);
    await socket.hello();
    socket.send(frame);
    expect((await socket.ended()).code).toBe(1008);
  });

  it('a frame made to end the process ends one connection: other devices go on, and nobody hears of NUL', async () => {
    const neighbour = await harness.enrol();
    const other = harness.connect(connector, neighbour);
    const { epoch } = await other.hello();
    const hello = aHello();
    for (const change of [
      { bootId: 'b\u0000' },
      { journalId: 'j\u0000' },
      { paymentMethods: [{ code: 'V\u0000', name: 'Visa', brands: [] }] },
      { capabilities: { printer: ['\u0000'] } },
      { ['ü'.repeat(100)]: 1 },
    ]) {
      const socket = await opened();
      socket.send({ Hello: { ...hello, ...change } });
      expect((await socket.ended()).code).toBe(1008);
    }
    await harness.deliver(neighbour, epoch);
    await other.heard('SaleToPOIServiceRequest');
    expect(other.closed).toBeUndefined();
    expect(JSON.stringify(harness.events)).not.toMatch(/\\u0000|ü/);
  });

  it('silence instead of Hello closes with 1008', async () => {
    const socket = await opened();
    expect((await socket.ended(5_000)).code).toBe(1008);
  });

  it('a flood of frames or pings closes with 1008', async () => {
    for (const flood of ['frames', 'pings'] as const) {
      const device = await harness.enrol();
      const socket = harness.connect(strict, device);
      await socket.hello();
      for (let sent = 0; sent < 200; sent += 1) {
        if (flood === 'frames') socket.send({ State: 'Idle' });
        else socket.socket.ping();
      }
      expect((await socket.ended()).code).toBe(1008);
    }
  });

  it('invalid UTF-8 and unmasked frames close the connection as the protocol says', async () => {
    const text = await opened();
    // 0x81: a final text frame; 0x82 masked, two bytes that are no UTF-8.
    (text.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(
      Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]),
    );
    expect((await text.ended()).code).toBe(1007);
    const unmasked = await opened();
    (unmasked.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(
      Buffer.from([0x81, 0x02, 0x7b, 0x7d]),
    );
    expect((await unmasked.ended()).code).toBe(1002);
  });

  it('another path is 404, another subprotocol 400', async () => {
    const device = await harness.enrol();
    const elsewhere = harness.connect(connector, device, { path: '/device/v1/other' });
    expect(await eventually('404', () => elsewhere.refused)).toBe(404);
    const other = harness.connect(connector, device, { subprotocol: 'chat' });
    expect(await eventually('400', () => other.refused)).toBe(400);
  });

  describe('with another certificate', () => {
    const refusal = async (certificate: IssuedCertificate | undefined, told = true): Promise<number | string> => {
      const device: EnrolledDevice | undefined = certificate && {
        deviceId: 'dev-x',
        serialNumber: 'SN-X',
        certificate,
      };
      if (device && told) await harness.bus.publish([harness.certificateEvent(device)]);
      const socket = harness.connect(connector, device);
      return eventually('a refusal', () => socket.refused, 5_000);
    };

    it('none, self-signed, another CA, expired, or a server certificate: no TLS', async () => {
      const other = await createTestCa();
      const client = { usage: 'client' as const };
      expect(typeof (await refusal(undefined))).toBe('string');
      expect(typeof (await refusal(await issueCertificate(other, client)))).toBe('string');
      expect(
        typeof (await refusal(
          await issueCertificate(harness.ca, { ...client, notAfter: new Date(Date.now() - 1_000) }),
        )),
      ).toBe('string');
      expect(typeof (await refusal(await issueCertificate(harness.ca, { usage: 'server' })))).toBe('string');
    }, 30_000);

    it('one that the registry never told of: 403 after 2 s', async () => {
      const began = performance.now();
      expect(await refusal(await issueCertificate(harness.ca, { usage: 'client' }), false)).toBe(403);
      expect(performance.now() - began).toBeGreaterThan(1_900);
    });

    it('the name in it does not count: the registry says whose it is', async () => {
      const device = await harness.enrol({ deviceId: 'dev-true' });
      const certificate = await issueCertificate(harness.ca, { usage: 'client', name: 'dev-other' });
      await harness.bus.publish([harness.certificateEvent({ ...device, certificate })]);
      const socket = harness.connect(connector, { ...device, certificate });
      expect(await socket.hello({ serialNumber: 'SN-LIE' })).toMatchObject({ deviceId: 'dev-true' });
      const said = await harness.event('DeviceConnected', { deviceId: 'dev-true' });
      expect(said.hello.serialNumber).toBe(device.serialNumber);
    });

    it('a TLS session resumed after the revocation: 403', async () => {
      const device = await harness.enrol();
      const { certificate: cert, key } = device.certificate;
      const options = { port: connector.port, host: 'localhost', ca: harness.ca.certificate, cert, key };
      const session = await new Promise<Buffer>((resolve, reject) => {
        const socket = tlsConnect({ ...options, maxVersion: 'TLSv1.2' }, () => undefined);
        socket.once('session', (ticket) => {
          resolve(ticket);
          socket.destroy();
        });
        socket.once('error', reject);
      });
      await harness.bus.publish([harness.certificateEvent(device, { status: 'REVOKED', version: 2 })]);
      await eventually('the revocation', async () => {
        const attempt = harness.connect(connector, device);
        // One that comes a moment too early is opened, and closed at once.
        const isOver = (): boolean =>
          attempt.refused !== undefined || attempt.socket.readyState !== attempt.socket.CONNECTING;
        await eventually('the end of the handshake', () => isOver() || undefined);
        attempt.close();
        return attempt.refused;
      });
      const answerText = await new Promise<string>((resolve, reject) => {
        const socket = tlsConnect({ ...options, maxVersion: 'TLSv1.2', session }, () => {
          socket.write(
            'GET /device/v1/connect HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
              'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: nexo.v5.json\r\n\r\n',
          );
        });
        socket.once('data', (data) => resolve(data.toString()));
        socket.once('error', reject);
      });
      expect(answerText).toMatch(/^HTTP\/1\.1 403/);
    }, 30_000);
  });
});
