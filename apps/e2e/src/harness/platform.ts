import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@ppaas/contracts';
import { createTopics } from '@ppaas/messaging';
import { createDatabase, testStores } from '@ppaas/testing';
import type { TestDatabase, TestStores } from '@ppaas/testing';
import pg from 'pg';
import { CELL_SERVICES, Cell } from './cell.ts';
import { Child, ROOT } from './child.ts';
import type { DeviceDoor } from './device-door.ts';
import { Operator } from './operator.ts';
import { freePorts } from './ports.ts';
import { Probes } from './probes.ts';
import type { Router } from './router.ts';
import { makeSecrets } from './secrets.ts';
import type { Secrets } from './secrets.ts';
import { TlsDoor } from './tls-door.ts';

export const SERVICES = ['auth', 'registry', 'session', 'transaction', 'device-connector'] as const;

/** The instances of all cells have the same names, as in a cluster; here those of the second one are `cell-1-transaction-0`. */
const keyOf = (instance: string, cell: number): string => (cell === 0 ? instance : `cell-${cell}-${instance}`);

export interface PlatformOptions {
  /** Names its logs: `.ppaas/e2e/<name>`. */
  readonly name: string;
  /** Factor on the protocol's times, default 1; many faults run at a tenth of them, alone on the machine. */
  readonly timeScale?: number;
  /** Simulators: each is a process of its own, so that one can be paused without the others. */
  readonly simulators?: number;
  /** Services of which there is a second instance. */
  readonly twice?: readonly ServiceName[];
  /** Cells; default one. The registry knows the others once the platform is up. */
  readonly cells?: number;
  /** Ask instances whether they are ready, and send nothing to those that are not. */
  readonly isProbed?: boolean;
  /** More environment for all services. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The whole platform as real processes over real stores, behind one origin and one door for devices. */
export class Platform {
  readonly cells: readonly Cell[];
  readonly stores: TestStores = testStores();
  readonly directory: string;
  readonly services = new Map<string, Child>();
  readonly simulators: Child[] = [];
  readonly #databases = new Map<ServiceName, TestDatabase>();
  readonly #pools = new Map<ServiceName, pg.Pool>();
  readonly #locks = new Set<() => Promise<void>>();
  #probes: Probes | undefined;
  #secrets: Secrets | undefined;
  #tlsDoor: TlsDoor | undefined;

