import type { ServiceName } from '@ppaas/contracts';
import { baseConfig, loadConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { migrate } from './migrate.ts';
import type { MigrationOptions } from './migrate.ts';

/**
 * The one-shot command of a release: brings the database of a service up to date and ends the process, with 0 when it is.
 * Where it runs before the new version does, services start with `MIGRATE=false`.
 */
export async function migrateOnce(service: ServiceName, migrations: MigrationOptions['migrations']): Promise<never> {
  const { DATABASE_OWNER_URL: ownerUrl, LOG_LEVEL: level } = loadConfig({
    DATABASE_OWNER_URL: baseConfig.DATABASE_OWNER_URL.unwrap(),
    LOG_LEVEL: baseConfig.LOG_LEVEL,
  });
  const log = createLogger({ service, instance: `${service}-migration`, level });
  try {
    await migrate({ ownerUrl, migrations, log });
  } catch (error) {
    log.fatal({ err: error }, 'the migration failed');
    process.exit(1);
  }
  log.info('the database is up to date');
  process.exit(0);
}
