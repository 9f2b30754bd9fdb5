import { setTimeout as pause } from 'node:timers/promises';
import { DATABASE_ROLES } from '@ppaas/contracts';
import type { Log } from '@ppaas/messaging';
import { Client } from 'pg';
import { DataSource, QueryFailedError } from 'typeorm';
import type { Migration } from 'typeorm';

/** A class that TypeORM makes instances of. */
export type Class = new (...args: never[]) => object;

export interface MigrationOptions {
  /** Of the role that owns the tables; whoever migrates needs it. */
  readonly ownerUrl?: string | undefined;
  readonly migrations: readonly Class[];
  /** Of the table of migrations; default `migrations`. */
  readonly tableName?: string;
  readonly log: Log;
}

/** Key of the advisory lock under which one instance migrates while the others wait. */
const MIGRATION_LOCK = 0x0b0b;
const LOCK_AGAIN_MS = 250;
/** So long whoever sells may stand behind a migration that waits for a table. */
const WAIT_FOR_TABLE_MS = 1_000;
const TABLE_AGAIN_MS = 2_000;
const TRIES_MAX = 60;
/** lock_not_available, deadlock_detected. */
const IN_THE_WAY = new Set(['55P03', '40P01']);
/** undefined_table, insufficient_privilege: the first migration has not begun, or not ended. */
const NOT_THERE_YET = new Set(['42P01', '42501']);

/** Runs what is pending as the owner of the tables, one instance at a time; the others find nothing left to do. */
export async function migrate(options: MigrationOptions): Promise<void> {
  const { ownerUrl: url, migrations, tableName = 'migrations', log } = options;
  if (url === undefined) throw new Error('MIGRATE needs DATABASE_OWNER_URL');
  const client = new Client({ connectionString: url, application_name: 'migrations', keepAlive: true });
  // The lock goes with the session, and the wait for it has no limit but the process's own.
  client.on('error', (error) => log.error({ err: error }, 'the session that guards migrations broke'));
  await client.connect();
  const owner = new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    migrationsTableName: tableName,
    installExtensions: false,
    extra: { lock_timeout: WAIT_FOR_TABLE_MS },
  });
  try {
    await lockMigrations(client);
    await owner.initialize();
    const done = await runPending(owner, log);
    if (done.length === 0) return;
    // Whether it is ready a service reads there.
    await client.query(`grant select on ${client.escapeIdentifier(tableName)} to ${DATABASE_ROLES.platform}`);
    log.info({ migrations: done.map(({ name }) => name) }, 'the database was migrated');
  } finally {
    if (owner.isInitialized) await owner.destroy();
    await client.end();
  }
}

/** Asks again and again: an index that is built concurrently waits for every statement of before, also for one that waits for a lock. */
async function lockMigrations(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ is_ours: boolean }>('select pg_try_advisory_lock($1) as is_ours', [
      MIGRATION_LOCK,
    ]);
    if (rows[0]?.is_ours === true) return;
    await pause(LOCK_AGAIN_MS);
  }
}

/** One that does not get its tables in time lets go of them and begins again; those before it are done. */
async function runPending(owner: DataSource, log: Log): Promise<Migration[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await owner.runMigrations({ transaction: 'each' });
    } catch (error) {
      const isInTheWay = error instanceof QueryFailedError && IN_THE_WAY.has(codeOf(error));
      if (!isInTheWay || attempt === TRIES_MAX) throw error;
      log.warn({ err: error, attempt }, 'a migration did not get its tables; it begins again');
      await pause(TABLE_AGAIN_MS);
    }
  }
}

const codeOf = (error: QueryFailedError): string => String((error as { code?: unknown }).code);

/** Of a service's own list. Asked as the service, which may not make the table as TypeORM does when it looks. */
export async function hasPendingMigrations(dataSource: DataSource): Promise<boolean> {
  const { driver, options, migrations } = dataSource;
  if (migrations.length === 0) return false;
  try {
    const table = driver.escape(options.migrationsTableName ?? 'migrations');
    const rows = await dataSource.query<{ name: string }[]>(`select name from ${table}`);
    const done = new Set(rows.map(({ name }) => name));
    return migrations.some((migration) => !done.has(migration.name ?? migration.constructor.name));
  } catch (error) {
    if (error instanceof QueryFailedError && NOT_THERE_YET.has(codeOf(error))) return true;
    throw error;
  }
}
