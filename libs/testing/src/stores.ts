import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** Where the throw-away stores of a test run are; `./ppaas test` starts them and sets the environment. */
export interface TestStores {
  /** Of a superuser: databases are made in it. */
  readonly postgresUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly redisUrl: string;
}

/** @throws Error when a test that needs stores is run without them. */
export function testStores(): TestStores {
  return {
    postgresUrl: need('TEST_POSTGRES_URL'),
    kafkaBrokers: need('TEST_KAFKA_BROKERS').split(','),
    redisUrl: need('TEST_REDIS_URL'),
  };
}

function need(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: run integration tests with ./ppaas test`);
  return value;
}

/** A name nobody else uses: for a cell, and so for all topics and groups of a test. */
export function uniqueCell(): string {
  return `t${randomBytes(5).toString('hex')}`;
}

export interface TestDatabase {
  readonly url: string;
  readonly name: string;
  drop(): Promise<void>;
}

/** An empty database of its own. `drop` also ends the sessions that are still in it. */
export async function createDatabase(prefix = 'test'): Promise<TestDatabase> {
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  const { postgresUrl } = testStores();
  await asSuperuser(postgresUrl, `create database ${name}`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return { url: url.href, name, drop: () => asSuperuser(postgresUrl, `drop database if exists ${name} with (force)`) };
}

/** One statement against the server of the test databases, such as `pg_terminate_backend`. */
export async function asSuperuser(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Waits until `look` gives something, asking every 10 ms. @throws Error with `what` after the limit. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  limitMs = 10_000,
): Promise<T> {
  const until = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
