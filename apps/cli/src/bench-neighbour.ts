import { rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { atRate, quantile } from './bench/load.ts';
import { benchedPlatform } from './bench/platform.ts';
import type { BenchedPlatform } from './bench/platform.ts';
import { say } from './progress.ts';
import { startSandbox } from './sandbox/sandbox.ts';
import { makeDir, statePath } from './workspace.ts';

/** Sales a second that an organisation may begin. */
const QUOTA = 10;
/** What the quiet one sells; well within its quota. */
const QUIET_PER_SECOND = 5;
const LOUD_PER_SECOND = 10 * QUOTA;
const SECONDS = 6;
/** Many short turns: what else the machine does meanwhile happens to both. */
const ROUNDS = 12;
const TILLS = 8;
/** The loud one may make the quiet one's p99 so much slower. */
const ALLOWED = 1.25;

/**
 * One organisation sells at ten times its quota, another goes on as before: what the loud one does to the other's latencies,
 * with and without it in turns within one run. Exit code 0 only when p99 is within 25 %.
 */
export async function benchCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const seconds = values.quick ? SECONDS / 3 : SECONDS;
  const dataDir = statePath('bench');
  rmSync(dataDir, { recursive: true, force: true });
  const environment = { TENANT_RATE_PER_SECOND: String(QUOTA) };
  const sandbox = await startSandbox({ isJournalSynced: false, dataDir: makeDir(dataDir), environment });
  try {
    const quiet = await benchedPlatform(sandbox, TILLS, 'Quiet');
    const loud = await benchedPlatform(sandbox, TILLS, 'Loud');
    await atRate(quiet.sale, QUIET_PER_SECOND, 50);
    const alone: number[] = [];
    const beside: number[] = [];
    const refused = { sales: 0, calls: 0 };
    for (let round = 1; round <= ROUNDS; round += 1) {
      alone.push(...(await atRate(quiet.sale, QUIET_PER_SECOND, QUIET_PER_SECOND * seconds)).latenciesMs);
      const flood = flooded(loud, LOUD_PER_SECOND * seconds, refused);
      beside.push(...(await atRate(quiet.sale, QUIET_PER_SECOND, QUIET_PER_SECOND * seconds)).latenciesMs);
      await flood;
      say(`  · round ${round} of ${ROUNDS}`);
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
async function flooded(loud: BenchedPlatform, count: number, refused: Refused): Promise<void> {
  await atRate(
    async () => {
      const status = await loud.attempt();
      if (status === 429) refused.calls += 1;
      else if (status === 200) refused.sales += 1;
      else throw new Error(`the loud organisation was answered ${status}`);
    },
    LOUD_PER_SECOND,
    count,
  );
}

function report(alone: readonly number[], beside: readonly number[], refused: Refused, file?: string): number {
  const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(10);
  say(
    `\n  one organisation at ${LOUD_PER_SECOND} sales/s, its quota is ${QUOTA}/s: ${refused.sales} sold, ${refused.calls} answered 429`,
  );
  say(`\n  another at ${QUIET_PER_SECOND}/s      p50        p99`);
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
