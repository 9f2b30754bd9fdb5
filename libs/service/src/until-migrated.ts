import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@ppaas/messaging';
import type { HttpConfig } from './config.ts';
import type { Database } from './database.ts';

const LOOK_EVERY_MS = 500;
const SAY_EVERY = 120;
const NOT_READY = { ready: false, database: false, kafka: null, redis: null };

/**
 * Returns when somebody else has brought the schema to this version. Until then a bare server answers in place of the service:
 * it lives, so nobody restarts it, and is not ready, so nobody sends it anything. What reads the database begins afterwards.
 */
export async function untilMigrated(
  database: Database,
  { HOST, PORT }: Pick<HttpConfig, 'HOST' | 'PORT'>,
  log: Log,
): Promise<void> {
  if (await database.isReady()) return;
  log.info({}, 'waiting, not ready, for the migration of the database');
  const server = createServer(({ url }, response) => {
    const isAsked = url === '/health/live';
    response.writeHead(isAsked ? 200 : 503, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(isAsked ? { alive: true } : NOT_READY));
  });
  server.listen(PORT, HOST);
  await once(server, 'listening');
  for (let looks = 1; !(await database.isReady()); looks += 1) {
    if (looks % SAY_EVERY === 0)
      log.warn({}, 'the migration of the database has not come to its end, or the role may not see it');
    await pause(LOOK_EVERY_MS);
  }
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
