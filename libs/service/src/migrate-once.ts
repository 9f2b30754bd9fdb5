import type { ServiceName } from '@ppaas/contracts';
import { baseConfig, loadConfig } from './config.ts';
import { Database } from './database.ts';
import type { DatabaseOptions } from './database.ts';
import { createLogger } from './logger.ts';

/**
 * The one-shot command of a release: brings the database of a service up to date and ends the process, with 0 when it is.
 * Where it runs before the new version does, services start with `MIGRATE=false`.
 */
export async function migrateOnce(service: ServiceName, migrations: DatabaseOptions['migrations']): Promise<never> {
  const { DATABASE_URL: url, LOG_LEVEL: level } = loadConfig({
    DATABASE_URL: baseConfig.DATABASE_URL,
    LOG_LEVEL: baseConfig.LOG_LEVEL,
  });
  const name = `${service}-migration`;
  const log = createLogger({ service, instance: name, level });
  try {
    const database = await Database.open({
      ...{ url, name, migrations, log },
      ...{ entities: [], poolMax: 1, statementTimeoutMs: 30_000, migrate: true },
    });
    await database.close();
  } catch (error) {
    log.fatal({ err: error }, 'the migration failed');
    process.exit(1);
  }
  log.info('the database is up to date');
  process.exit(0);
}
