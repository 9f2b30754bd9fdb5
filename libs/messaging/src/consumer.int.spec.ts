import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, probeEvent, probeSequence, readTopic, testStores, uniqueCell } from '@ppaas/testing';
import { randomUUID } from 'node:crypto';
import { createConnection } from 'node:net';
import type { TopicKey } from '@ppaas/contracts';
import type { Socket } from 'node:net';
import { replayDeadLetters } from './dead-letters.ts';
import { eventPattern } from './event-pattern.ts';
import type { IncomingBatch } from './incoming.ts';
import { KafkaBus } from './kafka-bus.ts';
import type { OpenSocket } from './kafka-socket.ts';
import { createKafka } from './kafka-client.ts';
import { KafkaServer } from './kafka-server.ts';
import type { KafkaServerOptions } from './kafka-server.ts';
import { SILENT_LOG } from './log.ts';
import { toRecord } from './outgoing.ts';
import type { OutgoingRecord } from './outgoing.ts';
import { readRecords } from './read-records.ts';
import { createTopics, deadLetterTopic } from './topic-admin.ts';

const { kafkaBrokers: brokers } = testStores();
type Batch = IncomingBatch<'transactionEvents'>;

describe('reading a topic', () => {
  let cell: string;
  let bus: KafkaBus;
  const stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    cell = uniqueCell();
    await createTopics({ brokers, cell, only: ['transactionEvents'] });
    bus = new KafkaBus({ brokers, cell, service: 'test', instance: 'test-0', log: SILENT_LOG });
    await bus.connect();
  }, 30_000);

  afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));
  afterAll(() => bus?.disconnect());

  interface ServeOptions extends Partial<KafkaServerOptions> {
    readonly topic?: TopicKey;
    readonly group?: 'process';
  }

  /** A server that joins when it can. */
  const open = (
    service: string,
    handle: (batch: Batch) => void | Promise<void>,
    options: ServeOptions,
  ): KafkaServer => {
    const { topic = 'transactionEvents', group = 'service', ...more } = options;
    const shared = { brokers, cell, service, instance: `${service}-0`, bus, log: SILENT_LOG };
    const server = new KafkaServer({ ...shared, ...more });
    const handler = (batch: Batch): Promise<void> => Promise.resolve().then(() => handle(batch));
    server.addHandler(eventPattern(topic, { group }), handler as Parameters<KafkaServer['addHandler']>[1], true);
    server.listen(() => undefined);
    stops.push(() => server.close());
    return server;
  };

  const serve = async (...all: [string, Parameters<typeof open>[1], ServeOptions?]): Promise<KafkaServer> => {
    const [service, handle, options = {}] = all;
    const server = open(service, handle, options);
    await server.joined();
    return server;
  };

  const bytes = (key: string, type: string, value: string): OutgoingRecord => ({
    ...toRecord(probeEvent(key, 0), { cell, service: 'test' }),
    headers: { ce_id: `${key}-id`, ce_type: type, ce_time: new Date(0).toISOString() },
    value,
  });

  it('stops while Kafka is away', async () => {
    const line = new Line();
    const seen: string[] = [];
    const server = await serve('away', ({ messages }) => void seen.push(...messages.map(({ key }) => key)), {
      openSocket: line.open,
    });
    await bus.publish([probeEvent('away', 1)]);
    await eventually('a message', () => (seen.includes('away') ? true : undefined));
    line.cut();
    const before = performance.now();
    await server.close();
    expect(performance.now() - before).toBeLessThan(8_000);
    line.mend();
  }, 30_000);

  it('repeats a handler that fails, in order and without skipping, while other partitions go on', async () => {
    const seen: string[] = [];
    let failures = 3;
    await serve('repeats', ({ messages }) => {
      for (const message of messages) {
        if (message.key === 'stuck' && failures > 0) {
          failures -= 1;
          throw new Error('not now');
        }
        seen.push(`${message.key} ${probeSequence(message)}`);
      }
    });
    await bus.publish([1, 2, 3].flatMap((sequence) => [probeEvent('stuck', sequence), probeEvent('other', sequence)]));
    await eventually('the other key', () => (seen.includes('other 3') ? true : undefined));
    await eventually('the stuck key', () => (seen.includes('stuck 3') ? true : undefined));
    expect(seen.filter((each) => each.startsWith('stuck'))).toEqual(['stuck 1', 'stuck 2', 'stuck 3']);
    expect(failures).toBe(0);
  }, 30_000);

  it('puts what no schema accepts aside, even as the first record of a new group, and reads on', async () => {
    const poisonCell = uniqueCell();
    await createTopics({ brokers, cell: poisonCell, only: ['transactionEvents'] });
    const topic = `${poisonCell}.transaction.events.v1`;
    const good = toRecord(probeEvent('p', 7), { cell: poisonCell, service: 'test' });
    await bus.send(topic, [
      bytes('p', 'StandAloneRecorded', '{"deviceId":1}'),
      bytes('p', 'StandAloneRecorded', 'not json'),
      bytes('p', 'OfTomorrow', '{}'),
      good,
    ]);
    const reader = await readTopic({ brokers, cell: poisonCell, topic: 'transactionEvents' });
    stops.push(() => reader.stop());
    const [message] = await eventually('the good one', () => (reader.seen.length > 0 ? reader.seen : undefined));
    expect(message).toMatchObject({ key: 'p', data: { journalSequence: 7 } });
    const letters = await lettersOf(deadLetterTopic(topic), 3);
    expect(letters.map(({ headers }) => String(headers['x-origin-error']))).toEqual([
      expect.stringContaining('/deviceId'),
      expect.stringContaining('not JSON'),
      expect.stringContaining('unknown type'),
    ]);
    expect(letters.map(({ headers }) => String(headers['x-origin-offset']))).toEqual(['0', '1', '2']);
    expect(letters[1]?.value).toBe('not json');

    const first = await replayDeadLetters({ brokers, cell: poisonCell, topic: 'transactionEvents' });
    expect(first).toEqual({ replayed: 3, skipped: 0 });
    // They are still unreadable: they come back as new letters, and only those are left to replay.
    await lettersOf(deadLetterTopic(topic), 6);
    const dry = await replayDeadLetters({ brokers, cell: poisonCell, topic: 'transactionEvents', dryRun: true });
    expect(dry).toEqual({ replayed: 3, skipped: 0 });
  }, 40_000);

  it('puts aside the one record that Postgres cannot store, and the rest of its partition goes on', async () => {
    const own = uniqueCell();
    await createTopics({ brokers, cell: own, only: ['transactionEvents'] });
    const seen: string[] = [];
    await serve(
      'unstorable',
      ({ messages }) => {
        if (messages.some((message) => probeSequence(message) === 2)) throw dataException();
        for (const message of messages) seen.push(`${message.key} ${probeSequence(message)}`);
      },
      { cell: own },
    );
    const events = [1, 2, 3].map((sequence) => toRecord(probeEvent('u', sequence), { cell: own, service: 'test' }));
    await bus.send(`${own}.transaction.events.v1`, events);
    await eventually('the third', () => (seen.includes('u 3') ? true : undefined));
    expect(seen).toEqual(['u 1', 'u 3']);
    const [letter] = await lettersOf(`${own}.transaction.events.v1.dlq`, 1);
    expect(String(letter?.headers['x-origin-error'])).toContain('invalid byte sequence');
    expect(letter?.value).toBe(events[1]?.value);
  }, 30_000);

  it('leaves out, with an alarm, the word of a device that Postgres cannot store', async () => {
    const own = uniqueCell();
    await createTopics({ brokers, cell: own, only: ['deviceEvents'] });
    const seen: string[] = [];
    const alarms: string[] = [];
    await serve(
      'results',
      ({ messages }) => {
        if (messages.some(({ type }) => String(type) === 'ExchangeAnswered')) throw dataException();
        for (const message of messages) seen.push(message.type);
      },
      { cell: own, topic: 'deviceEvents', onLeftOut: (topic) => void alarms.push(topic) },
    );
    const connection = { deviceId: 'dev_1', instance: 'c-0', epoch: 1 };
    const device = { ...connection, tenantId: randomUUID(), serialNumber: 'SN' };
    const journal = { bootId: 'b', journalId: 'j', oldestSequence: 1, journalSequence: 1 };
    const about = { topic: 'deviceEvents', key: 'dev_1' } as const;
    const scope = { cell: own, service: 'test' };
    await bus.send(`${own}.device.events.v1`, [
      toRecord(
        { ...about, type: 'ExchangeAnswered', data: { ...device, ...journal, exchangeId: 'T1', message: {} } },
        scope,
      ),
      toRecord({ ...about, type: 'CommandUnproven', data: { ...connection, exchangeId: 'T2' } }, scope),
    ]);
    await eventually('the record behind it', () => (seen.length > 0 ? true : undefined));
    expect(seen).toEqual(['CommandUnproven']);
    expect(alarms).toEqual(['deviceEvents']);
    expect(await readRecords({ brokers, prefixes: [`${own}.device.events.v1.dlq`] })).toEqual([]);
  }, 30_000);

  it('goes on where it stopped', async () => {
    const seen: string[] = [];
    const note = ({ messages }: Batch): void => void seen.push(...messages.map(({ key }) => key));
    const server = await serve('resumes', note);
    await bus.publish([probeEvent('before', 1)]);
    await eventually('the first', () => (seen.includes('before') ? true : undefined));
    await server.close();
    seen.length = 0;
    await bus.publish([probeEvent('after', 1)]);
    await serve('resumes', note);
    await eventually('the second', () => (seen.includes('after') ? true : undefined));
    expect(seen).toEqual(['after']);
  }, 30_000);

  it('lives through an outage of Kafka: says so after 2 s, and loses nothing', async () => {
    const line = new Line();
    const own = new KafkaBus({
      brokers,
      cell,
      service: 'cut',
      instance: 'cut-0',
      log: SILENT_LOG,
      openSocket: line.open,
    });
    stops.push(() => own.disconnect());
    await own.connect();
    const seen: number[] = [];
    await serve(
      'cut',
      ({ messages }) => void seen.push(...messages.filter(({ key }) => key === 'cut').map(probeSequence)),
      { openSocket: line.open },
    );
    await own.publish([probeEvent('cut', 1)]);
    await eventually('the first', () => (seen.includes(1) ? true : undefined));
    line.cut();
    await expect(own.publish([probeEvent('cut', 2)])).rejects.toThrow();
    await eventually('unreachable', () => (own.isReachable() ? undefined : true), 5_000);
    line.mend();
    await eventually('reachable again', () => (own.isReachable() ? true : undefined), 5_000);
    await own.publish([probeEvent('cut', 3)]);
    await eventually('the third', () => (seen.includes(3) ? true : undefined), 15_000);
  }, 40_000);

  it('is behind for as long as a handler hangs, by the word of each of its instances, and not at all when it is idle', async () => {
    const own = { cell: uniqueCell() };
    await createTopics({ brokers, ...own, only: ['transactionEvents'] });
    const gate = Promise.withResolvers<void>();
    stops.push(() => Promise.resolve(gate.resolve()));
    const seen: string[] = [];
    const idle = await serve('idle', ({ messages }) => void seen.push(...messages.map(({ key }) => key)), own);
    const instances = await Promise.all(
      ['stalls-0', 'stalls-1'].map((instance) => serve('stalls', () => gate.promise, { ...own, instance })),
    );
    await bus.send(`${own.cell}.transaction.events.v1`, [toRecord(probeEvent('a', 1), { ...own, service: 'test' })]);
    await eventually('it is handled elsewhere', () => (seen.includes('a') ? true : undefined));
    let idleSeconds = 0;
    const isBehind = (): true | undefined => {
      idleSeconds = Math.max(idleSeconds, secondsBehind(idle));
      return instances.every((server) => secondsBehind(server) > LONG_BEHIND) ? true : undefined;
    };
    await eventually('both say so', isBehind, 40_000);
    expect(idleSeconds).toBe(0);
    gate.resolve();
    const isZero = (): true | undefined =>
      instances.every((server) => secondsBehind(server) === 0) ? true : undefined;
    await eventually('it caught up', isZero, 20_000);
  }, 90_000);

  it('is behind when it cannot join its group, unless there is nothing to read', async () => {
    const empty = { cell: uniqueCell() };
    await createTopics({ brokers, ...empty, only: ['transactionEvents'] });
    await bus.publish([probeEvent('nobody', 1)]);
    const line = new Line();
    line.swallows = JOIN_GROUP;
    const server = open('outside', () => undefined, { openSocket: line.open });
    const idle = open('outside', () => undefined, { ...empty, openSocket: line.open });
    await eventually('it is behind', () => (secondsBehind(server) > LONG_BEHIND ? true : undefined), 40_000);
    expect(secondsBehind(idle)).toBe(0);
  }, 60_000);

  it('is behind when its fetches hang and while Kafka is away, and not when it is back', async () => {
    const line = new Line();
    const seen: string[] = [];
    const server = await serve('hangs', ({ messages }) => void seen.push(...messages.map(({ key }) => key)), {
      ...{ group: 'process', openSocket: line.open },
    });
    await bus.publish([probeEvent('hangs 1', 1)]);
    await eventually('the first', () => (seen.includes('hangs 1') ? true : undefined));
    line.swallows = FETCH;
    await eventually('a fetch hangs', () => (line.swallowed > 0 ? true : undefined));
    await bus.publish([probeEvent('hangs 2', 1)]);
    await eventually('it is behind', () => (secondsBehind(server) > 4 ? true : undefined), 30_000);
    expect(seen).not.toContain('hangs 2');
    line.cut();
    await eventually('it is further behind', () => (secondsBehind(server) > LONG_BEHIND ? true : undefined), 40_000);
    line.swallows = undefined;
    line.mend();
    await eventually('it caught up', () => (secondsBehind(server) === 0 ? true : undefined), 40_000);
    expect(seen).toContain('hangs 2');
  }, 120_000);

  it('makes topics once', async () => {
    const fresh = uniqueCell();
    const made = await createTopics({ brokers, cell: fresh, only: ['deviceCommands'], instance: 'device-connector-0' });
    expect(made).toEqual([`${fresh}.device-connector-0.commands.v1`, `${fresh}.device-connector-0.commands.v1.dlq`]);
    expect(
      await createTopics({ brokers, cell: fresh, only: ['deviceCommands'], instance: 'device-connector-0' }),
    ).toEqual([]);
  }, 20_000);
});

