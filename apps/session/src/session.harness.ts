import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { liveSession, liveSessionKey } from '@ppaas/contracts';
import type { DataOf, LiveSession, OrganisationCells, TypeName } from '@ppaas/contracts';
import { bodyOf, buildAnswer, buildStatusAnswer, headerOf, readMessage, writeMessage } from '@ppaas/nexo';
import type { NexoMessage, ResponseReason } from '@ppaas/nexo';
import { Redis } from '@ppaas/service';
import {
  ScriptedConnector,
  aSessionRequest,
  aStore,
  createDatabase,
  eventually,
  factsOf,
  readTopic,
  startTokenIssuer,
  testStores,
  uniqueCell,
} from '@ppaas/testing';
import type { DeviceCommand, TestDatabase, TestPos, TestStore, TokenIssuer, TopicReader } from '@ppaas/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';
import { LOGIN, LOGOUT } from './session.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Said {
  readonly Response?: string;
  readonly ResponseReason?: string;
  readonly AdditionalResponseInformation?: string;
}

/** A row of `session`, as far as tests look at it. */
export interface Row {
  readonly session_id: string;
  readonly fence: string;
  readonly pos_id: string;
  readonly boot_id: string;
  readonly expires_at: Date;
  readonly end_reason: string | null;
  readonly attributes: Record<string, unknown>;
}

export const success = { Response: 'Success' };
export const no = (ResponseReason: string): Said => ({ Response: 'Failure', ResponseReason });
export const xid = (): string => randomUUID().slice(0, 13);

/** The Response of an answer that is a valid message. */
export function says(reply: Reply): Said {
  expect(reply.status).toBe(200);
  const read = readMessage(reply.text, 'strict');
  if (read.kind !== 'message') throw new Error(`not a valid answer: ${reply.text}`);
  return bodyOf(read.message)['Response'] as Said;
}

/** The payment device: a Login is open or not, a sale is running or not, it hears and speaks or not. */
export class Terminal {
  login: string | null = null;
  isSelling = false;
  hears = true;
  speaks = true;
  readonly done = new Map<string, NexoMessage>();

  constructor(private readonly connector: ScriptedConnector) {}

  onCommand = async (command: DeviceCommand): Promise<void> => {
    if (command.type === 'ReleaseResult' || command.type === 'DeliverAbort' || !this.hears) return;
    const request = command.data.message as unknown as NexoMessage;
    const { exchangeId } = command.data;
    const now = new Date().toISOString();
    if (command.type === 'DeliverEnquiry') {
      const repeated = this.done.get(exchangeId);
      const answer = repeated
        ? buildStatusAnswer(request, { now, response: 'Success', repeated })
        : buildStatusAnswer(request, { now, response: 'Failure', reason: 'NotFound' });
      await this.connector.answerEnquiry(command.data.queryId, exchangeId, answer);
      return;
    }
    const answer = this.#serve(request, now);
    this.done.set(exchangeId, answer);
    if (!this.speaks) return;
    await this.connector.acknowledge(exchangeId);
    await this.connector.answer(exchangeId, answer);
  };

  /** What the platform sent down of this kind, its own exchanges included. */
  requests(kind: string): readonly NexoMessage[] {
    return this.connector.commands.flatMap((command) => {
      if (command.type !== 'DeliverExchange') return [];
      const message = command.data.message as unknown as NexoMessage;
      return bodyOf(message)['ServiceContent'] === kind ? [message] : [];
    });
  }

  #serve(request: NexoMessage, now: string): NexoMessage {
    const kind = bodyOf(request)['ServiceContent'];
    const from = headerOf(request).InitiatingParty.Identification;
    const refuse = (reason: ResponseReason): NexoMessage => buildAnswer(request, { now, response: 'Failure', reason });
    if (kind === LOGIN) {
      if (this.isSelling) return refuse('Busy');
      this.login = from;
      const POISoftware = [{ Type: 'PaymentApplication', Identification: { Identification: 'Scripted' } }];
      const LoginResponse = { POIDateTime: now, POISoftware };
      return buildAnswer(request, { now, response: 'Success', block: { LoginResponse } });
    }
    if (kind === LOGOUT) {
      if (this.isSelling) return refuse('Busy');
      if (this.login !== null && this.login !== from) return refuse('LoggedOut');
      this.login = null;
      return buildAnswer(request, { now, response: 'Success' });
    }
    const DiagnosisResponse = this.login === null ? {} : { LoggedSaleIdentification: [this.login] };
    return buildAnswer(request, { now, response: 'Success', block: { DiagnosisResponse } });
  }
}

