// What docker-compose.yml does before its services start, with the same commands: databases, roles, migrations, topics.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asSuperuser, testStores, uniqueCell } from '@ppaas/testing';
import pg from 'pg';
import { childEnvironment } from '../environment.ts';
import { SERVICES, databaseOf } from '../sandbox/service-specs.ts';
import { rootPath } from '../workspace.ts';

const { postgresUrl, kafkaBrokers } = testStores();
const folder = mkdtempSync(join(tmpdir(), 'ppaas-prepare-'));
const secret = (name: string): string => join(folder, 'secrets', name);
const run = async (environment: Record<string, string>, ...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, args, { env: childEnvironment(environment) })).stdout;
const prepare = (): Promise<string> =>
  run(
    { PPAAS_POSTGRES_URL: postgresUrl, PPAAS_KAFKA_BROKERS: kafkaBrokers.join() },
    ...[rootPath('apps/cli/dist/main.js'), 'prepare', '--folder', folder],
  );

describe('what is prepared for services in containers', () => {
  beforeAll(async () => {
    // The same roles as in a cluster, where an administrator makes them beforehand.
    await asSuperuser(postgresUrl, readFileSync(rootPath('k8s/stores/generated/roles.sql'), 'utf8'));
    await prepare();
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is found again with the same passwords, which nobody else may read', async () => {
    const files = SERVICES.flatMap((service) => [`${service}.env`, `${service}-owner.env`]).map(secret);
    const texts = files.map((file) => readFileSync(file, 'utf8'));
    expect(new Set(texts).size).toBe(2 * SERVICES.length);
    for (const file of files) expect(statSync(file).mode & 0o777).toBe(0o600);
    await prepare();
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(texts);
  }, 60_000);

  it.each(SERVICES)(
    'lets the owner of the database of %s migrate it, and nobody sees it through another',
    async (name) => {
      const said = await run(
        {},
        `--env-file=${secret(`${name}-owner.env`)}`,
        rootPath('apps', name, 'dist/migrate.js'),
      );
      expect(said).toContain('the database is up to date');
      const own = readFileSync(secret(`${name}.env`), 'utf8')
        .trim()
        .slice('DATABASE_URL='.length);
      const client = new pg.Client({ connectionString: own });
      await client.connect();
      const { rows } = await client.query<{ owner: string }>(
        `select distinct tableowner as owner from pg_tables where schemaname = 'public'`,
      );
      await client.end();
      expect(rows).toEqual([{ owner: `ppaas_${databaseOf(name)}_owner` }]);
      const foreign = new URL(own);
      foreign.pathname = `/${SERVICES.filter((other) => other !== name).map(databaseOf)[0]}`;
      await expect(new pg.Client({ connectionString: foreign.href }).connect()).rejects.toThrow(/permission denied/);
    },
    60_000,
  );

  it('has topics that a cell gets, and loses, by the commands of transaction', async () => {
    const topics = rootPath('apps/transaction/dist/topics.js');
    const environment = { KAFKA_BROKERS: kafkaBrokers.join(), CELL: uniqueCell() };
    expect(await run(environment, topics)).toContain('topics were made');
    expect(await run(environment, topics, 'drop')).toContain('topics were removed');
  }, 60_000);

  it('is closed by a migration where an administrator made the database as in a cluster', async () => {
    const name = `cluster_${uniqueCell()}`;
    const urlIn = (file: string): string => {
      const url = new URL(readFileSync(secret(file), 'utf8').trim().replace(/^\w+=/, ''));
      url.pathname = `/${name}`;
      return url.href;
    };
    const connect = async (url: string): Promise<void> => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.end();
    };
    const migrateAs = (file: string): Promise<string> =>
      run({ DATABASE_OWNER_URL: urlIn(file) }, rootPath('apps/session/dist/migrate.js'));
    await asSuperuser(postgresUrl, `create database ${name} owner ppaas_session_owner`);
    try {
      await connect(urlIn('transaction.env'));
      await expect(migrateAs('auth-owner.env')).rejects.toThrow();
      expect(await migrateAs('session-owner.env')).toContain('the database is up to date');
      await connect(urlIn('session.env'));
      for (const foreign of ['transaction.env', 'transaction-owner.env'])
        await expect(connect(urlIn(foreign))).rejects.toThrow(/permission denied for database/);
    } finally {
      await asSuperuser(postgresUrl, `drop database if exists ${name} with (force)`);
    }
  }, 60_000);
});