  private constructor(readonly options: PlatformOptions) {
    this.directory = join(ROOT, '.ppaas/e2e', options.name);
    this.cells = Array.from(
      { length: options.cells ?? 1 },
      () => new Cell((service, cell) => this.#portsOf(service, cell)),
    );
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

  /** Of the first cell, which serves every organisation that is not moved. */
  get cell(): string {
    return this.at(0).name;
  }

  get router(): Router {
    return this.at(0).router;
  }

  get door(): DeviceDoor {
    return this.at(0).door;
  }

  get origin(): string {
    return this.router.origin;
  }

  at(index: number): Cell {
    const cell = this.cells[index];
    if (cell === undefined) throw new Error(`no cell ${index}`);
    return cell;
  }

  /** Where POS software on a device calls with the device's certificate. */
  get tlsOrigin(): string {
    if (this.#tlsDoor === undefined) throw new Error('the platform has not started');
    return this.#tlsDoor.origin;
  }

  get timeScale(): number {
    return this.options.timeScale ?? 1;
  }

  get secrets(): Secrets {
    if (this.#secrets === undefined) throw new Error('the platform has not started');
    return this.#secrets;
  }

  operator(): Operator {
    return new Operator(this.origin, this.secrets.operatorKey);
  }

  /** @param name a service, for its first instance, or an instance such as `transaction-1`; of the first cell */
  service(name: string, cell = 0): Child {
    const key = keyOf(name, cell);
    const child = this.services.get(key) ?? this.services.get(`${key}-0`);
    if (child === undefined) throw new Error(`no process ${key}`);
    return child;
  }

  /** The processes that only this cell has. */
  ofCell(cell: number): readonly Child[] {
    return CELL_SERVICES.map((service) => this.service(service, cell));
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
    this.#probes?.stop();
    await Promise.all([...this.cells.map((cell) => cell.close()), this.#tlsDoor?.close()]);
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
    await Promise.all([...this.#databases.values()].map((database) => database.drop()));
  }

  async #start(): Promise<void> {
    rmSync(this.directory, { recursive: true, force: true });
    mkdirSync(this.directory, { recursive: true });
    this.#secrets = await makeSecrets(join(this.directory, 'secrets'));
    this.#tlsDoor = new TlsDoor(this.router, this.#secrets);
    await Promise.all([
      ...this.cells.map((cell) => cell.open()),
      this.#tlsDoor.open(),
      ...this.cells.map(({ name }) => createTopics({ brokers: [...this.stores.kafkaBrokers], cell: name })),
      ...SERVICES.map((service) => this.#createDatabase(service)),
    ]);
    const { simulators = 1 } = this.options;
    const instances = this.cells.flatMap((_, cell) => this.#instances(cell));
    const ports = await freePorts(instances.length * 2 + simulators);
    for (let index = 0; index < simulators; index += 1) this.#addSimulator(index, ports.pop() ?? 0);
    for (const { service, instance, cell } of instances) this.#add(service, instance, cell, ports);
    for (const [index, { door }] of this.cells.entries()) this.#joinConnectors(index, door);
    if (this.options.isProbed === true) this.#probes = new Probes(() => this.services.values());
    // First instances migrate their databases; second ones would only wait for them.
    const first = [...this.services.values()].filter(({ spec }) => spec.environment.CELL === this.cell);
    await Promise.all([...first, ...this.simulators].map((child) => child.start()));
    // The databases are migrated by now, and two cores start five processes sooner than ten.
    await Promise.all([...this.services.values()].filter(({ isRunning }) => !isRunning).map((child) => child.start()));
    await this.#probes?.know([...this.services.values()]);
    const operator = this.operator();
    for (const { name, router, connectUrl } of this.cells.slice(1))
      await operator.call('PUT', `cells/${name}`, { retailUrl: router.origin, connectUrl });
  }

  #instances(cell: number): { readonly service: ServiceName; readonly instance: string; readonly cell: number }[] {
    const { twice = [] } = this.options;
    const services = cell === 0 ? SERVICES : CELL_SERVICES;
    return services.flatMap((service) => [
      { service, instance: `${service}-0`, cell },
      ...(twice.includes(service) ? [{ service, instance: `${service}-1`, cell }] : []),
    ]);
  }

  /** Devices go where a test sends them; where instances are asked, to one after the other that is ready. */
  #joinConnectors(cell: number, door: DeviceDoor): void {
    door.target = Number(this.service('device-connector-0', cell).spec.environment.DEVICE_PORT);
    let turn = 0;
    door.choose = () => {
      if (this.#probes === undefined) return undefined;
      const up = this.#up('device-connector', this.at(cell));
      return Number(up[turn++ % Math.max(1, up.length)]?.spec.environment.DEVICE_PORT ?? 0) || undefined;
    };
  }

  async #createDatabase(service: ServiceName): Promise<void> {
    const database = await createDatabase(`e2e_${service.replaceAll('-', '_')}`);
    this.#databases.set(service, database);
    const pool = new pg.Pool({ connectionString: database.url, max: 4 });
    // A test may restart Postgres under the harness too: a broken idle connection is replaced at the next query.
    pool.on('error', () => undefined);
    this.#pools.set(service, pool);
  }

  #portsOf(service: ServiceName, cell: Cell): number[] {
    return this.#up(service, CELL_SERVICES.includes(service) ? cell : this.at(0)).map(({ spec }) => spec.port);
  }

  #up(service: ServiceName, cell: Cell): Child[] {
    const isMeant = ({ app, environment }: Child['spec']): boolean => app === service && environment.CELL === cell.name;
    return [...this.services.values()].filter(
      (child) => isMeant(child.spec) && child.isRunning && !child.isPaused && (this.#probes?.isReady(child) ?? true),
    );
  }

  #add(service: ServiceName, instance: string, cell: number, ports: number[]): void {
    const port = ports.pop() ?? 0;
    const devicePort = ports.pop() ?? 0;
    const { auth, registry, connector } = this.secrets;
    const authPort = service === 'auth' ? port : (this.services.get('auth-0')?.spec.port ?? 0);
    const own: Partial<Record<ServiceName, Readonly<Record<string, string>>>> = {
      auth: { ...auth, RETAIL_URL: this.origin },
      registry: {
        ...registry,
        DEVICE_URL: this.at(0).connectUrl,
        DEFAULT_CELL: this.cell,
        AUTH_URL: `http://127.0.0.1:${authPort}`,
        ...(this.simulators.length > 0 && { SIMULATOR_URL: this.simulatorUrl() }),
      },
      session: { AUTH_URL: `http://127.0.0.1:${authPort}` },
      transaction: { AUTH_URL: `http://127.0.0.1:${authPort}` },
      'device-connector': { ...connector, DEVICE_PORT: String(devicePort) },
    };
    const environment = {
      LOG_LEVEL: 'info',
      // Several platforms and browsers share the processors: whose loop is late says nothing.
      LOOP_DELAY_MAX_MS: '5000',
      CELL: this.at(cell).name,
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
    const name = keyOf(instance, cell);
    const logFile = join(this.directory, `${name}.log`);
    this.services.set(name, new Child({ name, app: service, port, environment, logFile }));
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
