import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { deviceListing } from '@ppaas/contracts';
import { eventually } from '@ppaas/testing';
import type { z } from 'zod';
import { Platform } from './harness/platform.ts';
import { saidBy } from './harness/pos.ts';
import type { Pos } from './harness/pos.ts';
import { Sale } from './harness/sales.ts';
import { online, openShop } from './harness/shop.ts';
import { control } from './harness/terminal.ts';
import type { Terminal } from './harness/terminal.ts';

let platform: Platform;
let till: Pos;
let terminal: Terminal;

const never = (): never => {
  throw new Error('the shop is not whole');
};

beforeAll(async () => {
  platform = await Platform.start({ name: 'stand-alone' });
  const shop = await openShop(platform);
  till = shop.tills[0] ?? never();
  terminal = shop.terminals[0] ?? never();
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

const keyIn = (amount: string, delayMs = 0): Promise<{ journalSequence: number }> =>
  control('POST', `${terminal.url}/stand-alone`, { amount, currency: 'EUR', delayMs });

interface Recorded {
  readonly state: string;
  readonly amount: string;
  readonly deviceId: string;
}
/** What operators see. */
const recorded = async (): Promise<Recorded[]> => {
  const path = `/operations/v1/transactions?origin=STAND_ALONE&deviceId=${terminal.deviceId}`;
  return (await platform.operator().call<{ items: Recorded[] }>('GET', path)).items;
};
const recordedSoon = (count: number): Promise<Recorded[]> =>
  eventually(
    `${count} sales are recorded`,
    async () => {
      const sales = await recorded();
      return sales.length >= count ? sales : undefined;
    },
    20_000,
  );
const released = (): Promise<number> =>
  eventually(
    'the device may forget it',
    async () => {
      const state = (await terminal.state()) as unknown as { unstoredStandAlone: number };
      return state.unstoredStandAlone === 0 ? 1 : undefined;
    },
    20_000,
  );
const listed = async (): Promise<string | undefined> =>
  (await till.list<z.infer<typeof deviceListing>>()).devices[0]?.state;

it('a sale keyed in at the device makes it busy, and is recorded once when it is done', async () => {
  expect(await listed()).toBe('IDLE');
  const running = keyIn('7.50', 2_000);
  await eventually('the listing says so', async () => ((await listed()) === 'BUSY' ? true : undefined));

  const refused = new Sale(platform, till, terminal);
  expect(saidBy(await refused.send())).toBe('Failure Busy');
  expect([await refused.state(), await refused.interactions()]).toEqual(['NOT_STARTED', 0]);
  await expect(keyIn('1.00')).rejects.toThrow('409');
  expect(await recorded()).toEqual([]);

  await running;
  expect(await recordedSoon(1)).toMatchObject([{ state: 'APPROVED', amount: '7.50', deviceId: terminal.deviceId }]);
  await eventually('the listing says so', async () => ((await listed()) === 'IDLE' ? true : undefined));
  // Provably not started: the id is spent, and the next one sells.
  expect(saidBy(await refused.send())).toBe('Failure Busy');
  expect((await till.sale(terminal.deviceId)).outcome).toBe('APPROVED');
}, 60_000);

it('a declined one, and one that was sold without a line, are told too', async () => {
  await keyIn('9001.00');
  await terminal.power(false);
  await keyIn('8.25', 100);
  expect(await recordedSoon(2)).toHaveLength(2);
  await terminal.power(true);
  expect((await recordedSoon(3)).map(({ state, amount }) => `${state} ${amount}`)).toEqual([
    'APPROVED 8.25',
    'DECLINED 9001.00',
    'APPROVED 7.50',
  ]);
  await released();
}, 60_000);

it('one that is told again is recorded once, and one of another journal is another sale', async () => {
  const before = await recordedSoon(3);
  // The line goes while it is told, or before the release arrives: it is told again after each Welcome.
  for (let turn = 0; turn < 3; turn += 1) {
    const selling = keyIn('4.00');
    await terminal.power(false);
    await selling;
    await terminal.power(true);
    await terminal.connected();
  }
  await released();
  expect(await recorded()).toHaveLength(before.length + 3);

  const { journalId } = (await terminal.state()) as unknown as { journalId: string };
  await terminal.script({ outcome: 'reboot-without-journal', delayMs: 200, times: 1 });
  await till.sale(terminal.deviceId, {}, { prefer: 'wait=1' });
  await online(platform, terminal);
  expect((await terminal.state()) as unknown as { journalId: string }).not.toMatchObject({ journalId });
  const { journalSequence } = await keyIn('5.00');
  expect(journalSequence).toBeLessThan(10);
  expect(await recordedSoon(before.length + 4)).toHaveLength(before.length + 4);
}, 90_000);
