import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ppaas/testing';
import { audit } from './harness/audit.ts';
import { Platform } from './harness/platform.ts';
import { saidBy } from './harness/pos.ts';
import type { Pos } from './harness/pos.ts';
import { Sale } from './harness/sales.ts';
import { newSerialNumber, online, openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';
import { addTerminal } from './harness/terminal.ts';
import type { Terminal } from './harness/terminal.ts';

let platform: Platform;
let shop: Shop;
let till: Pos;
let other: Pos;

beforeAll(async () => {
  platform = await Platform.start({ name: 'contention', timeScale: 0.1, twice: ['transaction', 'device-connector'] });
  shop = await openShop(platform, { tills: 2, terminals: 4 });
  till = shop.tills[0] ?? never();
  other = shop.tills[1] ?? never();
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

const never = (): never => {
  throw new Error('the shop is not whole');
};
const terminalAt = (index: number): Terminal => shop.terminals[index] ?? never();

describe('one sale', () => {
  it('sent 50 times at once to two instances is one card interaction and 50 identical answers', async () => {
    const terminal = terminalAt(0);
    await terminal.script({ outcome: 'approve', delayMs: 300, times: 1 });
    const sale = new Sale(platform, till, terminal);
    const answers = await Promise.all(Array.from({ length: 50 }, () => sale.send()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.outcome).toBe('APPROVED');
    expect(await sale.interactions()).toBe(1);
  }, 60_000);

  it('goes on when the till hangs up, and answers when it asks again', async () => {
    const terminal = terminalAt(1);
    await terminal.script({ outcome: 'approve', delayMs: 800, times: 1 });
    const sale = new Sale(platform, till, terminal);
    const hangUp = new AbortController();
    const lost = sale.send({ signal: hangUp.signal });
    await sale.reaches('IN_PROGRESS');
    hangUp.abort();
    expect((await lost).status).toBe(0);
    await sale.cardIsDone();
    const answer = await sale.send();
    expect(answer.outcome).toBe('APPROVED');
    expect((await sale.send()).text).toBe(answer.text);
    expect(await sale.interactions()).toBe(1);
  }, 60_000);
});

describe('two tills', () => {
  it('that want one device in the same millisecond: one wins, 50 times out of 50', async () => {
    const terminal = terminalAt(2);
    const wins = new Map([
      [till, 0],
      [other, 0],
    ]);
    for (let round = 0; round < 50; round += 1) {
      await terminal.script({ outcome: 'approve', delayMs: 40, times: 1 });
      const sales = [till, other].map((pos) => new Sale(platform, pos, terminal));
      if (round % 2 === 1) sales.reverse();
      const answers = await Promise.all(sales.map((sale) => sale.send()));
      const said = answers.map(saidBy).sort();
      expect(said).toEqual(['Failure Busy', 'Success']);
      for (const [index, sale] of sales.entries()) {
        const won = answers[index]?.outcome === 'APPROVED';
        expect(await sale.interactions()).toBe(won ? 1 : 0);
        if (won) wins.set(sale.till, (wins.get(sale.till) ?? 0) + 1);
      }
    }
    expect([...wins.values()].reduce((sum, count) => sum + count)).toBe(50);
  }, 90_000);
});

describe('two pieces of hardware on one device', () => {
  it('share it: the active one gets the payments, and the result of the one that was swapped out still counts', async () => {
    const former = terminalAt(3);
    const { deviceId } = former;
    await former.script({ outcome: 'approve', delayMs: 1_000, times: 1 });
    const sale = new Sale(platform, till, former);
    const answer = sale.send({ prefer: 'wait=1' });
    await sale.reaches('IN_PROGRESS');
    await former.power(false);
    await sale.cardIsDone();
    // A new terminal takes its place while its result is still to come.
    const { activationCode } = await platform.operator().createActivationCode(deviceId, 'ACTIVE');
    const present = await addTerminal(platform.simulatorUrl(), { serialNumber: newSerialNumber(), activationCode });
    await online(platform, present);
    const { hardware } = await platform.operator().device(deviceId);
    expect(new Map(hardware.map(({ serialNumber, role }) => [serialNumber, role]))).toEqual(
      new Map([
        [present.serialNumber, 'ACTIVE'],
        [former.serialNumber, 'STANDBY'],
      ]),
    );
    expect((await answer).status).toBe(202);
    await former.power(true);
    expect((await sale.persist()).outcome).toBe('APPROVED');
    expect(await sale.interactions()).toBe(1);

    // Both are connected; a payment goes to the active one alone.
    await former.connected();
    const next = new Sale(platform, till, present);
    expect((await next.send()).outcome).toBe('APPROVED');
    expect(await next.interactions()).toBe(1);
    expect((await former.interactions()).length).toBe(1);

    // The spare part is enrolled as a standby from the beginning.
    await platform.operator().call('DELETE', `devices/${deviceId}/hardware/${former.serialNumber}`);
    const spare = await platform.operator().createActivationCode(deviceId, 'STANDBY');
    const standby = await addTerminal(platform.simulatorUrl(), {
      serialNumber: newSerialNumber(),
      activationCode: spare.activationCode,
    });
    await standby.connected();
    expect((await new Sale(platform, till, present).send()).outcome).toBe('APPROVED');
    expect(await standby.interactions()).toEqual([]);
  }, 60_000);
});

describe('a relay', () => {
  it('killed between publishing and deleting sends the same bytes again, and the device is elsewhere by then', async () => {
    const terminal = terminalAt(0);
    await online(platform, terminal);
    // Only one instance, so that it surely is the one that holds the shard.
    await platform.service('transaction-1').stop();
    const sale = new Sale(platform, till, terminal);
    await terminal.script({ outcome: 'approve', delayMs: 500, times: 1 });
    // Rows are read and written as ever; a delete waits until the lock goes.
    await platform.rows(
      'transaction',
      `create function keep_outbox() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock(4711); return old; end $$`,
    );
    await platform.rows(
      'transaction',
      'create trigger keep before delete on outbox for each row execute function keep_outbox()',
    );
    const release = await platform.lock('transaction', (client) => client.query('select pg_advisory_xact_lock(4711)'));
    const call = sale.send();
    await eventually('the card interaction has begun', async () =>
      (await sale.interactions()) > 0 ? true : undefined,
    );
    const waiting = await platform.rows('transaction', 'select 1 from outbox where key = $1', [terminal.deviceId]);
    expect(waiting.length).toBeGreaterThan(0);
    await platform.service('transaction-0').kill();
    await call;
    platform.sendDevicesTo('device-connector-1');
    await terminal.power(false);
    await terminal.power(true);
    await release();
    await platform.rows('transaction', 'drop trigger keep on outbox');
    await Promise.all([platform.service('transaction-0').start(), platform.service('transaction-1').start()]);
    expect((await sale.persist()).outcome).toBe('APPROVED');
    await eventually(
      'the outbox is empty',
      async () => {
        const rows = await platform.rows('transaction', 'select 1 from outbox');
        return rows.length === 0 ? true : undefined;
      },
      30_000,
    );
    expect(await sale.interactions()).toBe(1);
    expect((await new Sale(platform, till, terminal).persist()).outcome).toBe('APPROVED');
  }, 90_000);
});

describe('after all of it', () => {
  it('every promise was kept', async () => {
    expect(await audit(platform, shop.tills)).toEqual([]);
  }, 60_000);
});
