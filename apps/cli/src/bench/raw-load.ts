import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Phase } from './load.ts';

/** A POST as it goes over a `RawConnection`. */
export interface RawCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const HEAD_END = '\r\n\r\n';

/** Its bytes, for a request that is prepared once or sent as it is. */
export function bytesOf({ url, headers, body }: RawCall): Buffer {
  const { host, pathname } = new URL(url);
  const all = { host, ...headers, 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${[`POST ${pathname} HTTP/1.1`, ...lines].join('\r\n')}${HEAD_END}${body}`);
}

/**
 * A kept connection that sends bytes and reads no more of an answer than its status and its length: the client shares the
 * processors with the server, and what it takes of them would dampen, or be taken for, a difference between two servers.
 */
export class RawConnection {
  readonly #socket: Socket;
  #received = '';
  #waiting: { readonly resolve: (status: number) => void; readonly reject: (error: Error) => void } | undefined;
  #broken: Error | undefined;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('error', (error) => this.#break(error));
    this.#socket.on('close', () => this.#break(new Error('the connection was closed')));
    this.#socket.on('data', (text: string) => this.#read(text));
  }

  get isBroken(): boolean {
    return this.#broken !== undefined;
  }

  /** One call at a time. @returns its HTTP status @throws Error when the connection is lost, or the answer does not say its length */
  call(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.#broken !== undefined) return reject(this.#broken);
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(text: string): void {
    this.#received += text;
    const headBytes = this.#received.indexOf(HEAD_END);
    if (headBytes < 0) return;
    const head = /^HTTP\/1\.1 (\d{3}) [^]*\r\ncontent-length: (\d+)\r\n/i.exec(this.#received.slice(0, headBytes + 2));
    if (head === null) return this.#break(new Error(`the answer was ${this.#received}`));
    if (this.#received.length < headBytes + HEAD_END.length + Number(head[2])) return;
    this.#received = '';
    this.#waiting?.resolve(Number(head[1]));
    this.#waiting = undefined;
  }

  #break(error: Error): void {
    this.#broken ??= error;
    this.#waiting?.reject(this.#broken);
    this.#waiting = undefined;
    this.#socket.destroy();
  }
}

/**
 * So many connections for so many seconds, each with the same call again as soon as the last one is answered.
 * @throws Error when an answer is not 200 or a connection is lost
 */
export async function hammer(call: RawCall, connections: number, seconds: number): Promise<Phase> {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const request = bytesOf(call);
  const callers = Array.from({ length: connections }, async () => {
    const connection = new RawConnection(call.url);
    try {
      for (let sentAt = performance.now(); sentAt < until; sentAt = performance.now()) {
        const status = await connection.call(request);
        if (status !== 200) throw new Error(`the answer was ${status}`);
        latenciesMs.push(performance.now() - sentAt);
      }
    } finally {
      connection.close();
    }
  });
  await Promise.all(callers);
  return { latenciesMs, tookMs: performance.now() - startedAt };
}
