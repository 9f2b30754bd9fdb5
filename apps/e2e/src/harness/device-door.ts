import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { listen } from './ports.ts';

/**
 * The address at which devices connect, in front of one or more connectors: what a TCP load balancer is in production. TLS
 * goes through untouched. `target` decides for new connections; those that are open stay where they are.
 */
export class DeviceDoor {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  port = 0;
  target = 0;
  /** Where there are several: the one that gets a connection; undefined: `target`. */
  choose: () => number | undefined = () => undefined;

  constructor() {
    this.#server = createServer((device) => this.#join(device, connect(this.choose() ?? this.target, '127.0.0.1')));
  }

  async open(): Promise<void> {
    this.port = await listen(this.#server);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(device: Socket, connector: Socket): void {
    for (const [one, other] of [
      [device, connector],
      [connector, device],
    ] as const) {
      this.#sockets.add(one);
      one.setNoDelay(true);
      one.on('data', (chunk) => other.write(chunk));
      one.on('end', () => other.end());
      // A socket that breaks takes its other half along; 'close' follows each 'error'.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }
}
