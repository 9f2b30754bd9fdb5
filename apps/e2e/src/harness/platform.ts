import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@ppaas/contracts';
import { createTopics } from '@ppaas/messaging';
import { createDatabase, testStores, uniqueCell } from '@ppaas/testing';
import type { TestDatabase, TestStores } from '@ppaas/testing';
import pg from 'pg';
import { Child, ROOT } from './child.ts';
import { DeviceDoor } from './device-door.ts';
import { Operator } from './operator.ts';
import { freePorts } from './ports.ts';
import { Router } from './router.ts';
import { makeSecrets } from './secrets.ts';
import type { Secrets } from './secrets.ts';
import { TlsDoor } from './tls-door.ts';

export const SERVICES = ['auth', 'registry', 'session', 'transaction', 'device-connector'] as const;

export interface PlatformOptions {
  /** Names its logs: `.ppaas/e2e/<name>`. */
  readonly name: string;
  /** Factor on the protocol's times; faults run at a tenth of them. */
  readonly timeScale?: number;
  /** Simulators: each is a process of its own, so that one can be paused without the others. */
  readonly simulators?: number;
  /** Services of which there is a second instance. */
  readonly twice?: readonly ServiceName[];
  /** More environment for all services. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The whole platform as real processes over real stores, behind one origin and one door for devices. */
export class Platform {
  readonly cell = uniqueCell();
  readonly stores: TestStores = testStores();
  readonly directory: string;
  readonly services = new Map<string, Child>();
  readonly simulators: Child[] = [];
  readonly door = new DeviceDoor();
  readonly router = new Router((service) => this.#portsOf(service));
  readonly #databases = new Map<ServiceName, TestDatabase>();
  readonly #pools = new Map<ServiceName, pg.Pool>();
  readonly #locks = new Set<() => Promise<void>>();
  #secrets: Secrets | undefined;
  #tlsDoor: TlsDoor | undefined;

  private constructor(readonly options: PlatformOptions) {
    this.directory = join(ROOT, '.ppaas/e2e', options.name);
  }

  static async start(options: PlatformOptions): Promise<Platform> {
    const platform = new Platform(options);
    try {
      await platform.#start();
    } catch (error) {
      await platform.stop();
      throw error;
    }
    return platform;
  }

  get origin(): string {
    return this.router.origin;
  }

  /** Where POS software on a device calls with the device's certificate. */
  get tlsOrigin(): string {
    if (this.#tlsDoor === undefined) throw new Error('the platform has not started');
    return this.#tlsDoor.origin;
  }

  get timeScale(): number {
    return this.options.timeScale ?? 0.1;
  }

  get secrets(): Secrets {
    if (this.#secrets === undefined) throw new Error('the platform has not started');
    return this.#secrets;
  }

  operator(): Operator {
    return new Operator(this.origin, this.secrets.operatorKey);
  }

  /** @param name a service, for its first instance, or an instance such as `transaction-1` */
  service(name: string): Child {
    const child = this.services.get(name) ?? this.services.get(`${name}-0`);
    if (child === undefined) throw new Error(`no process ${name}`);
    return child;
  }

  simulatorUrl(index = 0): string {
    return `http://127.0.0.1:${this.simulators[index]?.spec.port}`;
  }

  /** Which connector gets the connections that devices open from now on. */
  sendDevicesTo(instance: string): void {
    this.door.target = Number(this.service(instance).spec.environment.DEVICE_PORT);
  }

  /** A pool of the harness's own on the database of a service. */
  pool(service: ServiceName): pg.Pool {
    const pool = this.#pools.get(service);
    if (pool === undefined) throw new Error(`no database of ${service}`);
    return pool;
  }

  databaseUrl(service: ServiceName): string {
    return this.#databases.get(service)?.url ?? '';
  }

  async rows<T extends pg.QueryResultRow>(
    service: ServiceName,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<T[]> {
    return (await this.pool(service).query<T>(text, [...values])).rows;
  }

  /** Takes a lock in a transaction of its own, until it is released or the platform stops. @returns what releases it */
  async lock(service: ServiceName, take: (client: pg.PoolClient) => Promise<unknown>): Promise<() => Promise<void>> {
    const client = await this.pool(service).connect();
    await client.query('begin');
    await take(client);
    const release = async (): Promise<void> => {
      if (!this.#locks.delete(release)) return;
      await client.query('rollback');
      client.release();
    };
    this.#locks.add(release);
    return release;
  }

  async stop(): Promise<void> {
    for (const release of this.#locks) await release();
    for (const child of [...this.services.values(), ...this.simulators]) child.resume();
    await Promise.all(this.simulators.map((child) => child.stop()));
    await Promise.all([...this.services.values()].map((child) => child.stop()));
    await Promise.all([this.router.close(), this.door.close(), this.#tlsDoor?.close()]);
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
    await Promise.all([...this.#databases.values()].map((database) => database.drop()));
  }

  async #start(): Promise<void> {
    rmSync(this.directory, { recursive: true, force: true });
    mkdirSync(this.directory, { recursive: true });
    this.#secrets = await makeSecrets(join(this.directory, 'secrets'));
    this.#tlsDoor = new TlsDoor(this.router, this.#secrets);
    await Promise.all([
      this.router.open(),
      this.door.open(),
      this.#tlsDoor.open(),
      createTopics({ brokers: [...this.stores.kafkaBrokers], cell: this.cell }),
      ...SERVICES.map((service) => this.#createDatabase(service)),
    ]);
    const { twice = [], simulators = 1 } = this.options;
    const instances = SERVICES.flatMap((service) => [
      { service, instance: `${service}-0` },
      ...(twice.includes(service) ? [{ service, instance: `${service}-1` }] : []),
    ]);
    const ports = await freePorts(instances.length * 2 + simulators);
    for (const { service, instance } of instances) this.#add(service, instance, ports);
    for (let index = 0; index < simulators; index += 1) this.#addSimulator(index, ports.pop() ?? 0);
    this.sendDevicesTo('device-connector-0');
    // First instances migrate their databases; second ones would only wait for them.
    await Promise.all([...this.services.values(), ...this.simulators].map((child) => child.start()));
  }

  async #createDatabase(service: ServiceName): Promise<void> {
    const database = await createDatabase(`e2e_${service.replaceAll('-', '_')}`);
    this.#databases.set(service, database);
    const pool = new pg.Pool({ connectionString: database.url, max: 4 });
    // A test may restart Postgres under the harness too: a broken idle connection is replaced at the next query.
    pool.on('error', () => undefined);
    this.#pools.set(service, pool);
  }

  #portsOf(service: ServiceName): number[] {
    return [...this.services.values()]
      .filter((child) => child.spec.app === service && child.isRunning && !child.isPaused)
      .map((child) => child.spec.port);
  }

  #add(service: ServiceName, instance: string, ports: number[]): void {
    const port = ports.pop() ?? 0;
    const devicePort = ports.pop() ?? 0;
    const { auth, registry, connector } = this.secrets;
    const authPort = service === 'auth' ? port : (this.services.get('auth-0')?.spec.port ?? 0);
    const own: Partial<Record<ServiceName, Readonly<Record<string, string>>>> = {
      auth: { ...auth, RETAIL_URL: this.origin },
      registry: {
        ...registry,
        DEVICE_URL: `wss://localhost:${this.door.port}/device/v1/connect`,
        DEFAULT_CELL: this.cell,
        AUTH_URL: `http://127.0.0.1:${authPort}`,
      },
      transaction: { AUTH_URL: `http://127.0.0.1:${authPort}` },
      'device-connector': { ...connector, DEVICE_PORT: String(devicePort) },
    };
    const environment = {
      LOG_LEVEL: 'info',
      CELL: this.cell,
      INSTANCE: instance,
      ...this.#databases.get(service)?.environment,
      DATABASE_POOL_MAX: '10',
      KAFKA_BROKERS: this.stores.kafkaBrokers.join(','),
      REDIS_URL: this.stores.redisUrl,
      ISSUER: this.origin,
      JWKS_URL: `http://127.0.0.1:${authPort}/.well-known/jwks.json`,
      JWKS_COOLDOWN_MS: '200',
      TIME_SCALE: String(this.timeScale),
      // The protocol's times are scaled, and its sales follow each other without a shopper between: a device says more than one in a shop.
      DEVICE_BYTES_PER_MINUTE: '10000000',
      DEVICE_FRAMES_PER_SECOND: '500',
      ...own[service],
      ...this.options.environment,
    };
    const logFile = join(this.directory, `${instance}.log`);
    this.services.set(instance, new Child({ name: instance, app: service, port, environment, logFile }));
  }

  #addSimulator(index: number, port: number): void {
    const name = `terminal-simulator-${index}`;
    const environment = {
      LOG_LEVEL: 'info',
      INSTANCE: name,
      DATA_DIR: join(this.directory, name),
      RETAIL_URL: this.origin,
      RETAIL_TLS_URL: this.tlsOrigin,
      CA_FILE: this.secrets.caFile,
      TIME_SCALE: String(this.timeScale),
    };
    const logFile = join(this.directory, `${name}.log`);
    this.simulators.push(new Child({ name, app: 'terminal-simulator', port, environment, logFile }));
  }
}