/** The service on real stores, with one store, its tills and a device behind a scripted connector. Times are a tenth. */
export class SessionWorld {
  #boots = 0;
  #isConnected = false;
  readonly #tokens = new Map<string, string>();

  private constructor(
    readonly cell: string,
    readonly store: TestStore,
    readonly foreign: TestStore,
    readonly connector: ScriptedConnector,
    readonly terminal: Terminal,
    readonly app: NestFastifyApplication,
    readonly pool: Pool,
    private readonly database: TestDatabase,
    private readonly issuer: TokenIssuer,
    private readonly events: TopicReader<'sessionEvents'>,
  ) {}

  static async start(): Promise<SessionWorld> {
    const { kafkaBrokers: brokers, redisUrl } = testStores();
    const cell = uniqueCell();
    const store = aStore({ cell, tills: 3 });
    const foreign = aStore({ cell });
    const database = await createDatabase('session');
    const issuer = await startTokenIssuer();
    const [deviceId = ''] = store.deviceIds;
    const connector = await ScriptedConnector.start({ brokers, cell, tenantId: store.tenantId, deviceId });
    const terminal = new Terminal(connector);
    connector.onCommand = terminal.onCommand;
    await connector.bus.publish([...factsOf(store, { cell }), ...factsOf(foreign, { cell })]);
    const events = await readTopic({ brokers, cell, topic: 'sessionEvents' });
    Object.assign(process.env, {
      PORT: '0',
      LOG_LEVEL: 'silent',
      CELL: cell,
      INSTANCE: 'session-0',
      ...database.environment,
      KAFKA_BROKERS: brokers.join(','),
      REDIS_URL: redisUrl,
      ISSUER: issuer.issuer,
      JWKS_URL: issuer.jwksUrl,
      AUTH_URL: issuer.issuer,
      TIME_SCALE: '0.1',
    });
    const [{ start }, { SessionModule }, { config }] = await Promise.all([
      import('@ppaas/service'),
      import('./session.module.ts'),
      import('./session.config.ts'),
    ]);
    const app = await start({ name: 'session', module: SessionModule, config });
    const pool = new Pool({ connectionString: database.url, max: 2 });
    pool.on('error', (error) => expect(error.message).toMatch(/terminat/));
    const world = new SessionWorld(cell, store, foreign, connector, terminal, app, pool, database, issuer, events);
    for (const pos of [...store.pos, ...foreign.pos]) world.#tokens.set(pos.posId, await issuer.tokenFor(pos));
    return world;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.connector.stop();
    await this.events.stop();
    await this.pool.end();
    await this.issuer.close();
    await this.database.drop();
  }

