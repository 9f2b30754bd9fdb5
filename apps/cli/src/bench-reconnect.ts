import { randomInt } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { expectJson } from './json-call.ts';
import { say, step } from './progress.ts';
import { startSandbox } from './sandbox/sandbox.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import { makeDir, statePath } from './workspace.ts';

const LIMIT_MS = 30_000;
const LOOK_EVERY_MS = 100;
/** Enrolments at a time. */
const AT_ONCE = 8;

const terminal = z.object({ simulatorUrl: z.url() });
const list = z.object({ terminals: z.array(z.object({ connected: z.boolean(), epoch: z.int().nullable() })) });

/**
 * Many terminals, one connector, `kill -9`: how long until each of them is connected again, over a connection that is new. Exit
 * code 0 only when that took at most 30 s.
 */
export async function benchCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'string' }, terminals: { type: 'string', default: '500' } },
  });
  const count = Number(values.terminals);
  const dataDir = statePath('bench');
  rmSync(dataDir, { recursive: true, force: true });
  const sandbox = await startSandbox({ isJournalSynced: false, dataDir: makeDir(dataDir) });
  try {
    await step(`${count} terminals`, () => enrol(sandbox, count));
    const all = await connectedWithin(sandbox, () => true, LIMIT_MS * 4);
    const last = Math.max(...all.epochs);
    sandbox.kill('device-connector');
    const killedAt = performance.now();
    const marks = new Map<number, number>();
    const share = [0.5, 0.9, 1];
    const back = await connectedWithin(
      sandbox,
      (epoch) => epoch > last,
      LIMIT_MS * 2,
      (part) => {
        for (const mark of share) if (part >= mark && !marks.has(mark)) marks.set(mark, performance.now() - killedAt);
      },
    );
    const seconds = (ms = Number.NaN): string => `${(ms / 1_000).toFixed(1)} s`;
    const [half, most, everybody] = share.map((mark) => marks.get(mark));
    say(
      `\n  ${back.epochs.length} terminals after kill -9 of their connector: half are back after ${seconds(half)}, nine of ten`,
    );
    say(`  after ${seconds(most)}, all after ${seconds(everybody)} (to reach: ${seconds(LIMIT_MS)})`);
    const figures = { terminals: back.epochs.length, halfMs: half, mostMs: most, allMs: everybody };
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
    return everybody !== undefined && everybody <= LIMIT_MS ? 0 : 1;
  } finally {
    await sandbox.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const simulatorOf = ({ file }: Sandbox): string => new URL('/terminals', file.devices[0]?.simulatorUrl).href;

async function enrol(sandbox: Sandbox, count: number): Promise<void> {
  const operator = await sandbox.operator();
  const { organisationId } = await operator.createOrganisation('Reconnect');
  const storeId = await operator.createStore(await operator.createMerchant(organisationId, 'Reconnect'), 'Reconnect');
  let left = count;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) {
        left -= 1;
        const { activationCode } = await operator.createDevice(storeId, `Reconnect ${left}`);
        const body = { serialNumber: `RECONNECT-${left}-${randomInt(1e9)}`, activationCode };
        await expectJson(simulatorOf(sandbox), 201, terminal, { body });
      }
    }),
  );
}

/** @returns once all terminals are connected over connections that count; @throws Error when they are not in time */
async function connectedWithin(
  sandbox: Sandbox,
  counts: (epoch: number) => boolean,
  limitMs: number,
  progressed: (part: number) => void = () => undefined,
): Promise<{ readonly epochs: readonly number[] }> {
  const until = performance.now() + limitMs;
  for (;;) {
    const { terminals } = await expectJson(simulatorOf(sandbox), 200, list);
    const epochs = terminals.flatMap(({ connected, epoch }) =>
      connected && epoch !== null && counts(epoch) ? [epoch] : [],
    );
    progressed(epochs.length / terminals.length);
    if (epochs.length === terminals.length) return { epochs };
    if (performance.now() > until)
      throw new Error(`${terminals.length - epochs.length} of ${terminals.length} terminals are not connected`);
    await delay(LOOK_EVERY_MS);
  }
}
