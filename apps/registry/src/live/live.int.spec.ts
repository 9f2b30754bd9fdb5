import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveEvents, presenceKey } from '@ppaas/contracts';
import type { CreatedDevice, Store } from '@ppaas/contracts';
import { Redis, TokenVerifier } from '@ppaas/service';
import { eventually } from '@ppaas/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { decodeJwt } from 'jose';
import {
  app,
  asPerson,
  call,
  closeRegistry,
  issuer,
  newDevice,
  newPos,
  newStore,
  openRegistry,
  operator,
  startInstance,
} from '../registry.harness.ts';

let second: NestFastifyApplication;
const readers: Reader[] = [];

beforeAll(async () => {
  await openRegistry();
  second = await startInstance('registry-1');
}, 60_000);
afterAll(async () => {
  for (const reader of readers) reader.hangUp();
  await Promise.all([second?.close(), closeRegistry()]);
}, 30_000);

interface Heard {
  readonly id: string | undefined;
  readonly name: string;
  readonly data: { asOf: string; devices?: Record<string, unknown>[]; removed?: string[] };
}

/** Reads a stream as a browser does, and keeps what it said. */
class Reader {
  readonly heard: Heard[] = [];
  isOver = false;
  status = 0;
  private readonly line = new AbortController();

  async open(of: NestFastifyApplication, storeId: string, headers: Record<string, string>): Promise<this> {
    readers.push(this);
    const url = `${await of.getUrl()}/registry/v1/live?storeId=${storeId}`;
    const answer = await fetch(url.replace('[::]', '127.0.0.1'), {
      headers: { accept: 'text/event-stream', ...headers },
      signal: this.line.signal,
    });
    this.status = answer.status;
    if (answer.ok) this.read(answer).then(() => (this.isOver = true), () => (this.isOver = true)); // prettier-ignore
    return this;
  }

  hangUp(): void {
    this.line.abort();
  }

  /** The next event that is as wanted. */
  event(what: string, isIt: (heard: Heard) => boolean, limitMs = 1_500): Promise<Heard> {
    return eventually(what, () => this.heard.find(isIt), limitMs);
  }

  private async read(answer: Response): Promise<void> {
    let text = '';
    for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) this.take(part);
    }
  }

  private take(part: string): void {
    const fields = Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
    const { id, event, data } = fields;
    if (event === undefined || data === undefined) return;
    const parsed = liveEvents[event as keyof typeof liveEvents].parse(JSON.parse(data));
    this.heard.push({ id, name: event, data: parsed as Heard['data'] });
  }
}

const asOperator = (): Record<string, string> => ({ authorization: `Bearer ${operator}` });
const follow = (storeId: string, headers: Record<string, string> = asOperator(), of = app): Promise<Reader> =>
  new Reader().open(of, storeId, headers);

/** What a connector would say of a device. */
async function connect({ deviceId }: CreatedDevice, over: Record<string, unknown> = {}): Promise<void> {
  const at = new Date().toISOString();
  const hardware = { serialNumber: 'SN1', model: 'M1', softwareVersion: '1.0' };
  const presence = { instance: 'c-0', epoch: 8, ...hardware, state: 'Idle', since: at, lastSeenAt: at, ...over };
  await app.get(Redis).commands.set(presenceKey(deviceId), JSON.stringify(presence), 'EX', 45);
}
const is =
  (deviceId: string, wanted: Record<string, unknown>) =>
  ({ data }: Heard): boolean =>
    data.devices?.some((one) => one['deviceId'] === deviceId && matches(one, wanted)) === true;
const matches = (one: Record<string, unknown>, wanted: Record<string, unknown>): boolean =>
  Object.entries(wanted).every(([name, value]) => one[name] === value);

