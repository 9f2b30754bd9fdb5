import { admitOnly, databaseRolesOf } from '@ppaas/contracts';
import type { ServiceName } from '@ppaas/contracts';
import { Client } from 'pg';
import { baseConfig, loadConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { migrate } from './migrate.ts';
import type { MigrationOptions } from './migrate.ts';

/**
 * The one-shot command of a release: closes the database of a service to the roles of all others, brings it up to date and
 * ends the process, with 0 when it is.
 * Where it runs before the new version does, services start with `MIGRATE=false`.
 */
export async function migrateOnce(service: ServiceName, migrations: MigrationOptions['migrations']): Promise<never> {
  const { DATABASE_OWNER_URL: ownerUrl, LOG_LEVEL: level } = loadConfig({
    DATABASE_OWNER_URL: baseConfig.DATABASE_OWNER_URL.unwrap(),
    LOG_LEVEL: baseConfig.LOG_LEVEL,
  });
  const log = createLogger({ service, instance: `${service}-migration`, level });
  try {
    await closeDatabase(ownerUrl, databaseRolesOf(service).service);
    await migrate({ ownerUrl, migrations, log });
  } catch (error) {
    log.fatal({ err: error }, 'the migration failed');
    process.exit(1);
  }
  log.info('the database is up to date');
  process.exit(0);
}

const ANYBODY_MAY_CONNECT = `
  select from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) as one
    where datname = current_database() and one.grantee = 0 and one.privilege_type = 'CONNECT'`;

/** @throws Error where the role that migrates does not own the database: Postgres warns, and leaves it open */
async function closeDatabase(ownerUrl: string, role: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'migrations' });
  await client.connect();
  try {
    await client.query(admitOnly(role));
    const { rowCount } = await client.query(ANYBODY_MAY_CONNECT);
    if (rowCount !== 0) throw new Error('every role may connect to the database: who migrates must be its owner');
  } finally {
    await client.end();
  }
}
