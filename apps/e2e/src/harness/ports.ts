import { createServer } from 'node:net';
import type { Server } from 'node:net';

// Below the range from which the kernel takes ports for outgoing connections: a port stays free while its process is down.
const FIRST = 20_000;
const LAST = 32_000;

// Test files run beside each other, each in its worker: every worker has a share of its own, so none takes what another chose.
const WORKERS_MAX = 4;
const SHARE = (LAST - FIRST) / WORKERS_MAX;
const OWN = FIRST + SHARE * ((Number(process.env.JEST_WORKER_ID ?? '1') - 1) % WORKERS_MAX);

const taken = new Set<number>();

/** Ports on the loopback that nobody uses, and that this test process has not given out before. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = OWN + Math.floor(Math.random() * SHARE);
    if (taken.has(port) || !(await isFree(port))) continue;
    taken.add(port);
    ports.push(port);
  }
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Listens on a free port and answers which. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('the server has no port'));
    });
  });
}
