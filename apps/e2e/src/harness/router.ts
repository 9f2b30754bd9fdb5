import { Agent, createServer, request as callService } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { CLIENT_CERTIFICATE_HEADER, DOOR_TOKEN_HEADER, routeTo } from '@ppaas/contracts';
import type { Door, ServiceName } from '@ppaas/contracts';
import { listen } from './ports.ts';

const DROPPED = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  CLIENT_CERTIFICATE_HEADER,
  DOOR_TOKEN_HEADER,
]);

/**
 * One origin for all services, by the route table. Where a service cannot be reached at all it says 503; where the
 * connection broke after the call was on its way it says nothing and hangs up, because nobody knows what became of it.
 */
export class Router {
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  readonly #ports: (service: ServiceName) => readonly number[];
  #turn = 0;
  port = 0;

  /** @param ports of the instances of a service that are up; calls go round */
  constructor(ports: (service: ServiceName) => readonly number[]) {
    this.#ports = ports;
    this.#server = createServer((request, response) => this.forward(request, response));
    this.#server.keepAliveTimeout = 300_000;
    this.#server.requestTimeout = 0;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async open(): Promise<void> {
    this.port = await listen(this.#server);
  }

  close(): Promise<void> {
    this.#agent.destroy();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** The port of an instance of a service that is up; calls go round. */
  portOf(service: ServiceName): number | undefined {
    const ports = this.#ports(service);
    return ports[this.#turn++ % Math.max(1, ports.length)];
  }

  /** @param own headers of the door, in place of what the client says */
  forward(
    request: IncomingMessage,
    response: ServerResponse,
    door: Door = 'public',
    own: Readonly<Record<string, string>> = {},
  ): void {
    const { method = 'GET', url = '/' } = request;
    const service = routeTo(method, url.split('?', 1)[0] ?? '/', door);
    if (service === undefined) return refuse(response, 404, 'no such route');
    const port = this.portOf(service);
    if (port === undefined) return refuse(response, 503, `${service} is down`);
    const said = Object.entries(request.headers).filter(([name]) => !DROPPED.has(name));
    const headers = { ...Object.fromEntries(said), ...own };
    const upstream = callService({ host: '127.0.0.1', port, method, path: url, headers, agent: this.#agent });
    upstream.on('response', (answer) => {
      const kept = Object.entries(answer.headers).filter(([name]) => !DROPPED.has(name));
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    upstream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') refuse(response, 503, `${service} is down`);
      else response.destroy();
    });
    response.on('close', () => {
      if (!response.writableFinished) upstream.destroy();
    });
    request.pipe(upstream);
  }
}

export function refuse(response: ServerResponse, status: number, detail: string): void {
  response.writeHead(status, { 'content-type': 'application/problem+json', 'retry-after': '1' });
  response.end(JSON.stringify({ type: 'about:blank', title: detail, status, code: 'router' }));
}
