import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';

export type OpenSocket = ISocketFactory;

const KEEP_ALIVE_MS = 60_000;

/**
 * A connection to a broker, on which nothing waits (`TCP_NODELAY`). The one kafkajs makes leaves Nagle's algorithm on: a request written
 * while an earlier one is under way stays here until the broker's kernel has acknowledged that, up to 40 ms after a fetch.
 */
export const openSocket: OpenSocket = ({ host, port, ssl, onConnect }) => {
  // null where there is no TLS, which the types of kafkajs do not say.
  const tls = ssl as typeof ssl | null;
  const socket =
    tls === null
      ? connect({ host, port }, onConnect)
      : connectTls({ ...(isIP(host) === 0 && { servername: host }), ...tls, host, port }, onConnect);
  return socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
};
