import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { Redis } from 'ioredis';
import { messageOf } from '../cli-error.ts';
import type { Stores } from './stores.ts';

/** POST paths of the control endpoint. `?how=crash` stops a store without a chance to tidy up. */
type Action = (stores: Stores, how: 'gracefully' | 'crash') => Promise<void>;

const ACTIONS: Readonly<Record<string, Action>> = {
  '/kafka/stop': ({ each }, how) => each.kafka.stop(how),
  '/kafka/start': ({ each }) => each.kafka.start(),
  '/postgres/stop': ({ each }, how) => each.postgres.stop(how),
  '/postgres/start': ({ each }) => each.postgres.start(),
  '/postgres/restart': async ({ each }, how) => {
    await each.postgres.stop(how);
    await each.postgres.start();
  },
  '/redis/flush': async ({ redisUrl }) => {
    const client = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
    try {
      await client.flushall();
    } finally {
      client.disconnect();
    }
  },
  '/redis/stop': ({ each }, how) => each.redis.stop(how),
  '/redis/start': ({ each }) => each.redis.start(),
};

export interface Control {
  readonly url: string;
  close(): Promise<void>;
}

/** Lets fault tests stop and start the throw-away stores over loopback: they may not import this application. */
export async function serveControl(stores: Stores): Promise<Control> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://control');
    const action = request.method === 'POST' ? ACTIONS[url.pathname] : undefined;
    request.resume();
    if (action === undefined) {
      response.writeHead(404).end(`POST one of ${Object.keys(ACTIONS).join(' ')}\n`);
      return;
    }
    const how = url.searchParams.get('how') === 'crash' ? 'crash' : 'gracefully';
    action(stores, how).then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(`${messageOf(error)}\n`),
    );
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('the control endpoint has no port'));
    });
  });
}