describe('the live events of a store', () => {
  it('tell all first, then within a second what changes, at every instance', async () => {
    const store = await newStore();
    const pos = await newPos(store, 'TILL-1');
    const [device, other] = [await newDevice(store), await newDevice(store)];
    const both = [await follow(store.storeId), await follow(store.storeId, asOperator(), second)];
    for (const reader of both) {
      const first = await reader.event('the first event', () => true);
      expect(first).toMatchObject({ name: 'devices', id: expect.any(String) });
      expect(first.data.devices).toHaveLength(2);
    }
    const steps: [Record<string, unknown>, Record<string, unknown>][] = [
      [{}, { presence: 'ONLINE', state: 'IDLE', busyWith: null }],
      [
        { saleId: 'TILL-1', roundTripMs: 7 },
        { state: 'BUSY', busyWith: pos.name, roundTripMs: 7 },
      ],
      [{ state: 'Maintenance' }, { state: 'MAINTENANCE', busyWith: null }],
    ];
    for (const [said, shown] of steps) {
      await connect(device, said);
      const saidAt = performance.now();
      for (const reader of both) {
        const heard = await reader.event(JSON.stringify(shown), is(device.deviceId, shown));
        expect([heard.name, heard.data.devices?.length]).toEqual(['changed', 1]);
      }
      expect(performance.now() - saidAt).toBeLessThan(1_000);
    }
    await app.get(Redis).commands.del(presenceKey(device.deviceId));
    await call('DELETE', `/registry/v1/devices/${other.deviceId}`);
    for (const reader of both) {
      await reader.event('one is offline', is(device.deviceId, { presence: 'OFFLINE' }));
      await reader.event('one is gone', ({ data }) => data.removed?.includes(other.deviceId) === true);
    }
    expect(new Set(both.map(({ heard }) => heard.at(-1)?.id)).size).toBe(1);
  });

  it('go on after the last one that was heard, at whichever instance', async () => {
    const store = await newStore();
    const device = await newDevice(store);
    const reader = await follow(store.storeId);
    const { id = '' } = await reader.event('the first event', () => true);
    reader.hangUp();
    const again = await follow(store.storeId, { ...asOperator(), 'last-event-id': id }, second);
    await again.event('a sign of life', ({ name }) => name === 'beat');
    await connect(device);
    await again.event('the change', is(device.deviceId, { presence: 'ONLINE' }));
    // after an id that stands for another state everything is told
    const late = await follow(store.storeId, { ...asOperator(), 'last-event-id': id });
    expect(await late.event('the first event', () => true)).toMatchObject({ name: 'devices' });
  });

  it('say that nothing is known while Redis is away, and until the connectors have spoken again', async () => {
    const store = await newStore();
    const [here, gone] = [await newDevice(store), await newDevice(store)];
    await connect(here);
    const reader = await follow(store.storeId);
    await reader.event('online', is(here.deviceId, { presence: 'ONLINE' }));
    const redis = app.get(Redis).commands;
    redis.disconnect();
    await reader.event('unknown', is(here.deviceId, { presence: 'UNKNOWN' }));
    reader.heard.length = 0;
    await redis.connect();
    await reader.event('online again', is(here.deviceId, { presence: 'ONLINE' }));
    expect(reader.heard.some(is(gone.deviceId, { presence: 'OFFLINE' }))).toBe(false);
    await reader.event('offline, now that it would have spoken', is(gone.deviceId, { presence: 'OFFLINE' }), 8_000);
  }, 30_000);

  it.each([
    ['the sign-in', (person: ReturnType<typeof issuer.signIn>) => person.end()],
    ['the scope', (person: ReturnType<typeof issuer.signIn>) => person.change({ storeIds: [randomUUID()] })],
  ])('end within 2 s of %s', async (_what, end) => {
    const store = await newStore();
    const person = issuer.signIn({ organisationId: store.organisationId, role: 'support' });
    const reader = await follow(store.storeId, asPerson(person));
    await reader.event('the first event', () => true);
    end(person);
    const endedAt = performance.now();
    await eventually('the end', () => (reader.isOver ? true : undefined), 4_000);
    expect(performance.now() - endedAt).toBeLessThan(2_000);
    expect((await follow(store.storeId, asPerson(person))).status).toBeGreaterThanOrEqual(401);
  });

  it('end within 2 s of the token, and with the store', async () => {
    const [store, other] = [await newStore(), await newStore()];
    const token = await issuer.operatorToken();
    const reader = await follow(store.storeId, { authorization: `Bearer ${token}` });
    const witness = await follow(other.storeId);
    for (const one of [reader, witness]) await one.event('the first event', () => true);
    app.get(TokenVerifier).revoke(String(decodeJwt(token).jti), new Date(Date.now() + 600_000));
    await call('DELETE', `/registry/v1/stores/${other.storeId}`);
    await eventually('the end', () => (reader.isOver && witness.isOver ? true : undefined), 2_000);
  });

  it('are for those who reach the store', async () => {
    const [store, foreign] = [await newStore(), await newStore()];
    const sign = (of: Store, person = {}) => asPerson(issuer.signIn({ organisationId: of.organisationId, ...person }));
    const statuses = await Promise.all(
      [
        follow(store.storeId, sign(foreign)),
        follow(store.storeId, sign(store, { role: 'store-admin', storeIds: [randomUUID()] })),
        follow(randomUUID(), sign(store)),
        follow('not-an-id', sign(store)),
        follow(store.storeId, {}),
        follow(store.storeId, sign(store, { role: 'support' })),
      ].map(async (reader) => (await reader).status),
    );
    expect(statuses).toEqual([404, 404, 404, 400, 401, 200]);
  });

  it('cannot be opened without end by one person', async () => {
    const store = await newStore();
    const person = asPerson(
      issuer.signIn({ organisationId: store.organisationId, email: `${randomUUID()}@x.example` }),
    );
    const opened = await Promise.all(Array.from({ length: 31 }, () => follow(store.storeId, person)));
    expect(opened.filter(({ status }) => status === 429)).toHaveLength(1);
    for (const reader of opened) reader.hangUp();
    await eventually('room again', async () =>
      (await follow(store.storeId, person)).status === 200 ? true : undefined,
    );
  });
});
