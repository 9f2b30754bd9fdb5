import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CliError } from '../cli-error.ts';
import { say } from '../progress.ts';
import { ensurePortal } from '../sandbox/portal.ts';
import { whyNoDocker } from '../stores/docker-stores.ts';
import { startThrowAwayStores } from '../stores/throw-away.ts';
import { rootPath } from '../workspace.ts';
import { NOTHING, add, attached, runJest } from './jest-run.ts';
import type { Kind, Tally } from './jest-run.ts';

const KINDS: readonly Kind[] = ['unit', 'int', 'e2e', 'fault'];

/**
 * `./ppaas test [--only unit|int|e2e|fault] [PATH …]`: the whole suite, or a part of it, with stores of its own.
 * `./ppaas test --cluster`: the manifests at a real API server instead.
 */
export async function testCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { only: { type: 'string' }, cluster: { type: 'boolean', default: false } },
  });
  const startedAt = performance.now();
  if (values.cluster) return close(await (await import('../cluster/cluster-test.ts')).clusterTest(), startedAt);
  const kinds = kindsOf(values.only);
  const isWhole = values.only === undefined && positionals.length === 0;
  let tally = isWhole ? await check() : NOTHING;
  for (const kind of kinds) tally = add(tally, await runKind(kind, positionals));
  return close(tally, startedAt);
}

function kindsOf(only: string | undefined): readonly Kind[] {
  if (only === undefined) return KINDS;
  const kind = KINDS.find((name) => name === only);
  if (kind === undefined) throw new CliError(`there are no “${only}” tests`, './ppaas test --only unit|int|e2e|fault');
  return [kind];
}

/** Format, lint, types, generated files; the unit tests come by themselves. Counts as one test. */
async function check(): Promise<Tally> {
  if (!existsSync(rootPath('tools/check.ts'))) return NOTHING;
  say('\n== check (npm run check)');
  const code = await attached('npm', ['run', '--silent', 'check', '--', '--without-tests']);
  return code === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
}

async function runKind(kind: Kind, patterns: readonly string[]): Promise<Tally> {
  say(`\n== ${kind} tests`);
  if (kind === 'unit') return runJest(kind, patterns, {});
  // Integration tests lose nothing when a commit stays in memory; where processes are killed it takes the real thing.
  const stores = await startThrowAwayStores({ fsync: kind === 'fault' });
  try {
    if (kind === 'e2e') await ensurePortal();
    return await runJest(kind, patterns, stores.environment);
  } finally {
    await stores.stop();
  }
}

async function close(tally: Tally, startedAt: number): Promise<number> {
  const noDocker = await whyNoDocker();
  if (noDocker !== undefined) say(`\nnot tried: stores and the sandbox in Docker (${noDocker})`);
  for (const name of tally.skipped) say(`skipped: ${name}`);
  const ran = tally.passed + tally.failed;
  if (ran === 0) say('no test ran, which is a failure too');
  say(`\n${Math.round((performance.now() - startedAt) / 1000)} s`);
  say(closingLine(tally));
  return tally.failed > 0 || ran === 0 ? 1 : 0;
}

export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped.length === 0 ? '' : `, ${skipped.length} skipped`}`;
}
