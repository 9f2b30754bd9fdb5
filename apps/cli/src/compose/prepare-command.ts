import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createTopics } from '@ppaas/messaging';
import { CliError } from '../cli-error.ts';
import { ENVIRONMENT } from '../environment.ts';
import { step } from '../progress.ts';
import { ensureDatabases } from '../sandbox/databases.ts';
import { ensureSecrets, writeSecret } from '../sandbox/secrets.ts';
import { CELL } from '../sandbox/service-specs.ts';
import { ensureDatabaseFiles } from './database-files.ts';
import { sharedFolder } from './folder.ts';

/**
 * `./ppaas prepare --folder FOLDER`: what must be there before the services start, where docker-compose.yml starts them:
 * secrets of a sandbox in the folder, databases with their roles, topics. Run again it makes only what is missing.
 */
export async function prepareCommand(args: string[]): Promise<number> {
  const { secrets, ca } = sharedFolder(args);
  const { postgresUrl, kafkaBrokers, doorToken } = ENVIRONMENT;
  if (postgresUrl === undefined || kafkaBrokers === undefined)
    throw new CliError('the stores are not given', 'set PPAAS_POSTGRES_URL and PPAAS_KAFKA_BROKERS');
  await step('secrets, databases and topics', async () => {
    if (doorToken !== undefined) {
      mkdirSync(secrets, { recursive: true, mode: 0o700 });
      writeSecret(join(secrets, 'door-token'), doorToken);
    }
    await ensureSecrets(secrets, ca, new Date());
    await ensureDatabases(postgresUrl, (service) => ensureDatabaseFiles(secrets, postgresUrl, service));
    await createTopics({ brokers: kafkaBrokers.split(','), cell: CELL });
  });
  return 0;
}
