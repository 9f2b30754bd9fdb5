import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DockerfileParser } from 'dockerfile-ast';
import type { ComposeFile, ComposeService, Condition } from './compose.ts';
import { SYSTEM_PATH } from './image-folder.ts';
import { ROOT } from './programs.ts';

const NOBODY = 65_532;
const HEALTHY_WITHIN_MS = 90_000;
const LOOK_EVERY_MS = 500;
const STARTS_MAX = 3;
/** "Started" promises nothing: here it comes after who depends on no more than that, who must not need it earlier. */
const LATE_MS = 2_000;

/** Why containers cannot be had here without Docker, or undefined when they can. */
export function whyNoContainers(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs Linux, as root';
  const { status, stderr } = spawnSync('unshare', ['--mount', 'setpriv', '--no-new-privs', 'true']);
  return status === 0 ? undefined : `needs unshare and setpriv: ${String(stderr)}`;
}

/**
 * The containers of docker-compose.yml without an engine: its commands, environments, volumes and order, with the image files
 * of a folder. Each has an address of the loopback in place of a network, and where it says `localhost` it means that.
 */
export class Containers {
  readonly #processes = new Map<string, ChildProcess>();
  readonly #started = new Map<string, Promise<void>>();
  readonly #volume: string;
  readonly #image = imageSettings();
  #isStopping = false;

