import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@ppaas/testing';

export const ROOT = join(import.meta.dirname, '../../../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
// Compiled code of the last start: a suite starts hundreds of processes that load the same packages.
const ENVIRONMENT = { PATH: process.env.PATH, NODE_COMPILE_CACHE: join(ROOT, '.ppaas/compile-cache') };
const READY_MS = 120_000;
const STARTS_MAX = 3;
const STOP_MS = 10_000;

/** Everything that was started and has not ended: whatever happens to the test, nothing of it outlives the test's process. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface ChildSpec {
  readonly name: string;
  /** The app whose `dist/main.js` it runs. */
  readonly app: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
}

/** One process of the platform, which may be killed and started again on the same port. */
export class Child {
  #child: ChildProcess | undefined;
  #exit: Promise<void> = Promise.resolve();
  isPaused = false;

  constructor(readonly spec: ChildSpec) {}

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Starts it; resolves when it says that it is ready. */
  async start(): Promise<void> {
    this.spawn();
    await this.ready();
  }

  spawn(): void {
    if (this.#child !== undefined) throw new Error(`${this.spec.name} is running already`);
    const { app, environment, logFile, port } = this.spec;
    const log = openSync(logFile, 'a');
    const child = spawn(NODE, [join(ROOT, 'apps', app, 'dist/main.js')], {
      cwd: ROOT,
      env: { ...ENVIRONMENT, HOST: '127.0.0.1', PORT: String(port), ...environment },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    running.add(child);
    this.#child = child;
    this.isPaused = false;
    this.#exit = new Promise((resolve) => {
      const ended = (): void => {
        running.delete(child);
        if (this.#child === child) this.#child = undefined;
        resolve();
      };
      child.once('exit', ended);
      child.once('error', ended);
    });
  }

  /** As a supervisor does: a start that failed, because a store did not answer in time, is tried again. */
  async ready(): Promise<void> {
    const { name, port } = this.spec;
    let starts = 1;
    const url = `http://127.0.0.1:${port}/health/ready`;
    await eventually(
      `${name} is ready`,
      async () => {
        if (!this.isRunning) {
          if (starts >= STARTS_MAX) throw new Error(`${name} ended while starting:\n${this.lastLines()}`);
          starts += 1;
          this.spawn();
        }
        const answer = await fetch(url).catch(() => undefined);
        await answer?.body?.cancel();
        return answer?.ok === true ? true : undefined;
      },
      READY_MS,
    );
  }

  /** `kill -9`; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#send('SIGKILL');
    await this.#exit;
  }

  /** SIGSTOP: it is there, and does nothing. */
  pause(): void {
    this.#send('SIGSTOP');
    this.isPaused = true;
  }

  resume(): void {
    if (this.isPaused) this.#send('SIGCONT');
    this.isPaused = false;
  }

  async stop(limitMs = STOP_MS): Promise<void> {
    if (this.#child === undefined) return;
    this.resume();
    this.#send('SIGTERM');
    const timer = setTimeout(() => this.#send('SIGKILL'), limitMs);
    await this.#exit;
    clearTimeout(timer);
  }

  log(): string {
    return readFileSync(this.spec.logFile, 'utf8');
  }

  lastLines(count = 15): string {
    return this.log().trimEnd().split('\n').slice(-count).join('\n');
  }

  #send(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }
}
