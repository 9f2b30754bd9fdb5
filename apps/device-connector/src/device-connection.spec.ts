import { describe, expect, it, jest } from '@jest/globals';
import { aHello, aPayment, approval } from '@ppaas/testing';
import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { channelTimes } from './channel-times.ts';
import type { ConnectionHost } from './connection-host.ts';
import { DeviceConnection } from './device-connection.ts';
import { DeviceKinds } from './device-kinds.ts';

type Json = Record<string, unknown>;

/** A socket that keeps what was written. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: Json[] = [];
  closedWith: number | undefined;
  reason = '';

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Json);
  }
  close(code: number, reason: string): void {
    if (Buffer.byteLength(reason) > 123) throw new RangeError('a close frame of more than 125 bytes');
    this.closedWith = code;
    this.reason = reason;
    this.readyState = 2;
  }
  terminate(): void {
    this.readyState = 3;
  }
  ping(): void {
    this.emit('pinged');
  }
  hear(frame: unknown): void {
    this.emit('message', Buffer.from(JSON.stringify(frame)), false);
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Setup {
  readonly socket: FakeSocket;
  readonly connection: DeviceConnection;
  readonly told: [type: string, data: Json][];
  /** Seconds until a shopper saw something. */
  readonly shown: readonly number[];
  /** Kafka, from now on. */
  breakKafka(): void;
}

async function welcomed(): Promise<Setup> {
  const told: [string, Json][] = [];
  let isBroken = false;
  const publish = (type: string, data: Json): Promise<void> => {
    if (isBroken) return Promise.reject(new Error('no broker'));
    told.push([type, data]);
    return Promise.resolve();
  };
  const shown: number[] = [];
  const count = { inc: () => undefined };
  const host = {
    instance: 'device-connector-0',
    times: channelTimes(1),
    limits: { framesPerSecond: 20, bytesPerMinute: 262_144 },
    events: { publish, publishSurely: (type: string, data: Json) => void told.push([type, data]) },
    presence: { claim: () => Promise.resolve(undefined), release: () => Promise.resolve() },
    metrics: {
      ...{ frames: count, closed: count, cardData: count, supersededClaims: count },
      ...{
        kinds: new DeviceKinds(() => undefined),
        displayed: (_kind: object, seconds: number) => shown.push(seconds),
        staged: () => undefined,
      },
    },
    clock: { now: () => new Date() },
    logger: { debug: () => undefined, warn: () => undefined },
    nextEpoch: () => Promise.resolve(7),
    over: jest.fn(),
    opened: jest.fn(),
    closed: jest.fn(),
  } as unknown as ConnectionHost<DeviceConnection>;
  const socket = new FakeSocket();
  const identity = { thumbprint: 'aa', deviceId: 'D', tenantId: 't', serialNumber: 'SN', role: 'ACTIVE' as const };
  const connection = new DeviceConnection(socket as unknown as WebSocket, identity, host);
  socket.hear({ Hello: aHello() });
  await settle();
  return { socket, connection, told, shown, breakKafka: () => (isBroken = true) };
}

const request = aPayment({ saleId: 'TILL', deviceId: 'D', exchangeIdentification: 'T1' });

