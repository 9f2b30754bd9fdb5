import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { once } from 'node:events';
import { SILENT_LOG } from './log.ts';
import { OutboxRelay } from './outbox-relay.ts';

/** AuthenticationOk and ReadyForQuery of Postgres' wire protocol: a server that takes connections. */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
const QUERY = 'Q'.charCodeAt(0);

describe('a relay whose Postgres goes away right after it let it in', () => {
  let postgres: Server;

  beforeEach(async () => {
    postgres = createServer((socket) => {
      socket.on('data', (data) => {
        if (data[0] === QUERY) socket.end();
        else socket.write(WELCOME);
      });
    }).listen(0, '127.0.0.1');
    await once(postgres, 'listening');
  });
  afterEach(() => {
    postgres.close();
  });

  it('fails to start, and the process lives', async () => {
    const address = postgres.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const databaseUrl = `postgres://relay:relay@127.0.0.1:${port}/relay`;
    const bus = { send: () => Promise.resolve() };
    const relay = new OutboxRelay({ databaseUrl, cell: 'shared', name: 'relay-test', bus, log: SILENT_LOG });
    await expect(relay.start()).rejects.toThrow('Connection terminated unexpectedly');
    await relay.stop();
  });
});
