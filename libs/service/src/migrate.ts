import { setTimeout } from 'node:timers/promises';
import { DATABASE_ROLES } from '@ppaas/contracts';
import type { Log } from '@ppaas/messaging';
import { Client } from 'pg';
import { DataSource } from 'typeorm';

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
const ASK_EVERY_MS = 100;

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
  });
  try {
    await waitForTurn(client);
    await owner.initialize();
    const done = await owner.runMigrations({ transaction: 'each' });
    if (done.length === 0) return;
    // Whether it is ready a service reads there.
    await client.query(`grant select on ${client.escapeIdentifier(tableName)} to ${DATABASE_ROLES.platform}`);
    log.info({ migrations: done.map(({ name }) => name) }, 'the database was migrated');
  } finally {
    if (owner.isInitialized) await owner.destroy();
    await client.end();
  }
}

/** Asks again and again: to wait in a statement would keep its snapshot, and `create index concurrently` waits for that. */
async function waitForTurn(client: Client): Promise<void> {
  const isOurs = async (): Promise<boolean> => {
    const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [MIGRATION_LOCK]);
    return rows[0]?.ours === true;
  };
  while (!(await isOurs())) await setTimeout(ASK_EVERY_MS);
}

export function hasPendingMigrations(dataSource: DataSource): Promise<boolean> {
  return dataSource.showMigrations();
}
