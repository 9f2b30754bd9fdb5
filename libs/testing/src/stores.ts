import { randomBytes } from 'node:crypto';
import { CREATE_ROLES, createLogin } from '@ppaas/contracts';
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
  /** For the test's own eyes: of a superuser. */
  readonly url: string;
  /** For the service under test: of roles that are no more than they have to be. */
  readonly environment: { readonly DATABASE_URL: string; readonly DATABASE_OWNER_URL: string };
  readonly name: string;
  drop(): Promise<void>;
}

const SERVICE = 'test_service';
const OWNER = 'test_owner';
/** Of roles that exist in throw-away servers only. */
const ROLE_PASSWORD = 'test';

/** An empty database of its own. `drop` also ends the sessions that are still in it. */
export async function createDatabase(prefix = 'test'): Promise<TestDatabase> {
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  const { postgresUrl } = testStores();
  const as = (user?: string): string => {
    const url = new URL(postgresUrl);
    url.pathname = `/${name}`;
    if (user !== undefined) Object.assign(url, { username: user, password: ROLE_PASSWORD });
    return url.href;
  };
  const roles = [
    CREATE_ROLES,
    createLogin(SERVICE, ROLE_PASSWORD, 'service'),
    createLogin(OWNER, ROLE_PASSWORD, 'owner'),
  ];
  for (const statement of roles) await asSuperuser(postgresUrl, statement);
  await asSuperuser(postgresUrl, `create database ${name} owner ${OWNER}`);
  return {
    url: as(),
    environment: { DATABASE_URL: as(SERVICE), DATABASE_OWNER_URL: as(OWNER) },
    name,
    drop: () => asSuperuser(postgresUrl, `drop database if exists ${name} with (force)`),
  };
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
