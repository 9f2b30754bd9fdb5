// Brokers that want TLS and a name, as managed ones do. The one here speaks as much of Kafka's protocol as lets a client in.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import type { Server, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServerCertificate, createTestCa } from '@ppaas/testing';
import { createKafka } from './kafka-client.ts';
import type { KafkaSecurity } from './kafka-client.ts';
import { SILENT_LOG } from './log.ts';

/** Numbers of requests in Kafka's protocol. */
const API = { saslHandshake: 17, apiVersions: 18, saslAuthenticate: 36 } as const;

const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const int32 = (value: number): Buffer =>
  Buffer.from([value >>> 24, value >>> 16, value >>> 8, value].map((v) => v & 0xff));
const text = (value: string): Buffer => Buffer.concat([int16(value.length), Buffer.from(value)]);

/** What is answered to a request, after its length and the number that pairs the two. */
const ANSWERS: Readonly<Record<number, Buffer>> = {
  [API.apiVersions]: Buffer.concat([
    ...[int16(0), int32(3)],
    ...[int16(API.saslHandshake), int16(1), int16(1), int16(API.apiVersions), int16(0), int16(0)],
    ...[int16(API.saslAuthenticate), int16(0), int16(0)],
  ]),
  [API.saslHandshake]: Buffer.concat([int16(0), int32(1), text('PLAIN')]),
  [API.saslAuthenticate]: Buffer.concat([int16(0), int16(-1), int32(0)]),
};

const ca = await createTestCa();
let server: Server;
let heard: string[];

function answer(socket: TLSSocket, request: Buffer): void {
  const [api, pair] = [request.readInt16BE(4), request.subarray(8, 12)];
  heard.push(request.toString('latin1'));
  const body = ANSWERS[api];
  // Beyond the door there is nothing.
  if (body === undefined) socket.destroy();
  else socket.write(Buffer.concat([int32(4 + body.length), pair, body]));
}

async function connect(security: KafkaSecurity | undefined): Promise<unknown> {
  const { port } = server.address() as AddressInfo;
  const kafka = createKafka({
    ...{ brokers: [`localhost:${port}`], security, clientId: 'test', log: SILENT_LOG },
    ...{ retry: { retries: 0 }, requestTimeoutMs: 2_000 },
  });
  const admin = kafka.admin();
  try {
    return await admin.connect().catch((error: unknown) => error);
  } finally {
    await admin.disconnect();
  }
}

describe('a client of Kafka', () => {
  beforeAll(async () => {
    const { certificate, key } = await createServerCertificate(ca);
    server = createServer({ cert: certificate, key }, (socket) => {
      socket.on('data', (request) => answer(socket, request));
      // A client that does not trust us hangs up.
      socket.on('error', () => socket.destroy());
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
  });
  beforeEach(() => {
    heard = [];
  });
  afterAll(() => {
    server.close();
  });

  it('says who it is, behind the TLS of brokers that its authority vouches for', async () => {
    const sasl = { mechanism: 'plain', username: 'transaction', password: 'a password' } as const;
    await connect({ tls: { ca: ca.certificate }, sasl });
    expect(heard.some((request) => request.endsWith('\0transaction\0a password'))).toBe(true);
  });

  it('tells nothing to brokers that nobody vouches for', async () => {
    const { certificate } = await createTestCa();
    for (const security of [{ tls: { ca: certificate } }, { tls: {} }])
      expect(String(await connect(security))).toMatch(/certificate|signature/);
    expect(heard).toEqual([]);
  });
});