  /** Before each test: the device is there and idle, nobody is logged in, nothing runs. */
  async reset(): Promise<void> {
    Object.assign(this.terminal, { login: null, isSelling: false, hears: true, speaks: true });
    await this.pool.query("update session set ended_at = now(), end_reason = 'logout' where ended_at is null");
    await this.pool.query('delete from leftover');
    await this.something('select 1 from device where device_id = $1', this.deviceId);
    const posIds = [...this.store.pos, ...this.foreign.pos].map(({ posId }) => posId);
    await this.something('select 1 from pos where pos_id = any($1) having count(*) = $2', posIds, posIds.length);
    if (!this.#isConnected) await this.boot();
    await this.nothing('select 1 from exchange where completed_at is null');
    await this.pool.query('delete from leftover');
  }

  get deviceId(): string {
    return this.store.deviceIds[0] ?? '';
  }

  /** The device starts anew, and the service knows. @returns its boot id */
  async boot(): Promise<string> {
    this.#boots += 1;
    await this.reconnect(`boot-${this.#boots}`);
    return `boot-${this.#boots}`;
  }

  async reconnect(bootId = this.connector.hello.bootId): Promise<void> {
    this.#isConnected = true;
    await this.connector.connect({ bootId });
    await this.something('select 1 from device_route where connected and epoch = $1', this.connector.epoch);
  }

  async unplug(): Promise<void> {
    await this.connector.disconnect();
    this.#isConnected = false;
    await this.nothing('select 1 from device_route where connected');
  }

  /** Waits until a query gives rows. */
  something = (query: string, ...values: unknown[]): Promise<true> =>
    eventually(query, async () => ((await this.pool.query(query, values)).rows.length > 0 ? true : undefined));

  /** Waits until a query gives none. */
  nothing = (query: string, ...values: unknown[]): Promise<true> =>
    eventually(query, async () => ((await this.pool.query(query, values)).rows.length === 0 ? true : undefined));

  async post(message: NexoMessage | string, pos = this.store.pos[0], isTakeover = false): Promise<Reply> {
    const response = await this.app.inject({
      method: 'POST',
      url: '/retail/v1/session',
      headers: {
        authorization: `Bearer ${String(this.#tokens.get(pos?.posId ?? ''))}`,
        'content-type': 'application/json',
        ...(isTakeover && { 'session-takeover': 'true' }),
      },
      payload: typeof message === 'string' ? message : writeMessage(message),
    });
    return { status: response.statusCode, headers: response.headers, text: response.body };
  }

  request = (kind: 'Login' | 'Logout' | 'Diagnosis', pos: TestPos, change: object = {}): NexoMessage =>
    aSessionRequest({
      kind,
      saleId: pos.saleId,
      deviceId: this.deviceId,
      exchangeIdentification: xid(),
      ...change,
    });

  login = (pos: TestPos, isTakeover = false): Promise<Reply> => this.post(this.request('Login', pos), pos, isTakeover);
  logout = (pos: TestPos): Promise<Reply> => this.post(this.request('Logout', pos), pos);
  diagnose = (pos: TestPos): Promise<Reply> => this.post(this.request('Diagnosis', pos), pos);

  /** What of the organisation is under way in a cell, as an operator is told. */
  async workIn(cell: string): Promise<OrganisationCells['work'][number] | undefined> {
    const { statusCode, body } = await this.app.inject({
      url: `/operations/v1/sessions/organisations/${this.store.tenantId}/cells`,
      headers: { authorization: `Bearer ${await this.issuer.operatorToken()}` },
    });
    expect(statusCode).toBe(200);
    return (JSON.parse(body) as OrganisationCells).work.find((one) => one.cell === cell);
  }

  async openSession(): Promise<Row | undefined> {
    const query = 'select * from session where device_id = $1 and ended_at is null';
    return (await this.pool.query<Row>(query, [this.deviceId])).rows[0];
  }

  /** The open session. @throws Error when there is none */
  async opened(): Promise<Row> {
    const session = await this.openSession();
    if (session === undefined) throw new Error('no session is open');
    return session;
  }

  async live(): Promise<LiveSession | undefined> {
    const text = await this.app.get(Redis).commands.get(liveSessionKey(this.deviceId));
    return text === null ? undefined : liveSession.parse(JSON.parse(text));
  }

  /** Waits for a session event. */
  told = <T extends TypeName<'sessionEvents'>>(
    type: T,
    fits: (data: DataOf<'sessionEvents', T>) => boolean,
  ): Promise<DataOf<'sessionEvents', T>> =>
    eventually(`${type} is told`, () =>
      this.events.seen
        .filter((event) => event.type === type)
        .map((event) => event.data as DataOf<'sessionEvents', T>)
        .find(fits),
    );

  deviceHolds = (saleId: string | null): Promise<true> =>
    eventually(`the device holds ${String(saleId)}`, () => (this.terminal.login === saleId ? true : undefined));
}
