import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { EnrolmentRefused } from './identity.ts';
import type { JsonObject } from './json.ts';
import { script } from './script.ts';
import { newTerminal, type Simulator } from './simulator.ts';
import { servePage } from './page.ts';
import type { Terminal } from './terminal.ts';

const power = z.strictObject({ on: z.boolean(), silent: z.boolean().default(false) });
/** `at`: as if it were then. */
const renewal = z.strictObject({ at: z.iso.datetime().optional() });
const standAlone = z.strictObject({
  amount: z.string().regex(/^\d{1,12}(\.\d{1,5})?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The shopper's time, where no person is there. */
  delayMs: z.int().min(0).max(600_000).default(0),
});

const shopperAction = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('card'),
    brand: z.string().max(35),
    how: z.enum(['EMVProximityReader', 'ICC', 'MagneticStripe', 'QRCode']),
  }),
  z.strictObject({ do: z.literal('pin'), pin: z.string().regex(/^\d{4,6}$/) }),
  z.strictObject({ do: z.literal('cancel') }),
  z.strictObject({ do: z.literal('done') }),
]);

/** An answer other than 2xx. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** The control API: what a test tells the terminals and asks of them. Loopback only; it has no authentication. */
export class ControlServer {
  readonly #simulator: Simulator;
  readonly #publicUrl: () => string;
  readonly #server: Server;

  /** @param publicUrl base of the simulatorUrl of each terminal, such as http://127.0.0.1:8090 */
  constructor(simulator: Simulator, publicUrl: () => string) {
    this.#simulator = simulator;
    this.#publicUrl = publicUrl;
    this.#server = createServer((request, response) => {
      this.#respond(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (servePage(this.#simulator, request, response)) return;
      send(response, await this.#answer(request));
    } catch (error) {
      send(response, refusalOf(error));
    }
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [first, serialNumber, action, ...rest] = pathname.split('/').slice(1).map(decodeURIComponent);
    const call = `${request.method} ${action ?? ''}`;
    if (first === 'health') return { status: 200, body: { status: 'ok' } };
    if (first === 'metrics') return { status: 200, body: this.#metrics() };
    if (first !== 'terminals' || rest.length > 0) throw new Refused(404, 'no such path');
    if (serialNumber === undefined) return this.#terminals(request);
    const known = this.#simulator.get(serialNumber);
    if (known === undefined) throw new Refused(404, `no terminal ${serialNumber}`);
    if (call === 'GET ')
      return { status: 200, body: { ...this.#describe(serialNumber), ...known.terminal.describe() } };
    if (call === 'GET journal') return { status: 200, body: { interactions: known.terminal.interactions.all() } };
    if (call === 'POST shopper') {
      if (!known.terminal.screen.press(await read(request, shopperAction)))
        throw new Refused(409, 'nobody waits for it');
      return { status: 204 };
    }
    if (call === 'DELETE script') {
      known.terminal.scripts.clear();
      known.terminal.screen.changed();
      return { status: 204 };
    }
    if (call === 'POST script') return this.#script(known.terminal, await read(request, script));
    if (call === 'POST power') {
      const { on, silent } = await read(request, power);
      await known.terminal.power(on, silent);
      return { status: 200, body: known.terminal.describe() };
    }
    if (call === 'POST renewal') {
      const { at } = await read(request, renewal);
      const certificate = await this.#simulator.renew(serialNumber, at === undefined ? new Date() : new Date(at));
      return { status: 200, body: { certificate } };
    }
    if (call === 'POST stand-alone') {
      const journalSequence = await known.terminal.sellStandAlone(await read(request, standAlone));
      if (journalSequence === undefined) throw new Refused(409, 'a card flow is running, or the power went');
      return { status: 201, body: { journalSequence } };
    }
    throw new Refused(404, 'no such path');
  }

  async #terminals(request: IncomingMessage): Promise<Answer> {
    if (request.method === 'GET') {
      const terminals = this.#simulator.list().map(({ identity, terminal }) => ({
        ...this.#describe(identity.serialNumber),
        ...terminal.describe(),
      }));
      return { status: 200, body: { terminals } };
    }
    if (request.method !== 'POST') throw new Refused(405, 'GET or POST');
    const wanted = await read(request, newTerminal);
    const { deviceId } = await this.#simulator.add(wanted);
    return { status: 201, body: { ...this.#describe(wanted.serialNumber), deviceId } };
  }

  #script(terminal: Terminal, entry: z.infer<typeof script>): Answer {
    terminal.scripts.set(entry);
    terminal.screen.changed();
    return { status: 200, body: entry };
  }

  #describe(serialNumber: string): JsonObject {
    return { serialNumber, simulatorUrl: `${this.#publicUrl()}/terminals/${encodeURIComponent(serialNumber)}` };
  }

  #metrics(): string {
    const terminals = this.#simulator.list();
    const connected = terminals.filter(({ terminal }) => terminal.link.welcome !== undefined).length;
    return [
      '# TYPE simulator_terminals gauge',
      `simulator_terminals ${terminals.length}`,
      '# TYPE simulator_terminals_connected gauge',
      `simulator_terminals_connected ${connected}`,
      '',
    ].join('\n');
  }
}

const MAX_BODY_BYTES = 65_536;

/** @throws Refused 400 with the pointer of the first fault */
async function read<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > MAX_BODY_BYTES) throw new Refused(413, 'the body is larger than 64 KiB');
  }
  const parsed = schema.safeParse(toJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refused(400, `/${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'not acceptable'}`);
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refused(400, error instanceof Error ? error.message : 'not JSON');
  }
}

function refusalOf(error: unknown): Answer {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof Refused) return { status: error.status, body: { status: error.status, detail } };
  if (error instanceof EnrolmentRefused)
    return { status: 502, body: { status: 502, platformStatus: error.status, detail } };
  return { status: 500, body: { status: 500, detail } };
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer.status === 204) return void response.writeHead(204).end();
  const isText = typeof answer.body === 'string';
  response.writeHead(answer.status, { 'content-type': isText ? 'text/plain; version=0.0.4' : 'application/json' });
  response.end(isText ? String(answer.body) : JSON.stringify(answer.body ?? {}));
}