describe('one connection of a device', () => {
  it('announces itself before the Welcome', async () => {
    const { socket, told, connection } = await welcomed();
    expect(told.map(([type]) => type)).toEqual(['DeviceConnected']);
    expect(socket.sent[0]).toMatchObject({ Welcome: { epoch: 7, pingSeconds: 15, maxFrameBytes: 65_536 } });
    connection.goAway(0);
  });

  it('closes with 1013 when a result cannot be published, so that the device says it again', async () => {
    const { socket, connection, breakKafka } = await welcomed();
    connection.deliver('T1', request, { time: new Date().toISOString() });
    breakKafka();
    socket.hear(approval(request));
    await settle();
    expect(socket.closedWith).toBe(1013);
  });

  it('spares the Ack that its answer follows at once', async () => {
    const { socket, connection, told } = await welcomed();
    connection.deliver('T1', request, { time: new Date().toISOString() });
    socket.hear({ Ack: { ExchangeIdentification: 'T1' } });
    socket.hear(approval(request));
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(told.map(([type]) => type)).toEqual(['DeviceConnected', 'ExchangeAnswered']);
    connection.goAway(0);
  });

  it('tells an Ack that stands alone, also when the connection ends before it would have', async () => {
    const { socket, connection, told } = await welcomed();
    connection.deliver('T1', request, { time: new Date().toISOString() });
    socket.hear({ Ack: { ExchangeIdentification: 'T1' } });
    connection.goAway(0);
    expect(told.map(([type]) => type)).toEqual(['DeviceConnected', 'ExchangeAcknowledged', 'DeviceDisconnected']);
  });

  it('takes no payment while 256 KiB wait to be read', async () => {
    const { socket, connection } = await welcomed();
    expect(connection.obstacle()).toBeUndefined();
    socket.bufferedAmount = 256 * 1_024 + 1;
    expect(connection.obstacle()).toBe('overloaded');
    connection.goAway(0);
  });

  it('tells nobody of an answer to an enquiry that was never asked', async () => {
    const { socket, connection, told } = await welcomed();
    const party = { Identification: 'TILL' };
    const notFound = { Response: 'Failure', ResponseReason: 'NotFound' };
    const Header = {
      MessageFunction: 'MessageStatusResponse',
      ProtocolVersion: '5.0',
      ExchangeIdentification: 'Q1',
      CreationDateTime: '2026-01-01T00:00:00Z',
      InitiatingParty: party,
    };
    const MessageStatusResponseData = {
      ExchangeIdentification: 'T9',
      InitiatingParty: party,
      TransactionResponse: notFound,
    };
    socket.hear({
      SaleToPOIMessageStatusResponse: {
        Header,
        StatusResponse: { Environment: {}, Context: {}, MessageStatusResponseData, Response: notFound },
      },
    });
    expect(told.at(-1)?.[0]).toBe('ForeignResultRefused');
    connection.goAway(0);
  });

  it('tells the progress of what it brought, and of nothing else', async () => {
    const { socket, connection, told } = await welcomed();
    connection.deliver('T1', request, { time: new Date().toISOString() });
    for (const id of ['T1', 'T2']) {
      socket.hear({ Progress: { ExchangeIdentification: id, Stage: 'CardPresented' } });
    }
    expect(told.slice(1)).toMatchObject([['ExchangeProgressed', { exchangeId: 'T1' }]]);
    connection.goAway(0);
  });

  it('measures from the acceptance to what the shopper sees first, whatever held it up', async () => {
    const { socket, connection, shown } = await welcomed();
    connection.deliver('T1', request, { time: new Date(Date.now() - 3_000).toISOString() });
    for (const Stage of ['CardPresented', 'CardPresented'])
      socket.hear({ Progress: { ExchangeIdentification: 'T1', Stage } });
    expect(shown).toEqual([expect.closeTo(3, 0)]);
    connection.goAway(0);
  });

  it('closes, and goes no further than that, on a member name that is long in bytes', async () => {
    const { socket, told } = await welcomed();
    socket.hear({ Ack: { ExchangeIdentification: 'T1', ['ü'.repeat(100)]: 1 } });
    expect(socket).toMatchObject({ closedWith: 1008, reason: '/Ack: has an unknown member' });
    expect(told.at(-1)).toMatchObject(['DeviceDisconnected', { reason: '/Ack: has an unknown member' }]);
  });

  it('ends once', async () => {
    const { socket, connection, told } = await welcomed();
    connection.supersede();
    connection.revoke();
    socket.emit('close', 4409);
    expect(socket.closedWith).toBe(4409);
    expect(told.filter(([type]) => type === 'DeviceDisconnected')).toHaveLength(1);
  });
});
