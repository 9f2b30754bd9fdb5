import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { atRandom, quantile, saturated } from './bench/load.ts';
import { benchedPlatform } from './bench/platform.ts';
import type { BenchedPlatform } from './bench/platform.ts';
import { say } from './progress.ts';
import { startSandbox } from './sandbox/sandbox.ts';
import { makeDir, statePath } from './workspace.ts';

/** Sales a second that the loud one may begin; the others may what the sandbox gives everybody. */
const QUOTA = 10;
const LOUD_PER_SECOND = 10 * QUOTA;
const QUIET_PER_SECOND = 20;
/** Turns take turns, so that what else the machine does meanwhile happens to both. */
const ROUNDS = 8;
const SECONDS = 12;
/** The loud one first spends what a second of silence has left it: ten sales at once. That is its quota, and no flood. */
const BEFORE_SECONDS = 2;
/** A quota counts within two seconds. */
const QUOTA_KNOWN_MS = 2_500;
const TILLS = { quiet: 32, loud: 8 };
/** Until the compilers of the JVM and of Node have settled. */
const WARM_UP = { sales: 2_500, callers: 16 };
/** The loud one may make the quiet one's p99 so much slower. */
const ALLOWED = 1.25;

/**
 * One organisation calls at ten times its quota, another goes on as before: what the loud one does to the other's latencies,
 * with and without it in turns within one run. Exit code 0 only when p99 is within 25 %.
 */
export async function benchCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const rounds = values.quick ? 2 : ROUNDS;
  const dataDir = statePath('bench');
  rmSync(dataDir, { recursive: true, force: true });
  const sandbox = await startSandbox({ isJournalSynced: false, dataDir: makeDir(dataDir) });
  try {
    const quiet = await benchedPlatform(sandbox, TILLS.quiet, 'Quiet');
    const loud = await benchedPlatform(sandbox, TILLS.loud, 'Loud');
    await saturated(quiet.sale, WARM_UP.callers, WARM_UP.sales);
    await saturated(loud.sale, TILLS.loud, WARM_UP.sales / 5);
    await (await sandbox.operator()).setQuota(loud.organisationId, QUOTA);
    await pause(QUOTA_KNOWN_MS);
    const alone: number[] = [];
    const beside: number[] = [];
    const refused = { sales: 0, calls: 0 };
    for (let round = 1; round <= rounds; round += 1) {
      alone.push(...(await atRandom(quiet.sale, QUIET_PER_SECOND, SECONDS)).latenciesMs);
      const flood = flooded(loud, refused);
      await pause(BEFORE_SECONDS * 1000);
      beside.push(...(await atRandom(quiet.sale, QUIET_PER_SECOND, SECONDS)).latenciesMs);
      await flood;
      say(`  · round ${round} of ${rounds}`);
    }
    return report(alone, beside, refused, values.json);
  } finally {
    await sandbox.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Refused {
  sales: number;
  calls: number;
}

/** Calls of the loud one: some become sales, the others are answered 429. @throws Error when there is any other answer */
async function flooded(loud: BenchedPlatform, refused: Refused): Promise<void> {
  const call = async (): Promise<void> => {
    const status = await loud.attempt();
    if (status === 429) refused.calls += 1;
    else if (status === 200) refused.sales += 1;
    else throw new Error(`the loud organisation was answered ${status}`);
  };
  await atRandom(call, LOUD_PER_SECOND, BEFORE_SECONDS + SECONDS);
}

function report(alone: readonly number[], beside: readonly number[], refused: Refused, file?: string): number {
  const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(10);
  say(
    `\n  one organisation calls ${LOUD_PER_SECOND} times a second, its quota is ${QUOTA}/s: ${refused.sales} sold, ${refused.calls} answered 429`,
  );
  say(`\n  another at ${QUIET_PER_SECOND}/s     p50        p99`);
  for (const [name, values] of [
    ['alone', alone],
    ['beside it', beside],
  ] as const)
    say(`  ${name.padEnd(14)} ${ms(quantile(values, 0.5))} ${ms(quantile(values, 0.99))}`);
  const ratio = quantile(beside, 0.99) / quantile(alone, 0.99);
  say(`\n  p99 beside it: ${ratio.toFixed(2)} × alone (at most ${ALLOWED})`);
  if (file !== undefined) writeFileSync(file, `${JSON.stringify({ ratio, alone, beside, refused }, null, 2)}\n`);
  return ratio <= ALLOWED ? 0 : 1;
}
