import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CliError } from '../cli-error.ts';
import { startComposed } from '../compose/composed-sandbox.ts';
import { whyNoCompose } from '../compose/engine.ts';
import { fullEnvironment } from '../environment.ts';
import { atExit } from '../processes/at-exit.ts';
import { say } from '../progress.ts';
import { NODE, ROOT, makeDir, statePath } from '../workspace.ts';
import { readSandboxFile } from './sandbox-file.ts';
import type { SandboxFile } from './sandbox-file.ts';
import { startSandbox } from './sandbox.ts';
import { describe } from './status-command.ts';
import { readLastWords, readState } from './state.ts';

/** Cold: the download of Kafka and the packages of a slow line. */
const UP_TIMEOUT_MS = 10 * 60_000;
/** Cold: every image is downloaded or built. */
const COMPOSE_TIMEOUT_MS = 30 * 60_000;

interface UpOptions {
  readonly observe: boolean;
  /** The services as processes of this machine, also where a Docker engine answers. */
  readonly native: boolean;
}

export async function upCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      detach: { type: 'boolean', short: 'd', default: false },
      observe: { type: 'boolean', default: false },
      native: { type: 'boolean', default: false },
    },
  });
  const running = readState();
  if (running !== undefined) {
    if (running.phase === 'stopping')
      throw new CliError('the sandbox is just stopping', 'wait a moment, then ./ppaas up');
    say(running.phase === 'starting' ? 'The sandbox is already starting.' : 'The sandbox is already up.');
    say(describe(running));
    if (running.phase === 'ready') sayPortal(readSandboxFile());
    return 0;
  }
  return values.detach ? upDetached(values) : upHere(values);
}

function sayPortal({ portalUrl, portalUser }: SandboxFile): void {
  if (portalUrl === null || portalUser === null) return;
  const { organisation, email, password } = portalUser;
  say(`The portal is at ${portalUrl}. Sign in as ${organisation}, ${email}, ${password}`);
}

/** Stays until Ctrl-C or `./ppaas down`. */
async function upHere({ observe: isObserved, native }: UpOptions): Promise<number> {
  const startedAt = performance.now();
  const noCompose = native ? 'as was asked' : await whyNoCompose();
  if (noCompose !== undefined) say(`  · not in containers (${noCompose})`);
  const { file } = await (noCompose === undefined ? startComposed() : startSandbox({ hasPortal: true, isObserved }));
  const state = readState();
  if (state !== undefined) say(describe(state));
  sayPortal(file);
  say(`Up after ${((performance.now() - startedAt) / 1000).toFixed(1)} s. Ctrl-C stops it.`);
  await new Promise<never>(() => setInterval(() => undefined, 2 ** 30));
  return 0;
}

/** Leaves a supervisor behind, in a session of its own, and waits until it says how it went. */
async function upDetached({ observe, native }: UpOptions): Promise<number> {
  const startedAt = performance.now();
  const logFile = `${makeDir(statePath('logs'))}/supervisor.log`;
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  const options = [...(observe ? ['--observe'] : []), ...(native ? ['--native'] : [])];
  const child = spawn(NODE, [process.argv[1] ?? '', 'up', ...options], {
    cwd: ROOT,
    env: fullEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let exit: number | null | undefined;
  child.once('exit', (code) => {
    exit = code;
  });
  // Ctrl-C while it starts ends what was started.
  const dismiss = atExit(() => {
    if (exit === undefined) child.kill('SIGTERM');
  });
  const tail = tailer(logFile);
  let limitMs = UP_TIMEOUT_MS;
  while (exit === undefined && performance.now() - startedAt < limitMs) {
    tail();
    const state = readState();
    if (state?.isComposed === true) limitMs = COMPOSE_TIMEOUT_MS;
    if (state?.phase === 'ready') {
      dismiss();
      child.unref();
      say(describe(state));
      sayPortal(readSandboxFile());
      say(`Up after ${((performance.now() - startedAt) / 1000).toFixed(1)} s. Stop it with ./ppaas down.`);
      return 0;
    }
    await delay(100);
  }
  tail();
  const words = readLastWords();
  throw new CliError(
    `the sandbox did not start: ${words?.failure ?? `its supervisor ended with exit code ${exit ?? 'none yet'}`}`,
    words?.mend ?? './ppaas doctor',
  );
}

/** Two blanks and a sign: how `progress.ts` begins them. What else the supervisor says, its parent says itself. */
const PROGRESS = /^ {2}[…·✓✗!] /u;

/** Prints the progress lines that were added to a log since the last call. */
function tailer(file: string): () => void {
  let printed = 0;
  return () => {
    const text = readFileSync(file, 'utf8');
    const end = text.lastIndexOf('\n') + 1;
    for (const line of text.slice(printed, end).split('\n')) if (PROGRESS.test(line)) say(line);
    printed = end;
  };
}