const dataException = (): Error =>
  Object.assign(new Error('invalid byte sequence for encoding "UTF8": 0x00'), { code: '22021' });

/** Longer than it takes until what is not looked at counts as waiting. */
const LONG_BEHIND = 14;

const secondsBehind = (server: KafkaServer): number => server.lagSeconds().get('transactionEvents') ?? Number.NaN;

const FETCH = 1;
const JOIN_GROUP = 11;

/** A network that can be cut. */
class Line {
  private isCut = false;
  /** Requests with this key of Kafka's protocol are written and never sent. */
  swallows: number | undefined;
  swallowed = 0;
  private readonly sockets = new Set<Socket>();

  readonly open: OpenSocket = ({ host, port, onConnect }) => {
    // Port 9 of this machine refuses, as a broker that is down does.
    const socket = createConnection({ host, port: this.isCut ? 9 : port }, onConnect);
    this.sockets.add(socket);
    const write = socket.write.bind(socket);
    socket.write = (request: Buffer): boolean => {
      // The key is behind four bytes of length.
      if (request.readInt16BE(4) !== this.swallows) return write(request);
      this.swallowed += 1;
      return true;
    };
    return socket;
  };

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    this.sockets.clear();
  }

  mend(): void {
    this.isCut = false;
  }
}

async function lettersOf(topic: string, count: number): Promise<{ headers: Record<string, unknown>; value: string }[]> {
  const kafka = createKafka({
    brokers,
    clientId: 'letters',
    log: SILENT_LOG,
    retry: { retries: 5 },
    requestTimeoutMs: 5_000,
  });
  const consumer = kafka.consumer({ groupId: `letters-${uniqueCell()}`, maxWaitTimeInMs: 100 });
  const letters: { headers: Record<string, unknown>; value: string }[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message }) => {
      letters.push({ headers: message.headers ?? {}, value: String(message.value) });
      return Promise.resolve();
    },
  });
  await eventually('dead letters', () => (letters.length >= count ? true : undefined));
  await consumer.disconnect();
  return letters;
}
