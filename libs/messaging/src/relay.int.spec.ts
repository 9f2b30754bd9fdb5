import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  asSuperuser,
  createDatabase,
  eventually,
  probeEvent,
  probeSequence,
  readTopic,
  testStores,
  uniqueCell,
} from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import type { Incoming } from './incoming.ts';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { KafkaBus } from './kafka-bus.ts';
import { SILENT_LOG } from './log.ts';
import { AddOutboxCell1700000000100 } from './outbox-cell.migration.ts';
import { CreateOutbox1700000000000 } from './outbox.migration.ts';
import { OutboxRelay } from './outbox-relay.ts';
import type { NudgeChannel } from './outbox-relay.ts';
import { OUTBOX_SHARDS, shardOf, toOutboxRow } from './outgoing.ts';
import type { OutgoingRecord } from './outgoing.ts';
import type { CommittedRow } from './relay-plan.ts';
import { createTopics } from './topic-admin.ts';

const { kafkaBrokers: brokers } = testStores();

describe('the outbox relay', () => {
  let database: TestDatabase;
  let pool: Pool;
  let bus: KafkaBus;
  let cell: string;
  const relays: OutboxRelay[] = [];
  const stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    database = await createDatabase('relay');
    const source = new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: [CreateOutbox1700000000000, AddOutboxCell1700000000100],
    });
    await source.initialize();
    await source.runMigrations();
    await source.destroy();
    pool = new Pool({ connectionString: database.url, max: 8 });
    pool.on('error', () => undefined);
    cell = uniqueCell();
    await createTopics({ brokers, cell, only: ['transactionEvents'] });
    bus = new KafkaBus({ brokers, cell, service: 'transaction', instance: 'transaction-0', log: SILENT_LOG });
    await bus.connect();
  }, 30_000);

  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await Promise.all(stops.splice(0).map((stop) => stop()));
    await pool.query('delete from outbox');
  });

  afterAll(async () => {
    await bus?.disconnect();
    await pool?.end();
    await database?.drop();
  });

  const relayWith = async (send?: typeof bus.send, nudges?: NudgeChannel, of = cell): Promise<OutboxRelay> => {
    const relay = new OutboxRelay({
      databaseUrl: database.url,
      cell: of,
      name: 'relay-test',
      bus: { send: send ?? ((topic, records) => bus.send(topic, records)) },
      log: SILENT_LOG,
      ...(nudges ? { nudges } : {}),
    });
    relays.push(relay);
    await relay.start();
    return relay;
  };

  const read = async (): Promise<Incoming<'transactionEvents'>[]> => {
    const { seen, stop } = await readTopic({ brokers, cell, topic: 'transactionEvents' });
    stops.push(stop);
    return seen;
  };

  const insert = async (
    key: string,
    sequence: number,
    extra: { topic?: string; notAfter?: Date; cell?: string } = {},
  ): Promise<number> => (await commit(key, sequence, extra)).shard;

  const commit = async (
    key: string,
    sequence: number,
    extra: { topic?: string; notAfter?: Date; cell?: string; createdAt?: Date } = {},
  ): Promise<CommittedRow> => {
    const row = toOutboxRow(probeEvent(key, sequence), { cell, service: 'transaction' });
    const topic = extra.topic ?? row.topic;
    const { rows } = await pool.query<{ id: string }>(
      `insert into outbox (shard, key, topic, headers, value, not_after, cell, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, coalesce($8, now())) returning id`,
      [
        ...[row.shard, row.key, topic, row.headers, row.value, extra.notAfter ?? null],
        ...[extra.cell ?? row.cell, extra.createdAt ?? null],
      ],
    );
    return { ...row, topic, id: rows[0]?.id ?? '', expired: false };
  };

  const rowsLeft = async (): Promise<number> => Number((await pool.query('select count(*) from outbox')).rows[0].count);

  it('keeps the order of each key while many write at once', async () => {
    const seen = await read();
    const relay = await relayWith();
    const keys = Array.from({ length: 12 }, (_, index) => `order-${index}`);
    await Promise.all(
      keys.map(async (key) => {
        for (let sequence = 0; sequence < 40; sequence += 1) relay.nudge([await insert(key, sequence)]);
      }),
    );
    await eventually('all rows', () => (seen.length >= 480 ? true : undefined));
    for (const key of keys) {
      const sequences = seen.filter((each) => each.key === key).map(probeSequence);
      expect(sequences).toEqual(Array.from({ length: 40 }, (_, index) => index));
    }
    await eventually('an empty table', async () => ((await rowsLeft()) === 0 ? true : undefined));
  }, 30_000);

  it('leaves the rows of another cell to that cell, which goes on whatever becomes of this one', async () => {
    const seen = await read();
    const other = `${cell}b`;
    const relay = await relayWith();
    await relayWith(undefined, undefined, other);
    expect(relay.heldShards().length).toBe(OUTBOX_SHARDS);
    const { topic } = toOutboxRow(probeEvent('theirs', 1), { cell, service: 'transaction' });
    await relay.stop();
    await insert('mine', 1);
    await insert('theirs', 1, { topic, cell: other });
    await eventually('the row of the other cell', () => seen.find(({ key }) => key === 'theirs'));
    expect(seen.some(({ key }) => key === 'mine')).toBe(false);
    expect((await pool.query('select key from outbox')).rows).toEqual([{ key: 'mine' }]);
  }, 30_000);

  it('carries in order what a cell has left that is gone, on topics of its own, and nothing of one that lives', async () => {
    const seen = await read();
    const [gone, living] = [`${cell}gone`, `${cell}living`];
    const leave = async (of: string, key: string, sequence: number, age: string): Promise<void> => {
      await insert(key, sequence, { cell: of, topic: `${of}.transaction.events.v1` });
      await pool.query(
        `update outbox set created_at = now() - interval '${age}' where created_at > now() - interval '5 s'`,
      );
    };
    await relayWith(() => Promise.reject(new Error('no broker')), undefined, living);
    await leave(living, 'kept', 1, '5 min');
    for (let sequence = 1; sequence <= 3; sequence += 1) await leave(gone, 'left', sequence, '2 min');
    await leave(gone, 'young', 1, '30 s');
    await relayWith();
    const left = (): number[] => seen.filter(({ key }) => key === 'left').map(probeSequence);
    await eventually('the rows', () => (left().length >= 3 ? true : undefined));
    expect(left()).toEqual([1, 2, 3]);
    const waiting = await pool.query('select key, cell from outbox order by key');
    expect(waiting.rows).toEqual([
      { key: 'kept', cell: living },
      { key: 'young', cell: gone },
    ]);
  }, 30_000);

  it('leaves a lane to an instance of before the cells until that is gone, and shares it with the other cells', async () => {
    const before = await pool.connect();
    try {
      await before.query('select pg_advisory_lock(2828, 3)');
      const [mine, theirs] = [await relayWith(), await relayWith(undefined, undefined, `${cell}b`)];
      const others = [0, 1, 2, 4, 5, 6, 7];
      expect([mine.heldShards(), theirs.heldShards()]).toEqual([others, others]);
      await before.query('select pg_advisory_unlock(2828, 3)');
      for (const relay of [mine, theirs])
        await eventually('the lane', () => (relay.heldShards().length === OUTBOX_SHARDS ? true : undefined), 2_000);
      // And the other way round: an old instance that starts gets none.
      expect((await before.query('select pg_try_advisory_lock(2828, 3) as is_held')).rows).toEqual([
        { is_held: false },
      ]);
    } finally {
      before.release();
    }
  }, 20_000);

  it('carries what it is handed, whatever else it is doing, each row once but for what is seen before its commit is', async () => {
    const seen = await read();
    const relay = await relayWith();
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const row = await commit(`handed-${index % 20}`, index);
        if (index % 3 === 0) relay.nudge([row.shard]);
        else relay.carry([row]);
      }),
    );
    await eventually('an empty table', async () => ((await rowsLeft()) === 0 ? true : undefined));
    const handed = (): Incoming<'transactionEvents'>[] => seen.filter(({ key }) => key.startsWith('handed-'));
    await eventually('all rows', () => (handed().length >= 60 ? true : undefined));
    expect(new Set(handed().map(probeSequence))).toEqual(new Set(Array.from({ length: 60 }, (_, index) => index)));
    // Postgres shows a row to the relay a moment before it answers its writer, who then hands it over once more.
    expect(handed().length).toBeLessThanOrEqual(62);
  }, 20_000);

  it.each(['carried', 'read'])(
    'carries a row beside others of its shard that were %s and are under way',
    async (way) => {
      const gate = Promise.withResolvers<void>();
      const sent: string[] = [];
      const relay = await relayWith(async (topic, records) => {
        sent.push(...records.map(({ key }) => key));
        if (records.some(({ key }) => key === 'slow')) await gate.promise;
        return bus.send(topic, records);
      });
      const beside = Array.from({ length: 100 }, (_, n) => `beside-${n}`).find(
        (key) => shardOf(key) === shardOf('slow'),
      );
      // Too young for every look, which would read the shard again and keep it from being carried.
      const young = { createdAt: new Date(Date.now() + 60_000) };
      try {
        const slow = await commit('slow', 1, young);
        if (way === 'carried') relay.carry([slow]);
        else relay.nudge([slow.shard]);
        await eventually('the slow one under way', () => (sent.includes('slow') ? true : undefined));
        relay.carry([await commit(String(beside), 1, young)]);
        await eventually('the other beside it', () => (sent.includes(String(beside)) ? true : undefined));
      } finally {
        gate.resolve();
      }
      await eventually('an empty table', async () => ((await rowsLeft()) === 0 ? true : undefined));
      expect(sent.toSorted()).toEqual([String(beside), 'slow']);
    },
    20_000,
  );

  it('leaves to its looks what it is handed while it has no session', async () => {
    const seen = await read();
    const relay = await relayWith();
    await relay.stop();
    relay.carry([await commit('early', 1)]);
    expect(await rowsLeft()).toBe(1);
    await relay.start();
    await eventually('the row', () => seen.find(({ key }) => key === 'early'));
  }, 20_000);

  it('finds rows that nobody nudged for', async () => {
    const seen = await read();
    await relayWith();
    await insert('silent', 1);
    await eventually('the row', () => seen.find(({ key }) => key === 'silent'));
  }, 20_000);

  it('sends again what it had sent but not yet deleted when its session died', async () => {
    const seen = await read();
    let deaths = 0;
    await relayWith(async (topic: string, records: readonly OutgoingRecord[]) => {
      await bus.send(topic, records);
      if (deaths > 0) return;
      deaths += 1;
      const kill = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'relay-test' and datname = '${database.name}'`;
      await asSuperuser(testStores().postgresUrl, kill);
    });
    await insert('again', 1);
    await eventually('the second delivery', () =>
      seen.filter(({ key }) => key === 'again').length >= 2 ? true : undefined,
    );
    const ids = new Set(seen.filter(({ key }) => key === 'again').map(({ id }) => id));
    expect(ids.size).toBe(1);
    await eventually('an empty table', async () => ((await rowsLeft()) === 0 ? true : undefined));
  }, 20_000);

  it('lets a missing topic block nothing but its own rows, and delivers them once the topic is there', async () => {
    const seen = await read();
    const relay = await relayWith();
    const lateCell = uniqueCell();
    const topic = `${lateCell}.transaction.events.v1`;
    relay.nudge([await insert('same-key', 1, { topic })]);
    const waits: number[] = [];
    for (let sequence = 2; sequence < 22; sequence += 1) {
      const before = performance.now();
      relay.nudge([await insert('same-key', sequence)]);
      await eventually('the row', () =>
        seen.find((each) => each.key === 'same-key' && probeSequence(each) === sequence),
      );
      waits.push(performance.now() - before);
    }
    // The first pass meets the missing topic together with others; after that nobody waits for it.
    expect(waits.slice(3).sort((a, b) => a - b)[8]).toBeLessThan(100);
    expect(await rowsLeft()).toBe(1);
    await createTopics({ brokers, cell: lateCell, only: ['transactionEvents'] });
    const late = await readTopic({ brokers, cell: lateCell, topic: 'transactionEvents' });
    stops.push(late.stop);
    await eventually('the blocked row', () => late.seen[0]);
  }, 40_000);

  it('drops rows past their time without sending them', async () => {
    const seen = await read();
    await insert('expired', 1, { notAfter: new Date(Date.now() - 1_000) });
    await insert('in-time', 1, { notAfter: new Date(Date.now() + 60_000) });
    await relayWith();
    await eventually('the row in time', () => seen.find(({ key }) => key === 'in-time'));
    await eventually('an empty table', async () => ((await rowsLeft()) === 0 ? true : undefined));
    expect(seen.some(({ key }) => key === 'expired')).toBe(false);
  }, 20_000);

  it('hands the shards over when an instance stops, and is told of rows by the others meanwhile', async () => {
    const seen = await read();
    const listeners = new Set<(payload: string) => void>();
    const nudges: NudgeChannel = {
      publish: (_cell, payload) => listeners.forEach((listener) => listener(payload)),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const first = await relayWith(undefined, nudges);
    const second = await relayWith(undefined, nudges);
    expect(first.heldShards()).toHaveLength(OUTBOX_SHARDS);
    expect(second.heldShards()).toHaveLength(0);
    second.nudge([await insert('over-redis', 1)]);
    await eventually('the row', () => seen.find(({ key }) => key === 'over-redis'));
    await first.stop();
    await eventually('the handover', () => (second.heldShards().length === OUTBOX_SHARDS ? true : undefined), 2_000);
    second.nudge([await insert('after', 1)]);
    await eventually('the row', () => seen.find(({ key }) => key === 'after'));
  }, 20_000);

  it('adds little time of its own', async () => {
    const sent = new Map<string, () => void>();
    const relay = await relayWith((_topic, records) => {
      for (const { key } of records) sent.get(key)?.();
      return Promise.resolve();
    });
    const waits: number[] = [];
    for (let index = 0; index < 200; index += 1) {
      const key = `fast-${index}`;
      const done = new Promise<void>((resolve) => sent.set(key, resolve));
      await insert(key, 1);
      const before = performance.now();
      relay.nudge([shardOf(key)]);
      await done;
      waits.push(performance.now() - before);
    }
    const median = waits.sort((a, b) => a - b)[100] ?? Infinity;
    // Measured 0.4 ms alone; the bound leaves room for a busy machine.
    expect(median).toBeLessThan(10);
    if (process.env['TEST_PRINT_TIMES']) process.stdout.write(`nudge → send: ${median.toFixed(2)} ms median\n`);
  }, 20_000);
});
