import { relative, resolve } from 'node:path';
import { createTopics } from '@ppaas/messaging';
import { atExit } from '../processes/at-exit.ts';
import { Ledger, sweep } from '../processes/ledger.ts';
import { say, step } from '../progress.ts';
import { addressOf, startStores } from '../stores/stores.ts';
import type { Stores } from '../stores/stores.ts';
import { ROOT, statePath } from '../workspace.ts';
import { ensureDatabases } from './databases.ts';
import { Operator } from './operator.ts';
import { ensurePortal, isPortalBuilt } from './portal.ts';
import { NATIVE_PORTS, choosePorts, rememberPorts, rememberedPorts } from './ports.ts';
import type { Ports } from './ports.ts';
import { closeServer, listenOn, mutualTlsDoor, publicDoor } from '../door/proxy.ts';
import { startPrometheus } from './prometheus.ts';
import type { Place } from '../door/proxy.ts';
import { describeSandbox, writeSandboxFile } from './sandbox-file.ts';
import type { SandboxFile } from './sandbox-file.ts';
import { waitForDevices } from './devices-online.ts';
import { ensureSecrets, writeSecret } from './secrets.ts';
import type { SecretFiles } from './secrets.ts';
import { ensureSeed, ensureTerminals } from './seed.ts';
import { CELL, addressesOf, requireBuilt, serviceSpecs } from './service-specs.ts';
import type { SandboxService, ServiceSpec } from './service-specs.ts';
import { POSTGRES_URL_FILE, forgetState, newState, readState, writeState } from './state.ts';
import type { SandboxState } from './state.ts';
import { SupervisedService } from './supervisor.ts';
import { CliError, messageOf } from '../cli-error.ts';

export interface Sandbox {
  readonly file: SandboxFile;
  readonly stores: Stores;
  readonly ports: Ports;
  /** A fresh sign-in as the sandbox's operator. */
  operator(): Promise<Operator>;
  /** `kill -9`; the supervisor starts it again. */
  kill(service: SandboxService): void;
  stop(): Promise<void>;
}

export interface SandboxOptions {
  /** Builds the portal when its sources changed; without it the registry serves what was built before, if anything. */
  readonly hasPortal?: boolean;
  /** `false`: the journals of the terminals are left to the operating system, as those of real ones are to their own disks. */
  readonly isJournalSynced?: boolean;
  /** A Prometheus beside it. */
  readonly isObserved?: boolean;
  /** Of all services, in place of the sandbox's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where stores, terminals and the seed lie; default: where the sandbox of the last start has them. */
  readonly dataDir?: string;
}

