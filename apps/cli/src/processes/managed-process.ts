import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CliError, hasCode } from '../cli-error.ts';
import type { Ledger } from './ledger.ts';

export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Receives standard output and standard error, appended. */
  readonly logFile: string;
  readonly uid?: number;
  readonly gid?: number;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * A long-running child in a process group of its own: the terminal's Ctrl-C reaches only the supervisor, which stops
 * its children in order. It writes to a file, not to a pipe, so that it survives neither more nor less than its parent wants.
 */
export class ManagedProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  readonly exited: Promise<Exit>;
  #exit: Exit | undefined;

  private constructor(spec: ProcessSpec, child: ChildProcess, pid: number, ledger: Ledger) {
    this.name = spec.name;
    this.logFile = spec.logFile;
    this.pid = pid;
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#exit = { code, signal };
        ledger.remove(pid);
        resolve(this.#exit);
      });
    });
  }

  /** @throws CliError when the program cannot be started */
  static async start(spec: ProcessSpec, ledger: Ledger): Promise<ManagedProcess> {
    if (ledger.isClosed) throw new CliError(`${spec.name} is not started: the command is ending`);
    const log = openSync(spec.logFile, 'a', 0o600);
    try {
      const child = spawn(spec.command, spec.args, {
        cwd: spec.cwd ?? '/',
        env: spec.env,
        detached: true,
        stdio: ['ignore', log, log],
        ...(spec.uid === undefined ? {} : { uid: spec.uid }),
        ...(spec.gid === undefined ? {} : { gid: spec.gid }),
      });
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', (error) => reject(new CliError(`${spec.name} cannot be started: ${error.message}`)));
      });
      if (child.pid === undefined) throw new CliError(`${spec.name} was started without a process id`);
      const started = new ManagedProcess(spec, child, child.pid, ledger);
      if (ledger.isClosed) started.kill();
      else if (started.isAlive) ledger.add(spec.name, child.pid);
      return started;
    } finally {
      closeSync(log);
    }
  }

  get isAlive(): boolean {
    return this.#exit === undefined;
  }

  /** Asks it to end and, past `graceMs`, ends its whole group. Resolves when it is gone. */
  async stop(graceMs: number, signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    if (this.#exit !== undefined) return this.#exit;
    this.signal(signal);
    const timer = new AbortController();
    const ended = await Promise.race([
      this.exited.then(() => true),
      delay(graceMs, false, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    if (!ended) this.kill();
    return this.exited;
  }

  /** Sends a signal to the process alone. */
  signal(signal: NodeJS.Signals): void {
    this.#send(this.pid, signal);
  }

  /** SIGKILL to the process and everything it started. */
  kill(): void {
    this.#send(-this.pid, 'SIGKILL');
  }

  #send(target: number, signal: NodeJS.Signals): void {
    if (this.#exit !== undefined) return;
    try {
      process.kill(target, signal);
    } catch (error) {
      if (!hasCode(error, 'ESRCH')) throw error;
    }
  }
}

const FAILED_START_GRACE_MS = 3_000;

export const lastLines = (file: string, count = 20): string =>
  readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');

interface Patience {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/**
 * Waits until `isReady` answers true, looking every `everyMs`. A process that does not get there is ended.
 * @throws CliError with the last log lines when the process ends first or `timeoutMs` pass, or what `isReady` throws
 */
export async function waitUntilReady(
  process: ManagedProcess,
  isReady: () => Promise<boolean>,
  patience: Patience = {},
): Promise<void> {
  try {
    await poll(process, isReady, patience);
  } catch (error) {
    await process.stop(FAILED_START_GRACE_MS);
    throw error;
  }
}

async function poll(
  process: ManagedProcess,
  isReady: () => Promise<boolean>,
  { timeoutMs = 30_000, everyMs = 40 }: Patience,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isReady())) {
    if (!process.isAlive) {
      const { code, signal } = await process.exited;
      throw new CliError(
        `${process.name} ended while starting (${signal ?? `exit code ${code}`}). Its last lines:\n${lastLines(process.logFile)}`,
      );
    }
    if (performance.now() > deadline) {
      throw new CliError(
        `${process.name} was not ready within ${timeoutMs / 1000} s. Its last lines:\n${lastLines(process.logFile)}`,
      );
    }
    await delay(everyMs);
  }
}
