import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '@ppaas/contracts';
import { SILENT_LOG } from '@ppaas/messaging';
import type { Log } from '@ppaas/messaging';
import { asSuperuser, createDatabase, eventually, testStores } from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import { createConnection, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { OutcomeUnknownError } from './database-errors.ts';
import { RateLimiter } from './rate-limiter.ts';
import { Redis } from './redis.ts';
import { openTable } from './walls.ts';

class CreateThing1700000000999 implements MigrationInterface {
  readonly name = 'CreateThing1700000000999';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('select pg_sleep(0.2)');
    await runner.query(`create table thing (id int primary key); ${openTable('thing')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table thing');
  }
}

/** Waits for every snapshot that is older: whoever waits for the lock must hold none. */
class IndexThing1700000001000 implements MigrationInterface {
  readonly name = 'IndexThing1700000001000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index concurrently thing_by_id on thing (id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently thing_by_id');
  }
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

describe('the database', () => {
  let target: TestDatabase;
  let line: Line;

  beforeAll(async () => {
    target = await createDatabase('database');
    line = await Line.to(new URL(target.environment.DATABASE_URL));
  });

  afterAll(async () => {
    await line?.close();
    await target?.drop();
  });

  const open = async (
    over: {
      migrate?: boolean;
      poolMax?: number;
      statementMs?: number;
      url?: string;
      of?: TestDatabase;
      log?: Log;
    } = {},
  ): Promise<Database> => {
    const { DATABASE_URL, DATABASE_OWNER_URL } = (over.of ?? target).environment;
    const database = await Database.open({
      url: over.url ?? DATABASE_URL,
      ownerUrl: DATABASE_OWNER_URL,
      name: 'database-test',
      poolMax: over.poolMax ?? 4,
      statementTimeoutMs: over.statementMs ?? 300,
      entities: [],
      migrations: [CreateThing1700000000999, IndexThing1700000001000],
      migrate: over.migrate ?? true,
      log: over.log ?? SILENT_LOG,
    });
    stops.push(() => database.close());
    return database;
  };

  it('is migrated once by instances that start together', async () => {
    const [first, second] = await Promise.all([open(), open()]);
    expect(await first.query('select name from migrations order by id')).toEqual([
      { name: 'CreateThing1700000000999' },
      { name: 'IndexThing1700000001000' },
    ]);
    expect(await second.isReady()).toBe(true);
  });

  it('is waited for by a service that starts before it answers', async () => {
    line.cut();
    const database = open({ url: line.url, log: { ...SILENT_LOG, warn: () => line.mend() } });
    expect(await (await database).query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is not ready before somebody has migrated it', async () => {
    const empty = await createDatabase('empty');
    stops.push(() => empty.drop());
    const database = await open({ migrate: false, of: empty });
    // More often than it has connections: a look that fails must not keep one.
    for (let look = 1; look <= 5; look += 1) expect(await database.isReady()).toBe(false);
    await open({ of: empty });
    expect(await database.isReady()).toBe(true);
  });

  it('is migrated beside whoever uses a table: nobody stands behind a migration that waits for it', async () => {
    class WidenThing1700000001999 implements MigrationInterface {
      readonly name = 'WidenThing1700000001999';
      up = (runner: QueryRunner): Promise<unknown> => runner.query('alter table thing add note text');
      down = (): Promise<void> => Promise.resolve();
    }
    const own = await createDatabase('widened');
    stops.push(() => own.drop());
    const database = await open({ poolMax: 2, of: own });
    const reader = await database.pool.connect();
    stops.push(() => Promise.resolve(reader.release()));
    await reader.query('begin; select * from thing');
    const tries: unknown[] = [];
    const log = { ...SILENT_LOG, warn: (fields: object) => void tries.push(fields) };
    const migrating = migrate({
      ownerUrl: own.environment.DATABASE_OWNER_URL,
      migrations: [CreateThing1700000000999, WidenThing1700000001999],
      log,
    });
    await eventually('it waits', async () => {
      const waits = await reader.query("select from pg_locks where not granted and relation = 'thing'::regclass");
      return waits.rowCount === 1 ? true : undefined;
    });
    const before = performance.now();
    // Whoever comes now stands behind it, for as long as it waits.
    await asSuperuser(own.url, 'select * from thing');
    expect(performance.now() - before).toBeLessThan(2_000);
    await eventually('it has let go', () => (tries.length > 0 ? true : undefined));
    await reader.query('commit');
    await migrating;
    expect(await database.query('select note from thing where false')).toEqual([]);
  }, 15_000);

  it('keeps all of a transaction or nothing', async () => {
    const database = await open();
    const failing = database.transaction(async (client) => {
      await client.query('insert into thing values (1)');
      throw new DomainError('entity.conflict');
    });
    await expect(failing).rejects.toMatchObject({ code: 'entity.conflict' });
    expect(await database.query('select * from thing where id = 1')).toEqual([]);
    await database.transaction((client) => client.query('insert into thing values (2)'));
    expect(await database.query('select * from thing where id = 2')).toEqual([{ id: 2 }]);
  });

  it('stops a statement that takes too long', async () => {
    const database = await open();
    await expect(database.query('select pg_sleep(2)')).rejects.toMatchObject({ code: '57014' });
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is unavailable to whom it has no connection for a second, and not for longer', async () => {
    const database = await open({ poolMax: 1 });
    const held = await database.pool.connect();
    await expect(database.query('select 1')).rejects.toMatchObject({ code: 'platform.unavailable' });
    held.release();
    await expect(database.query('select 1')).resolves.toHaveLength(1);
  });

  it('comes back after every session was ended', async () => {
    const database = await open();
    await database.query('select 1');
    const others = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${target.name}'`;
    await asSuperuser(testStores().postgresUrl, others);
    await eventually('an answer', async () => {
      try {
        return await database.query('select 1');
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/platform.unavailable|57P01/) });
        return undefined;
      }
    });
    expect(await database.isReady()).toBe(true);
  });

  it('does not guess what became of a change when the line breaks under it', async () => {
    const database = await open({ url: line.url, statementMs: 10_000 });
    const change = database.query('with s as (select pg_sleep(1.5)) insert into thing select 10 from s');
    const question = database.query('select pg_sleep(1.5)');
    const commit = database.transaction(async (client) => {
      await client.query('insert into thing values (11)');
      const asleep = `select 1 from pg_stat_activity where datname = '${target.name}' and wait_event = 'PgSleep'`;
      await eventually('both under way', async () => (await client.query(asleep)).rowCount === 2 || undefined);
      line.cut();
      await client.query('select 1');
    });
    await expect(commit).rejects.toThrow();
    await expect(change).rejects.toBeInstanceOf(OutcomeUnknownError);
    await expect(question).rejects.toMatchObject({ code: 'platform.unavailable' });
    await expect(database.query('insert into thing values (12)')).rejects.toMatchObject({
      code: 'platform.unavailable',
    });
    expect(await database.isReady()).toBe(false);
    line.mend();
    await eventually('ready', async () => ((await database.isReady()) ? true : undefined));
  });
});

