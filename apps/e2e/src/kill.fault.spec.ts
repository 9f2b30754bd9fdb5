import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { audit } from './harness/audit.ts';
import { NAMED_STATES, holdAll, simulatorOf } from './harness/named-states.ts';
import type { Held, NamedState } from './harness/named-states.ts';
import { Platform, SERVICES } from './harness/platform.ts';
import { online, openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';

/** Kills of each service in each state. */
const RUNS = Number(process.env.E2E_RUNS ?? '2');
const TRIES = 4;
const DOWN_MS = 300;

let platform: Platform;
let shop: Shop;
/** What each kill led to: service, state, the ends of its runs. */
const table = new Map<string, string[]>();

beforeAll(async () => {
  platform = await Platform.start({ name: 'kill', timeScale: 0.1, simulators: 2 });
  shop = await openShop(platform, { tills: NAMED_STATES.length, terminals: NAMED_STATES.length, simulatorOf });
}, 240_000);

afterAll(async () => {
  await platform?.stop();
  const width = Math.max(...SERVICES.map(({ length }) => length));
  const lines = [...table].map(([cell, ends]) => {
    const [service = '', state = ''] = cell.split(' ');
    return `  ${service.padEnd(width)}  ${state.padEnd(11)}  ${String(ends.length).padStart(2)} runs: ${ends.join(', ')}`;
  });
  process.stderr.write(`\nkill -9 of each service in each state of a sale\n${lines.join('\n')}\n`);
}, 60_000);

/** All five sales, each in its state at the same moment. */
async function held(): Promise<Held> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    for (const terminal of shop.terminals) await online(platform, terminal);
    const all = await holdAll(platform, shop);
    if (all !== undefined) return all;
    expect(await audit(platform, shop.tills)).toEqual([]);
  }
  throw new Error(`five sales could not be held in their states in ${TRIES} tries`);
}

describe('kill -9', () => {
  describe.each(SERVICES)('of %s, with a sale in each named state', (service) => {
    it.each(Array.from({ length: RUNS }, (_, n) => n + 1))(
      'costs time and nothing else (run %i)',
      async () => {
        const { sales, calls, release } = await held();
        await platform.service(service).kill();
        await release();
        await pause(DOWN_MS);
        await platform.service(service).start();
        const answers = await Promise.all([...sales.values()].map((sale) => sale.persist()));
        await Promise.all(calls);
        expect(await audit(platform, shop.tills)).toEqual([]);
        for (const [index, state] of [...sales.keys()].entries()) record(service, state, answers[index]?.outcome);
        // What is proven is not asked again in the next run.
        for (const till of shop.tills) till.sent.clear();
      },
      120_000,
    );
  });
});

function record(service: string, state: NamedState, end: string | undefined): void {
  const cell = `${service} ${state}`;
  table.set(cell, [...(table.get(cell) ?? []), end ?? 'nothing']);
}
