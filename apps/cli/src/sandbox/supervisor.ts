import { setTimeout as delay } from 'node:timers/promises';
import { appendFileSync, existsSync, renameSync } from 'node:fs';
import type { Ledger } from '../processes/ledger.ts';
import { ManagedProcess, waitUntilReady } from '../processes/managed-process.ts';
import { say } from '../progress.ts';
import { NODE, ROOT, makeDir, statePath } from '../workspace.ts';
import type { ServiceSpec } from './service-specs.ts';

/**
 * Megabytes before the old generation is collected at all; about 50 live there. By itself V8 sets the limit just above what lives and
 * then stops a service that sells every few seconds for tens of milliseconds. The images say the same (`Dockerfile`).
 */
const HEAP = '--initial-heap-size=192';

const START_TIMEOUT_MS = 30_000;
const STOP_GRACE_MS = 10_000;
const RESTART_AFTER_MS = 1_000;
/** A service that crashes more often than this in `WINDOW_MS` stays down: something is wrong that a restart does not mend. */
const MAX_RESTARTS = 5;
const WINDOW_MS = 60_000;

export interface ServiceStatus {
  readonly name: string;
  readonly pid: number | null;
  readonly port: number;
  readonly restarts: number;
}

/** Keeps one service running: starts it, watches it, starts it again when it crashes, stops it. */
export class SupervisedService {
  readonly #spec: ServiceSpec;
  readonly #ledger: Ledger;
  readonly #changed: () => void;
  readonly #crashes: number[] = [];
  #process: ManagedProcess | undefined;
  #isWanted = true;
  #restarts = 0;

  constructor(spec: ServiceSpec, ledger: Ledger, changed: () => void) {
    this.#spec = spec;
    this.#ledger = ledger;
    this.#changed = changed;
    rotate(logFileOf(spec.name));
  }

  get status(): ServiceStatus {
    const { name, port } = this.#spec;
    return { name, port, pid: this.#process?.isAlive ? this.#process.pid : null, restarts: this.#restarts };
  }

  /** @throws CliError with the last lines of its log when it does not become ready */
  async start(): Promise<void> {
    const started = await this.#launch();
    await waitUntilReady(started, () => isReady(this.#spec.port), { timeoutMs: START_TIMEOUT_MS });
    this.#watch(started);
  }

  async stop(): Promise<void> {
    this.#isWanted = false;
    await this.#process?.stop(STOP_GRACE_MS);
  }

  /** It crashes, as far as anybody can tell. */
  kill(): void {
    this.#process?.kill();
  }

  async #launch(): Promise<ManagedProcess> {
    const { name, entry, environment } = this.#spec;
    this.#process = await ManagedProcess.start(
      { name, command: NODE, args: [HEAP, entry], env: environment, cwd: ROOT, logFile: logFileOf(name) },
      this.#ledger,
    );
    this.#changed();
    return this.#process;
  }

  #watch(watched: ManagedProcess): void {
    void watched.exited.then(async ({ code, signal }) => {
      if (!this.#isWanted) return;
      const now = Date.now();
      this.#crashes.push(now);
      const lately = this.#crashes.filter((at) => now - at < WINDOW_MS).length;
      const how = signal ?? `exit code ${code}`;
      if (lately > MAX_RESTARTS) {
        this.#note(`ended (${how}); it crashed ${lately} times within a minute and is not started again`);
        this.#changed();
        return;
      }
      this.#note(`ended (${how}); it is started again in ${RESTART_AFTER_MS / 1000} s`);
      this.#changed();
      await delay(RESTART_AFTER_MS);
      if (!this.#isWanted) return;
      this.#restarts += 1;
      this.#watch(await this.#launch());
    });
  }

  #note(text: string): void {
    const { name } = this.#spec;
    say(`  ! ${name} ${text}`);
    // As the services log, so that one reader fits all.
    const line = { level: 'error', time: new Date().toISOString(), service: 'supervisor', msg: `${name} ${text}` };
    appendFileSync(logFileOf(name), `${JSON.stringify(line)}\n`);
  }
}

export const logFileOf = (service: string): string => `${makeDir(statePath('logs'))}/${service}.log`;

/** The log of the run before stays readable as `.log.1`. */
function rotate(file: string): void {
  if (existsSync(file)) renameSync(file, `${file}.1`);
}

/** True when `/health/ready` answers 200. */
export async function isReady(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    // Not listening yet, or too busy to answer: asked again until the start's own bound.
    return false;
  }
}
