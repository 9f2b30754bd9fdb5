import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ppaas/testing';
import { audit } from './harness/audit.ts';
import { Platform } from './harness/platform.ts';
import type { Answer, Pos } from './harness/pos.ts';
import { Sale } from './harness/sales.ts';
import { online, openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';
import type { Terminal } from './harness/terminal.ts';

/** At a tenth of the protocol's times. */
let platform: Platform;
let shop: Shop;
/** At the real ones. */
let slow: Platform;
let slowShop: Shop;

/** One device, one till and one story each, all at the same time. */
type Story = (till: Pos, terminal: Terminal) => Promise<void>;

const never = (): never => {
  throw new Error('the shop is not whole');
};
const sold = async (sale: Sale): Promise<string | undefined> => (await sale.persist()).outcome;

/** The device is free for the next sale. */
async function sellsAgain(till: Pos, terminal: Terminal): Promise<void> {
  await terminal.script({ outcome: 'approve' });
  await online(platform, terminal);
  const next = new Sale(platform, till, terminal);
  expect(await sold(next)).toBe('APPROVED');
  expect(await next.interactions()).toBe(1);
}

const unplugged = (when: 'before' | 'during' | 'after'): Story =>
  async function story(till, terminal) {
    const sale = new Sale(platform, till, terminal);
    // Long enough for the plug to be pulled while it lasts, on a busy machine too.
    await terminal.script({ outcome: 'approve', delayMs: when === 'during' ? 3_000 : 600, times: 1 });
    if (when === 'before') {
      await terminal.power(false);
      const answer = await sale.persist();
      // Depending on who noticed first it was refused, never written, or found not to be there: but it was never started.
      expect(answer.outcome).toBe('NOT_STARTED');
      expect(await sale.interactions()).toBe(0);
    } else {
      const call = sale.send({ prefer: 'wait=2' });
      await sale.reaches('IN_PROGRESS');
      if (when === 'after') await sale.cardIsDone();
      await terminal.power(false);
      if (when === 'during') await sale.reaches('UNKNOWN');
      await sale.cardIsDone();
      await call;
    }
    await terminal.power(true);
    if (when !== 'before') expect(await sold(sale)).toBe('APPROVED');
    await sellsAgain(till, terminal);
  };

/** A script that ends with the outcome of the card, whatever happens to the line. */
const scripted = (
  outcome: Parameters<Terminal['script']>[0]['outcome'],
  ends: readonly string[],
  cards: number,
): Story =>
  async function story(till, terminal) {
    await terminal.script({ outcome, times: 1 });
    const sale = new Sale(platform, till, terminal);
    expect(ends).toContain(await sold(sale));
    expect(await sale.interactions()).toBe(cards);
    await sellsAgain(till, terminal);
  };

/** The journal is gone, so nobody can say what became of the sale: a person must, and the device is free meanwhile. */
const withoutJournal: Story = async (till, terminal) => {
  await terminal.script({ outcome: 'reboot-without-journal', delayMs: 500, times: 1 });
  const sale = new Sale(platform, till, terminal);
  const running = sale.send({ prefer: 'wait=1' });
  await sale.reaches('NEEDS_ATTENTION');
  expect((await running).status).toBe(202);
  expect((await till.resource(sale.exchangeIdentification)).status).toBe(202);
  expect((await till.status(terminal.deviceId, sale.exchangeIdentification)).outcome).toBe('IN_PROGRESS');
  await sellsAgain(till, terminal);

  const operator = platform.operator();
  const { items } = await operator.call<{ items: { exchangeId: string }[] }>('GET', '/operations/v1/work-list');
  expect(items.map(({ exchangeId }) => exchangeId)).toContain(sale.exchangeId);
  const word = { outcome: 'DECLINED', reason: 'the shopper was not charged, says the acquirer' };
  await operator.call('POST', `/operations/v1/transactions/${sale.exchangeId}/resolution`, word);
  expect(await sold(sale)).toBe('DECLINED');

  const hops = await eventually('the page of the sale has all of it', async () => {
    const { timeline } = await operator.call<{ timeline: { hop: string }[] }>(
      'GET',
      `/operations/v1/transactions/${sale.exchangeId}`,
    );
    const there = timeline.map(({ hop }) => hop);
    return there.includes('TOLD_RUNNING') && there.includes('DEVICE_BACK') ? there : undefined;
  });
  expect(hops.slice(0, 4)).toEqual(['ACCEPTED', 'DISPATCHED', 'DELIVERED', 'ACKNOWLEDGED']);
  expect(hops).toEqual(expect.arrayContaining(['DEVICE_LOST', 'NEEDS_ATTENTION', 'RESOLVED']));
  await eventually('it is in the audit trail', async () => {
    const acts = await platform.rows(
      'registry',
      "select 1 from audit where action = 'transaction.resolved' and object = $1",
      [`transaction:${sale.exchangeId}`],
    );
    return acts.length === 1 ? true : undefined;
  });
};

/** It never says a word about it, online as it is: a person must. Turned off and on it speaks after all. */
const silent: Story = async (till, terminal) => {
  await terminal.script({ outcome: 'silent', times: 1 });
  const sale = new Sale(platform, till, terminal);
  const running = sale.send({ prefer: 'wait=1' });
  await sale.reaches('UNKNOWN');
  expect((await running).status).toBe(202);
  await eventually(
    'a person is asked within 18 s',
    async () => ((await sale.state()) === 'NEEDS_ATTENTION' ? true : undefined),
    40_000,
  );
  await sellsAgain(till, terminal);
  await terminal.power(false);
  await terminal.power(true);
  expect(await sold(sale)).not.toBe('APPROVED');
};

/** Falls silent without a word: only missing pongs tell. */
const cutOff: Story = async (till, terminal) => {
  await terminal.script({ outcome: 'approve', delayMs: 3_000, times: 1 });
  const sale = new Sale(platform, till, terminal);
  const running = sale.send({ prefer: 'wait=1' });
  await sale.reaches('IN_PROGRESS');
  await terminal.power(false, true);
  await sale.reaches('UNKNOWN');
  expect((await running).status).toBe(202);
  await terminal.power(true);
  expect(await sold(sale)).toBe('APPROVED');
  await sellsAgain(till, terminal);
};

const STORIES: Readonly<Record<string, Story>> = {
  'unplugged before the sale': unplugged('before'),
  'unplugged during the card interaction': unplugged('during'),
  'unplugged after the card interaction': unplugged('after'),
  'cut off without a word': cutOff,
  'loses its line before the answer': scripted('disconnect-before-answer', ['APPROVED'], 1),
  'loses its line after the answer': scripted('disconnect-after-answer', ['APPROVED'], 1),
  'answers twice': scripted('duplicate-answer', ['APPROVED'], 1),
  'answers too late': scripted('late-answer', ['APPROVED'], 1),
  'reboots in the card flow': scripted('reboot', ['NOT_STARTED', 'DECLINED', 'CANCELLED', 'FAILED'], 1),
  'reboots and has lost its journal': withoutJournal,
  'never says a word': silent,
};

beforeAll(async () => {
  [platform, slow] = await Promise.all([
    Platform.start({ name: 'devices', timeScale: 0.1 }),
    Platform.start({ name: 'devices-at-real-times' }),
  ]);
  const count = Object.keys(STORIES).length;
  shop = await openShop(platform, { tills: count, terminals: count });
  slowShop = await openShop(slow);
}, 240_000);

afterAll(async () => {
  await Promise.all([platform?.stop(), slow?.stop()]);
}, 60_000);

describe('a device', () => {
  // All at once: each story has a device and a till of its own.
  it.concurrent.each(Object.entries(STORIES).map(([name, story], index) => ({ name, story, index })))(
    'costs no sale when it is or does this: $name',
    async ({ story, index }) => {
      await story(shop.tills[index] ?? never(), shop.terminals[index] ?? never());
    },
    90_000,
  );

  it.concurrent(
    'that is lost at real times is UNKNOWN within 150 s, and explains itself within 30 s of its return',
    async () => {
      const [till] = slowShop.tills;
      const [terminal] = slowShop.terminals;
      if (till === undefined || terminal === undefined) return never();
      await terminal.script({ outcome: 'approve', delayMs: 2_000, times: 1 });
      const sale = new Sale(slow, till, terminal);
      const acceptedAt = performance.now();
      const running: Promise<Answer> = sale.send({ prefer: 'wait=1' });
      await sale.reaches('IN_PROGRESS');
      await terminal.power(false, true);
      await eventually('UNKNOWN', async () => ((await sale.state()) === 'UNKNOWN' ? true : undefined), 150_000);
      expect(performance.now() - acceptedAt).toBeLessThan(150_000);
      expect((await running).status).toBe(202);
      await pause(1_000);
      await terminal.power(true);
      await terminal.connected();
      const backAt = performance.now();
      expect((await sale.persist(30_000)).outcome).toBe('APPROVED');
      expect(performance.now() - backAt).toBeLessThan(30_000);
      expect(await audit(slow, slowShop.tills, { endsWithinMs: 180_000 })).toEqual([]);
    },
    240_000,
  );
});

describe('after all of it', () => {
  it('every promise was kept', async () => {
    expect(await audit(platform, shop.tills)).toEqual([]);
  }, 90_000);
});
