import type { Log } from '@ppaas/messaging';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';

/** Key of the advisory lock under which one instance migrates while the others wait. */
const MIGRATION_LOCK = 0x0b0b;

/** Runs what is pending, one instance at a time; the others find nothing left to do. */
export async function migrate(url: string, dataSource: DataSource, log: Log): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'migrations', keepAlive: true });
  // The lock goes with the session, and the wait for it has no limit but the process's own.
  client.on('error', (error) => log.error({ err: error }, 'the session that guards migrations broke'));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    if (done.length > 0) log.info({ migrations: done.map(({ name }) => name) }, 'the database was migrated');
  } finally {
    await client.end();
  }
}

export function hasPendingMigrations(dataSource: DataSource): Promise<boolean> {
  return dataSource.showMigrations();
}
