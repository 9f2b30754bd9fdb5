import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { hasCode } from '../cli-error.ts';
import { makeDir, statePath } from '../workspace.ts';
import { isSameProcess, markOf } from './process-mark.ts';

const living = z.object({ name: z.string(), pid: z.int().positive(), mark: z.string() });
const page = z.object({ owner: living, processes: z.array(living), throwAway: z.array(z.string()) });
type Living = z.infer<typeof living>;
type Page = z.infer<typeof page>;

const SWEEP_GRACE_MS = 5_000;

/**
 * What one run of the command line has started, on disk: when the run itself is killed without a chance to tidy up,
 * the next one finds here what it left behind and ends exactly that.
 */
export class Ledger {
  readonly #file: string;
  #page: Page;
  #isClosed = false;

  private constructor(file: string, owner: Living) {
    this.#file = file;
    this.#page = { owner, processes: [], throwAway: [] };
    this.#save();
  }

  static open(name: string, dir = statePath('runs')): Ledger {
    const mark = markOf(process.pid);
    if (mark === undefined) throw new Error('this process has no entry in the process table');
    makeDir(dir);
    return new Ledger(join(dir, `${process.pid}.json`), { name, pid: process.pid, mark });
  }

  /** A closed ledger takes no process any more: whoever has just started one ends it. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  add(name: string, pid: number): void {
    const mark = markOf(pid);
    if (mark === undefined) return;
    this.#page.processes.push({ name, pid, mark });
    this.#save();
  }

  remove(pid: number): void {
    this.#page.processes = this.#page.processes.filter((entry) => entry.pid !== pid);
    if (!this.#isClosed) this.#save();
  }

  /** A folder that dies with this run. */
  addThrowAway(dir: string): void {
    this.#page.throwAway.push(dir);
    if (!this.#isClosed) this.#save();
  }

  /** Ends what was started and not stopped yet, such as a store that was still starting, and forgets the run. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await Promise.all(this.#page.processes.filter((entry) => isSameProcess(entry.pid, entry.mark)).map(end));
    for (const dir of this.#page.throwAway) rmSync(dir, { recursive: true, force: true });
    rmSync(this.#file, { force: true });
  }

  #save(): void {
    // Renamed into place: a reader never sees half a page.
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#page), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }
}

/**
 * Ends what dead runs left behind.
 * @returns the names of the processes that were ended
 */
export async function sweep(dir = statePath('runs')): Promise<string[]> {
  if (!existsSync(dir)) return [];
  const ended: string[] = [];
  for (const file of readdirSync(dir).filter((name) => name.endsWith('.json'))) {
    const path = join(dir, file);
    const found = readPage(path);
    if (found !== undefined && isSameProcess(found.owner.pid, found.owner.mark)) continue;
    const orphans = (found?.processes ?? []).filter((entry) => isSameProcess(entry.pid, entry.mark));
    await Promise.all(orphans.map(end));
    ended.push(...orphans.map((entry) => entry.name));
    for (const throwAway of found?.throwAway ?? []) rmSync(throwAway, { recursive: true, force: true });
    rmSync(path, { force: true });
  }
  return ended;
}

function readPage(path: string): Page | undefined {
  try {
    return page.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch (error) {
    // Another run's sweep was first, or the machine stopped in the middle of a write: nothing to end either way.
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function end(entry: Living): Promise<void> {
  signal(entry, 'SIGTERM');
  const deadline = performance.now() + SWEEP_GRACE_MS;
  while (isSameProcess(entry.pid, entry.mark)) {
    if (performance.now() > deadline) {
      signal(entry, 'SIGKILL');
      return;
    }
    await delay(50);
  }
}

function signal(entry: Living, name: NodeJS.Signals): void {
  try {
    // Children lead a process group of their own, so this reaches what they started too.
    process.kill(-entry.pid, name);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
