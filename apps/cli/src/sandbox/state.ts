import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { isSameProcess, markOf } from '../processes/process-mark.ts';
import { makeDir, statePath } from '../workspace.ts';

const running = z.object({ name: z.string(), pid: z.int().nullable(), port: z.int().nullable(), restarts: z.int() });

/** What `status`, `down` and a second `up` know of the sandbox: written by its supervisor. */
const state = z.object({
  supervisor: z.object({ pid: z.int(), mark: z.string() }),
  /** In containers, by docker-compose.yml: its services are the engine's. */
  isComposed: z.boolean().default(false),
  phase: z.enum(['starting', 'ready', 'failed', 'stopping']),
  startedAt: z.iso.datetime(),
  /** Why it failed. */
  failure: z.string().optional(),
  mend: z.string().optional(),
  stores: z.array(z.object({ name: z.string(), source: z.string(), address: z.string() })),
  services: z.array(running),
  /** Public door. */
  retailUrl: z.string().nullable(),
  prometheusUrl: z.string().nullable().default(null),
});
export type SandboxState = z.infer<typeof state>;

const FILE = statePath('state.json');

/** The state of a sandbox whose supervisor lives; a dead one's file is not believed. */
export function readState(): SandboxState | undefined {
  if (!existsSync(FILE)) return undefined;
  const found = state.safeParse(JSON.parse(readFileSync(FILE, 'utf8')));
  if (!found.success) return undefined;
  const { pid, mark } = found.data.supervisor;
  return isSameProcess(pid, mark) ? found.data : undefined;
}

/** What the last supervisor wrote, living or not: says why a start failed. */
export function readLastWords(): SandboxState | undefined {
  return existsSync(FILE) ? state.safeParse(JSON.parse(readFileSync(FILE, 'utf8'))).data : undefined;
}

export function newState(now: Date): SandboxState {
  const mark = markOf(process.pid);
  if (mark === undefined) throw new Error('this process has no entry in the process table');
  return {
    supervisor: { pid: process.pid, mark },
    isComposed: false,
    phase: 'starting',
    startedAt: now.toISOString(),
    stores: [],
    services: [],
    retailUrl: null,
    prometheusUrl: null,
  };
}

export function writeState(value: SandboxState): void {
  makeDir(statePath());
  writeFileSync(`${FILE}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${FILE}.new`, FILE);
}

export function forgetState(): void {
  rmSync(FILE, { force: true });
  rmSync(SANDBOX_FILE, { force: true });
}

/** The sandbox's contract with everybody else; there only while the sandbox is up. */
export const SANDBOX_FILE = statePath('sandbox.json');
/** With its password, for commands that read what no service tells. */
export const POSTGRES_URL_FILE = statePath('secrets/postgres-url');