/**
 * Starts everything, in the order in which one part needs another, and keeps `.ppaas/state.json` true. Whatever ends the
 * process ends all of it, last started first.
 * @throws CliError that says what did not start; by then nothing of it runs any more
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const running = readState();
  if (running !== undefined) throw new CliError(`the sandbox is already up (${running.phase})`, './ppaas down');
  const ended = await sweep();
  if (ended.length > 0) say(`  · ended what an earlier run had left: ${ended.join(', ')}`);
  const run = new Run(options);
  const dismiss = atExit(() => run.stop());
  // Dismissed last: whoever interrupts a stop waits for the rest of it.
  const stop = () => run.stop().finally(dismiss);
  try {
    return { ...(await run.start()), stop };
  } catch (error) {
    run.fail(error);
    await stop();
    throw error;
  }
}

class Run {
  readonly #state: SandboxState = newState(new Date());
  readonly #ledger = Ledger.open('sandbox');
  readonly #stops: (() => Promise<unknown>)[] = [];
  #services: SupervisedService[] = [];
  #stopping: Promise<void> | undefined;

  readonly #dataDir: string;

  constructor(private readonly options: SandboxOptions) {
    this.#dataDir = options.dataDir ?? statePath();
    forgetState();
    writeState(this.#state);
  }

  async start(): Promise<Omit<Sandbox, 'stop'>> {
    const [secrets, stores] = await Promise.all([
      ensureSecrets(statePath('secrets'), statePath('ca.pem'), new Date()),
      this.#startStores(),
      ...(this.options.hasPortal === true ? [ensurePortal()] : []),
    ]);
    writeSecret(POSTGRES_URL_FILE, stores.postgresUrl);
    await step('databases and topics', () =>
      Promise.all([
        ensureDatabases(stores.postgresUrl),
        createTopics({ brokers: stores.kafkaBrokers.split(','), cell: CELL }),
      ]),
    );
    // As late as can be: what is free now may be somebody else's after the stores have started.
    const ports = await choosePorts(NATIVE_PORTS);
    const specs = serviceSpecs({
      ports,
      stores,
      secrets,
      terminalsDir: resolve(this.#dataDir, 'terminals'),
      isJournalSynced: this.options.isJournalSynced ?? true,
      environment: this.options.environment ?? {},
    });
    requireBuilt(specs);
    await this.#openDoors(ports, secrets);
    await this.#startServices(specs);
    if (this.options.isObserved === true) await this.#observe(ports);
    rememberPorts(ports);
    const file = await this.#seed(ports, secrets);
    writeSandboxFile(file);
    this.#state.phase = 'ready';
    this.#state.retailUrl = file.retailUrl;
    this.#save();
    return {
      ...{ file, stores, ports },
      operator: () => Operator.signIn(file.retailUrl, secrets.operatorKey),
      kill: (service) => this.#services.find(({ status }) => status.name === service)?.kill(),
    };
  }

  fail(error: unknown): void {
    this.#state.phase = 'failed';
    this.#state.failure = messageOf(error);
    if (error instanceof CliError && error.mend !== undefined) this.#state.mend = error.mend;
  }

  stop(): Promise<void> {
    this.#stopping ??= (async () => {
      const hasFailed = this.#state.phase === 'failed';
      if (!hasFailed) this.#state.phase = 'stopping';
      this.#save();
      for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) await stop();
      await this.#ledger.close();
      // A failure stays readable: the terminal that asked for `up --detach` reads it there.
      if (hasFailed) this.#save();
      else forgetState();
    })();
    return this.#stopping;
  }

  async #startStores(): Promise<Stores> {
    const stores = await startStores({
      dir: resolve(this.#dataDir, 'stores'),
      logDir: statePath('logs'),
      fsync: true,
      throwAway: false,
      ledger: this.#ledger,
      preferredPorts: rememberedPorts(),
    });
    this.#stops.push(() => stores.stop());
    const each = Object.values(stores.each);
    this.#state.stores = each.map((store) => ({ name: store.name, source: store.source, address: addressOf(store) }));
    const native = each.filter((store) => store.source === 'native');
    rememberPorts(Object.fromEntries(native.map((store) => [store.name, Number(addressOf(store).split(':').at(-1))])));
    this.#save();
    return stores;
  }

  /** Before the services: a terminal that comes back knows the door's address, and a call meets 503 rather than nobody. */
  async #openDoors(ports: Ports, secrets: SecretFiles): Promise<void> {
    const placeOf = (service: keyof Ports): Place => ({ host: '127.0.0.1', port: ports[service] });
    const doors = [
      [publicDoor(placeOf), ports.public],
      [mutualTlsDoor(placeOf, secrets), ports.retailTls],
    ] as const;
    for (const [door, port] of doors) {
      await listenOn(door, port);
      this.#stops.push(() => closeServer(door));
    }
  }

  async #startServices(specs: readonly ServiceSpec[]): Promise<void> {
    this.#services = specs.map((spec) => new SupervisedService(spec, this.#ledger, () => this.#save()));
    this.#stops.push(() => Promise.all(this.#services.map((service) => service.stop())));
    await step('services', (progress) =>
      Promise.all(
        this.#services.map(async (service) => {
          const startedAt = performance.now();
          await service.start();
          const { name, port } = service.status;
          progress.note(`${name} ready on ${port} after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
        }),
      ),
    );
  }

  async #observe(ports: Ports): Promise<void> {
    const prometheus = await step('prometheus', () => startPrometheus(ports, this.#ledger));
    this.#stops.push(() => prometheus.stop());
    this.#state.prometheusUrl = prometheus.url;
  }

  async #seed(ports: Ports, secrets: SecretFiles): Promise<SandboxFile> {
    const addresses = addressesOf(ports);
    return step('organisations, stores, tills and terminals', async () => {
      const operator = await Operator.signIn(addresses.retailUrl, secrets.operatorKey);
      const seeded = await ensureSeed(operator, resolve(this.#dataDir, 'seed.json'));
      const places = await ensureTerminals(operator, addresses.simulatorUrl, seeded.devices);
      const caFile = relative(ROOT, secrets.ca);
      const file = describeSandbox({ addresses, caFile, seeded, places, hasPortal: isPortalBuilt() });
      await waitForDevices(file);
      return file;
    });
  }

  #save(): void {
    this.#state.services = this.#services.map((service) => ({ ...service.status }));
    // The last word on a stopped sandbox is that there is none.
    if (this.#stopping === undefined || this.#state.phase !== 'ready') writeState(this.#state);
  }
}