describe('Redis', () => {
  const open = async (url = testStores().redisUrl): Promise<Redis> => {
    const redis = new Redis({ url, name: 'redis-test', log: SILENT_LOG });
    stops.push(() => redis.close());
    await redis.connect();
    return redis;
  };

  it('carries nudges to every listener of a channel until it stops listening', async () => {
    const [here, there] = await Promise.all([open(), open()]);
    const heard: string[] = [];
    const stop = there.subscribe('channel', (payload) => void heard.push(payload));
    await eventually('a nudge', () => {
      here.publish('channel', 'one');
      return heard[0];
    });
    stop();
    heard.length = 0;
    await new Promise((resolve) => setTimeout(resolve, 50));
    here.publish('channel', 'two');
    await here.commands.ping();
    expect(heard).not.toContain('two');
  });

  it('fails fast while it is away, and listens again afterwards', async () => {
    const line = await Line.to(new URL(testStores().redisUrl));
    stops.push(() => line.close());
    const redis = await open(line.url);
    const heard: string[] = [];
    redis.subscribe('away', (payload) => void heard.push(payload));
    line.cut();
    await eventually('away', () => (redis.isReady() ? undefined : true));
    const before = performance.now();
    await expect(redis.commands.get('x')).rejects.toThrow();
    expect(performance.now() - before).toBeLessThan(300);
    expect(() => redis.publish('away', 'lost')).not.toThrow();
    line.mend();
    await eventually('a nudge', () => {
      redis.publish('away', 'back');
      return heard[0];
    });
    expect(heard[0]).toBe('back');
  });

  it('that is away when the service starts does not stop it', async () => {
    const redis = await open('redis://127.0.0.1:9');
    expect(redis.isReady()).toBe(false);
  });

  it('counts rates for all instances, and each for itself while it is away', async () => {
    const key = `sale:${Math.random()}`;
    const rate = { points: 3, durationSeconds: 60 };
    const limiters = [new RateLimiter(await open()), new RateLimiter(await open())];
    for (const limiter of [...limiters, ...limiters].slice(0, 3)) await limiter.take(key, rate);
    await expect(limiters[1]?.take(key, rate)).rejects.toMatchObject({
      code: 'request.tooMany',
      extra: { retryAfterSeconds: expect.any(Number) },
    });
    const alone = new RateLimiter(await open('redis://127.0.0.1:9'));
    for (let taken = 0; taken < 3; taken += 1) await alone.take(key, rate);
    await expect(alone.take(key, rate)).rejects.toMatchObject({ code: 'request.tooMany' });
  });
});

/** A line to a store that can be cut and mended. */
class Line {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(target: URL): Promise<Line> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(target);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    const line = new Line(server, url.href);
    server.on('connection', (socket) => line.join(socket, target));
    return line;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(socket: Socket, target: URL): void {
    if (this.isCut) {
      socket.resetAndDestroy();
      return;
    }
    const beyond = createConnection(Number(target.port), target.hostname);
    for (const [one, other] of [
      [socket, beyond],
      [beyond, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => this.sockets.delete(one));
      one.pipe(other);
    }
  }
}
