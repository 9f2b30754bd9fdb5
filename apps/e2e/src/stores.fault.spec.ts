import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ppaas/testing';
import { audit } from './harness/audit.ts';
import { Platform } from './harness/platform.ts';
import type { Answer, Pos } from './harness/pos.ts';
import { Sale } from './harness/sales.ts';
import { online, openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';
import { storesDo } from './harness/stores.ts';
import type { Terminal } from './harness/terminal.ts';

let platform: Platform;
let shop: Shop;
const KAFKA_DOWN_MS = 20_000;

beforeAll(async () => {
  platform = await Platform.start({ name: 'stores', timeScale: 0.1 });
  shop = await openShop(platform, { tills: 3, terminals: 3 });
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

const pairs = (): [Pos, Terminal][] => shop.tills.map((till, n) => [till, shop.terminals[n] ?? never()]);
const never = (): never => {
  throw new Error('the shop is not whole');
};

/** Tills that sell one after the other until they are told to close; each repeats what got no answer. */
function selling(delayMs: number): { close(): Promise<{ sales: Sale[]; answers: Answer[] }> } {
  const sales: Sale[] = [];
  const answers: Answer[] = [];
  let isOpen = true;
  const shift = async ([till, terminal]: [Pos, Terminal]): Promise<void> => {
    await terminal.script({ outcome: 'approve', delayMs });
    while (isOpen) {
      const sale = new Sale(platform, till, terminal);
      sales.push(sale);
      answers.push(await sale.persist(90_000));
    }
  };
  const shifts = Promise.all(pairs().map(shift));
  return {
    close: async () => {
      isOpen = false;
      await shifts;
      return { sales, answers };
    },
  };
}

/** Everything that was sold: each sale at its end, none twice. */
async function check({ sales }: { readonly sales: readonly Sale[] }): Promise<void> {
  for (const terminal of shop.terminals) await terminal.script({ outcome: 'approve' });
  for (const sale of sales) expect(await sale.interactions()).toBeLessThanOrEqual(1);
  expect(await audit(platform, shop.tills)).toEqual([]);
  for (const till of shop.tills) till.sent.clear();
}

/** A sale that is approved at once: the fault has left nothing behind. */
async function sellsAgain(): Promise<void> {
  for (const [till, terminal] of pairs()) {
    await online(platform, terminal);
    await eventually(
      'a new sale is approved',
      async () => {
        const answer = await new Sale(platform, till, terminal).persist();
        return answer.outcome === 'APPROVED' ? answer : undefined;
      },
      30_000,
    );
  }
}

/** Waits until sales are on their way. */
const underWay = (): Promise<unknown> =>
  eventually(
    'sales are on their way',
    async () => {
      const rows = await platform.rows('transaction', "select 1 from exchange where state = 'IN_PROGRESS'");
      return rows.length > 0 ? true : undefined;
    },
    20_000,
  );

describe('under sales', () => {
  it('Redis is flushed: the listing forgets for a moment, no sale does', async () => {
    const shift = selling(150);
    await underWay();
    await storesDo('/redis/flush');
    await pause(1_000);
    await storesDo('/redis/flush');
    const done = await shift.close();
    expect(new Set(done.answers.map(({ outcome }) => outcome))).toEqual(new Set(['APPROVED']));
    await check(done);
    await eventually(
      'presence is back after a heartbeat',
      async () => {
        const { devices } = await (shop.tills[0] ?? never()).list<{ devices: { presence: string }[] }>();
        return devices.every(({ presence }) => presence === 'ONLINE') ? true : undefined;
      },
      20_000,
    );
  }, 120_000);

  it('Redis is away: sales go on', async () => {
    await storesDo('/redis/stop');
    try {
      const shift = selling(100);
      await underWay();
      await pause(1_500);
      const done = await shift.close();
      expect(new Set(done.answers.map(({ outcome }) => outcome))).toEqual(new Set(['APPROVED']));
      await check(done);
    } finally {
      await storesDo('/redis/start');
    }
    await sellsAgain();
  }, 120_000);

  it('Postgres is restarted', async () => {
    const shift = selling(150);
    await underWay();
    await storesDo('/postgres/restart');
    await underWay();
    const done = await shift.close();
    expect(done.answers.some(({ outcome }) => outcome === 'APPROVED')).toBe(true);
    await check(done);
    await sellsAgain();
  }, 180_000);

  it('Postgres is killed', async () => {
    const shift = selling(150);
    await underWay();
    await storesDo('/postgres/restart?how=crash');
    await underWay();
    const done = await shift.close();
    await check(done);
    await sellsAgain();
  }, 180_000);

  it('Kafka is stopped for 20 s: new sales are refused as not started, running ones end', async () => {
    const shift = selling(300);
    await underWay();
    await storesDo('/kafka/stop');
    const stoppedAt = performance.now();
    try {
      const [till, terminal] = pairs()[0] ?? never();
      const refused = await eventually(
        '503',
        async () => {
          const answer = await till.send('financial', till.payment(terminal.deviceId));
          return answer.status === 503 ? answer : undefined;
        },
        15_000,
      );
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(JSON.parse(refused.text)).toMatchObject({ code: 'platform.unavailable' });
      await pause(Math.max(0, KAFKA_DOWN_MS - (performance.now() - stoppedAt)));
    } finally {
      await storesDo('/kafka/start');
    }
    const done = await shift.close();
    await check(done);
    await sellsAgain();
    // An outage of Kafka ends no process: nobody has to start anything again.
    for (const child of platform.services.values())
      expect([child.spec.name, child.isRunning]).toEqual([child.spec.name, true]);
  }, 240_000);
});