  /**
   * @param folder with `images/<app>`; the volume and logs come beside it
   * @param given texts of the environments, such as the address of a store, and what stands in their place
   */
  constructor(
    private readonly folder: string,
    private readonly compose: ComposeFile,
    private readonly given: ReadonlyMap<string, string>,
  ) {
    this.#volume = join(folder, 'volume');
    for (const name of ['volume', 'root', 'logs']) mkdirSync(join(folder, name));
    chownSync(this.#volume, NOBODY, NOBODY);
    // Whatever happens to the test, none of them outlives its process.
    process.once('exit', () => {
      for (const child of this.#processes.values()) child.kill('SIGKILL');
    });
  }

  /** The doors are published where people expect them; every other has an address that nobody else on the machine has. */
  addressOf(name: string): string {
    const network = this.#service(name).network_mode?.replace('service:', '') ?? name;
    if (network === 'doors') return '127.0.0.1';
    const place = Object.keys(this.compose.services).indexOf(network) + 1;
    return `127.${100 + ((process.pid >> 8) % 100)}.${process.pid % 256}.${place}`;
  }

  /** A file of the volume. */
  read(path: string): string {
    return readFileSync(join(this.#volume, path), 'utf8');
  }

  /** Starts it after what it depends on, once. @param isEarly also without what it depends on */
  start(name: string, isEarly = false): Promise<void> {
    let started = this.#started.get(name);
    if (started === undefined) {
      started = this.#start(name, isEarly);
      this.#started.set(name, started);
    }
    return started;
  }

  /** Resolves when a command has done its work. @throws Error with its last words when it failed */
  async completed(name: string): Promise<void> {
    await this.start(name);
    const child = this.#process(name);
    if (!hasEnded(child)) await once(child, 'exit');
    if (child.exitCode !== 0) throw new Error(`${name} ended with ${child.exitCode}:\n${this.#lastWords(name)}`);
  }

  /** Resolves when its own health check says so. @throws Error when it has ended for good, or takes too long */
  async healthy(name: string): Promise<void> {
    await this.start(name);
    const { healthcheck } = this.#service(name);
    const test = healthcheck?.test?.slice(1) ?? this.#image.healthcheck;
    const address = this.addressOf(name);
    const command = test.map((part) => part.replaceAll('127.0.0.1', address));
    for (const until = performance.now() + HEALTHY_WITHIN_MS; ; await pause(LOOK_EVERY_MS)) {
      const probe = this.#spawn(name, command, 'ignore');
      const [code] = (await once(probe, 'exit')) as [number | null];
      if (code === 0) return;
      const isOver = hasEnded(this.#process(name));
      if (isOver || performance.now() > until)
        throw new Error(`${name} ${isOver ? 'has ended' : 'is not healthy'}:\n${this.#lastWords(name)}`);
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.allSettled(this.#started.values());
    for (const child of this.#processes.values()) {
      if (hasEnded(child)) continue;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  }

  async #start(name: string, isEarly: boolean): Promise<void> {
    const dependencies = Object.entries(this.#service(name).depends_on ?? {}).filter(([other]) => this.#isOurs(other));
    if (!isEarly) await Promise.all(dependencies.map(([other, { condition }]) => this.#met(other, condition)));
    this.#run(name);
    const late = dependencies.filter(([, { condition }]) => condition === 'service_started').map(([other]) => other);
    // Whoever waits for one hears why it did not start.
    void pause(LATE_MS).then(() => Promise.allSettled(late.map((other) => this.start(other))));
  }

  /** As an engine does: a service that ended, such as for a store that did not answer in time, is started again. */
  #run(name: string, starts = 1): void {
    const { command = this.#image.command, restart } = this.#service(name);
    const log = openSync(this.#logFile(name), 'a');
    const child = this.#spawn(name, [...this.#image.entrypoint, ...command], log);
    closeSync(log);
    this.#processes.set(name, child);
    child.once('exit', () => {
      if (!this.#isStopping && restart !== 'no' && starts < STARTS_MAX) this.#run(name, starts + 1);
    });
  }

  async #met(name: string, condition: Condition): Promise<void> {
    if (condition === 'service_healthy') await this.healthy(name);
    else if (condition === 'service_completed_successfully') await this.completed(name);
  }

  /** The stores are real ones, and are there. */
  #isOurs(name: string): boolean {
    return this.#service(name).image.startsWith('ppaas/');
  }

  #spawn(name: string, command: readonly string[], output: number | 'ignore'): ChildProcess {
    const { image, volumes = [] } = this.#service(name);
    const app = image.slice('ppaas/'.length, image.indexOf(':'));
    const mode = volumes.some((volume) => volume.endsWith(':ro')) ? 'ro' : 'rw';
    return spawn(
      'unshare',
      [
        ...['--mount', join(ROOT, 'tools/deploy/container.sh'), join(this.folder, 'images', app)],
        ...[join(ROOT, 'node_modules'), this.#volume, mode, this.#hosts(name), `/app/apps/${app}`, ...command],
      ],
      { env: { PATH: SYSTEM_PATH, ...this.#environment(name) }, stdio: ['ignore', output, output] },
    );
  }

  #hosts(name: string): string {
    const names = Object.keys(this.compose.services);
    return [`${this.addressOf(name)} localhost`, ...names.map((one) => `${this.addressOf(one)} ${one}`)].join('\n');
  }

  #environment(name: string): Record<string, string> {
    const named = Object.entries({ ...this.#image.environment, ...this.#service(name).environment });
    const replaced = named.map(([key, value]) => {
      let text = String(value);
      for (const [from, to] of this.given) text = text.replaceAll(from, to);
      return [key, text] as const;
    });
    return { ...Object.fromEntries(replaced), HOST: this.addressOf(name) };
  }

  #process(name: string): ChildProcess {
    const child = this.#processes.get(name);
    if (child === undefined) throw new Error(`${name} was not started`);
    return child;
  }

  #logFile(name: string): string {
    return join(this.folder, 'logs', `${name}.log`);
  }

  #lastWords(name: string): string {
    return readFileSync(this.#logFile(name), 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  }

  #service(name: string): ComposeService {
    const service = this.compose.services[name];
    if (service === undefined) throw new Error(`docker-compose.yml has no ${name}`);
    return service;
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** What the Dockerfile says of every container. */
function imageSettings() {
  const instructions = DockerfileParser.parse(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).getInstructions();
  const said = (keyword: string): string =>
    instructions.findLast((one) => one.getKeyword() === keyword)?.getArgumentsContent() ?? '';
  const list = (text: string): string[] => JSON.parse(text.slice(text.indexOf('['))) as string[];
  return {
    entrypoint: list(said('ENTRYPOINT')),
    command: list(said('CMD')),
    healthcheck: list(said('HEALTHCHECK')),
    environment: Object.fromEntries(
      said('ENV')
        .split(/\s+/)
        .map((pair) => pair.split('=') as [string, string]),
    ),
  };
}
