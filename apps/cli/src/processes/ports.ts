import { createServer } from 'node:net';
import { hasCode } from '../cli-error.ts';

const LOOPBACK = '127.0.0.1';

/**
 * A free TCP port on loopback.
 * @param preferred tried first, in this order
 */
export async function freePort(...preferred: readonly number[]): Promise<number> {
  for (const port of preferred) if (await isFree(port)) return port;
  return listenOnce(0);
}

async function isFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port);
    return true;
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE') || hasCode(error, 'EACCES')) return false;
    throw error;
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
