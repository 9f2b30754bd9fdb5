import { once } from 'node:events';
import { Socket, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { openSocket } from './kafka-socket.ts';

describe('a connection to a broker', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  // kafkajs gives no options, or null, where there is no TLS.
  it.each([
    ['without TLS', null],
    ['with TLS', { rejectUnauthorized: false }],
  ])('%s holds nothing back', async (_, ssl) => {
    const noDelay = jest.spyOn(Socket.prototype, 'setNoDelay');
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const socket = openSocket({ host: '127.0.0.1', port, ssl: ssl as ConnectionOptions, onConnect: () => undefined });
    socket.on('error', () => undefined).destroy();
    server.close();
    expect(noDelay.mock.contexts).toContain(socket);
    expect(noDelay).toHaveBeenCalledWith(true);
  });
});
