import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { hasCode } from '../cli-error.ts';
import { fullEnvironment } from '../environment.ts';
import { atExit } from '../processes/at-exit.ts';
import { NODE, ROOT, makeDir, rootPath, statePath } from '../workspace.ts';

export type Kind = 'unit' | 'int' | 'e2e' | 'fault';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: [] };

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: [...a.skipped, ...b.skipped],
});

/** The part of `jest --json` that is counted. */
const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) })),
});

/** A file that cannot even be loaded counts as one failure: its tests are not in any other count. */
export function tallyOf(json: unknown): Tally {
  const counted = report.parse(json);
  const assertions = counted.testResults.flatMap((file) => file.assertionResults);
  return {
    passed: counted.numPassedTests,
    failed: counted.numFailedTests + counted.numRuntimeErrorTestSuites,
    skipped: assertions
      .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'disabled')
      .map(({ fullName }) => fullName),
  };
}

// Where processes are killed and their times measured, one file at a time, so that nobody disturbs them.
const WORKERS: Readonly<Record<Kind, string>> = { unit: '2', int: '3', e2e: '3', fault: '1' };

/** A test with real stores or processes waits for them on a machine that they share. */
const TIMEOUT_MS: Readonly<Record<Kind, string>> = { unit: '5000', int: '15000', e2e: '30000', fault: '30000' };

/** Runs the tests of one kind with Jest, its output straight to the terminal, and counts them. */
export async function runJest(
  kind: Kind,
  patterns: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Tally> {
  const outputFile = `${makeDir(statePath('test-reports'))}/${kind}-${process.pid}.json`;
  const args = [
    '--experimental-vm-modules',
    // Jest's module loader for ESM is "experimental" in Node; said once per worker it only hides what matters.
    '--disable-warning=ExperimentalWarning',
    rootPath('node_modules/jest/bin/jest.js'),
    ...[
      '--selectProjects',
      kind,
      '--passWithNoTests',
      `--maxWorkers=${WORKERS[kind]}`,
      `--testTimeout=${TIMEOUT_MS[kind]}`,
    ],
    ...['--json', `--outputFile=${outputFile}`],
    ...patterns,
  ];
  const code = await attached(NODE, args, environment);
  try {
    const tally = tallyOf(JSON.parse(readFileSync(outputFile, 'utf8')));
    // Jest fails for reasons that are no test's: an unmet coverage bound, a handle that cannot be closed.
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    process.stderr.write(`Jest ended with exit code ${code} and left no report of its ${kind} tests\n`);
    return { ...NOTHING, failed: 1 };
  } finally {
    rmSync(outputFile, { force: true });
  }
}

const KILL_AFTER_MS = 5_000;

/** Runs a program on this terminal, in a process group that ends with the command. Returns its exit code. */
export async function attached(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: fullEnvironment(environment),
    detached: true,
    // `jest --json` prints the report too; it is read from the file.
    stdio: ['ignore', command === NODE ? 'ignore' : 'inherit', 'inherit'],
  });
  const gone = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const dismiss = atExit(async () => {
    if (child.pid === undefined || child.exitCode !== null) return;
    const group = -child.pid;
    process.kill(group, 'SIGTERM');
    const patience = setTimeout(() => process.kill(group, 'SIGKILL'), KILL_AFTER_MS);
    await gone;
    clearTimeout(patience);
  });
  try {
    return await gone;
  } finally {
    dismiss();
  }
}
