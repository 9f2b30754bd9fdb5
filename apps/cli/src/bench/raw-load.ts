import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Phase } from './load.ts';

/** One POST that is sent over and over. */
export interface RawCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const HEAD_END = '\r\n\r\n';

/**
 * So many connections for so many seconds, each with the next call as soon as the last one is answered. The request is
 * prepared once and answers are only counted: the client shares the processors with the server, and what it takes of
 * them would dampen every difference between two servers.
 * @throws Error when an answer is not 200 or a connection is lost
 */
export async function hammer(call: RawCall, connections: number, seconds: number): Promise<Phase> {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const request = Buffer.from(textOf(call));
  const { hostname, port } = new URL(call.url);
  const callers = Array.from({ length: connections }, async () => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    socket.setEncoding('latin1');
    try {
      await callUntil(until, socket, request, latenciesMs);
    } finally {
      socket.destroy();
    }
  });
  await Promise.all(callers);
  return { latenciesMs, tookMs: performance.now() - startedAt };
}

function textOf({ url, headers, body }: RawCall): string {
  const { host, pathname } = new URL(url);
  const all = { host, ...headers, 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${[`POST ${pathname} HTTP/1.1`, ...lines].join('\r\n')}${HEAD_END}${body}`;
}

function callUntil(until: number, socket: Socket, request: Buffer, latenciesMs: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = '';
    let sentAt = performance.now();
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the connection was closed')));
    socket.on('data', (text: string) => {
      received += text;
      const state = stateOf(received);
      if (state === 'incomplete') return;
      if (state === 'unexpected') return reject(new Error(`the answer was ${received}`));
      const now = performance.now();
      latenciesMs.push(now - sentAt);
      if (now >= until) return resolve();
      received = '';
      sentAt = now;
      socket.write(request);
    });
    socket.write(request);
  });
}

/** Of an answer as far as it has come: what is expected is a 200 that says its length. */
function stateOf(received: string): 'incomplete' | 'complete' | 'unexpected' {
  const headBytes = received.indexOf(HEAD_END);
  if (headBytes < 0) return 'incomplete';
  const head = /^HTTP\/1\.1 200 [^]*\r\ncontent-length: (\d+)\r\n/i.exec(received.slice(0, headBytes + 2));
  if (head === null) return 'unexpected';
  return received.length < headBytes + HEAD_END.length + Number(head[1]) ? 'incomplete' : 'complete';
}
