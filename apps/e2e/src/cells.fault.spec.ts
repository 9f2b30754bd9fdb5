import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ppaas/testing';
import { audit } from './harness/audit.ts';
import { ROOT } from './harness/child.ts';
import { Load } from './harness/load.ts';
import type { Sold } from './harness/load.ts';
import { Platform } from './harness/platform.ts';
import { saidBy } from './harness/pos.ts';
import { Sale } from './harness/sales.ts';
import { OPERATOR_ID } from './harness/secrets.ts';
import { online, openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';

const [FIRST, BIG] = [0, 1];

let platform: Platform;
let here: Shop;
let there: Shop;
let mover: Shop;
let leaver: Shop;
let orphan: Shop;
let load: Load | undefined;

beforeAll(async () => {
  platform = await Platform.start({ name: 'cells', cells: 2, timeScale: 0.5 });
  const cell = platform.at(BIG).name;
  const terminals = { tills: 2, terminals: 2 };
  here = await openShop(platform, terminals);
  [there, mover, leaver, orphan] = [
    await openShop(platform, { ...terminals, cell }),
    await openShop(platform, { ...terminals, cell }),
    await openShop(platform, { tills: 3, terminals: 3, cell }),
    await openShop(platform, { ...terminals, cell }),
  ];
  for (const terminal of [here, there, mover, leaver, orphan].flatMap((shop) => shop.terminals))
    await terminal.script({ outcome: 'approve', delayMs: 100 });
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

/** Also after a test that failed: nobody sells into the next one. */
afterEach(async () => {
  await load?.stop();
  load = undefined;
}, 90_000);

const saidOf = (sold: readonly Sold[]): string[] => [...new Set(sold.map(({ answer }) => saidBy(answer)))];
const cellsOf = async (shop: Shop): Promise<string[]> => {
  const rows = await platform.rows<{ cell: string }>(
    'transaction',
    'select r.cell from device_route r where r.device_id = any($1) and r.connected',
    [shop.terminals.map(({ deviceId }) => deviceId)],
  );
  return rows.map(({ cell }) => cell);
};

describe('two cells and three organisations', () => {
  it('each has its devices and its tills where it is served', async () => {
    expect(await cellsOf(here)).toEqual([platform.at(FIRST).name, platform.at(FIRST).name]);
    expect(await cellsOf(there)).toEqual([platform.at(BIG).name, platform.at(BIG).name]);
    expect(here.tills[0]?.origin).toBe(platform.at(FIRST).router.origin);
    expect(there.tills[0]?.origin).toBe(platform.at(BIG).router.origin);
    // Any instance takes any till's call.
    const till = there.tills[0];
    const terminal = there.terminals[0];
    if (till === undefined || terminal === undefined) throw new Error('the shop is not whole');
    till.origin = platform.at(FIRST).router.origin;
    // With its first call of that cell an instance begins to listen to it, and the answer may be faster.
    expect(saidBy(await till.sale(terminal.deviceId))).toBe('Success');
    const began = performance.now();
    expect(saidBy(await till.sale(terminal.deviceId))).toBe('Success');
    // Its answer is told to the instance that holds the call, not found by the look once a second.
    expect(performance.now() - began).toBeLessThan(900);
    till.origin = platform.at(BIG).router.origin;
  }, 30_000);

  it('one cell killed with everything in it leaves the other untouched, and loses nothing itself', async () => {
    load = new Load(platform, [here, there], 500);
    await pause(2_000);
    await Promise.all(platform.ofCell(BIG).map((child) => child.kill()));
    const killedAt = performance.now();
    await pause(4_000);
    const backAt = performance.now();
    await Promise.all(platform.ofCell(BIG).map((child) => child.start()));
    for (const terminal of there.terminals) await online(platform, terminal);
    await pause(1_000);
    const sold = await load.stop();
    const untouched = sold.filter(({ sale, sentAt }) => here.tills.includes(sale.till) && sentAt > killedAt);
    expect(untouched.filter(({ sentAt }) => sentAt < backAt).length).toBeGreaterThan(4);
    expect(saidOf(untouched)).toEqual(['Success']);
    expect(untouched.flatMap(({ before }) => before)).toEqual([]);
    expect(await audit(platform, [...here.tills, ...there.tills])).toEqual([]);
    for (const till of [...here.tills, ...there.tills]) till.sent.clear();
  }, 90_000);

  it('an organisation moves to another cell under load: it sells on, and nothing is lost', async () => {
    // They lost their cell in the test before, and come back at their own pace.
    for (const terminal of mover.terminals) await online(platform, terminal);
    load = new Load(platform, [mover, here], 400);
    await pause(1_500);
    const { code, text } = await move(mover, platform.at(FIRST).name);
    expect({ code, text }).toMatchObject({ code: 0 });
    expect(text).toContain('Moved: 2 devices are connected');
    await pause(1_000);
    const sold = await load.stop();
    expect(saidOf(sold)).toEqual(['Success']);
    expect(sold.flatMap(({ before }) => before)).toEqual([]);
    const cells = await platform.rows<{ cell: string }>(
      'transaction',
      'select cell from exchange where tenant_id = $1 order by accepted_at',
      [mover.organisationId],
    );
    expect([cells.at(0)?.cell, cells.at(-1)?.cell]).toEqual([platform.at(BIG).name, platform.at(FIRST).name]);
    expect(await cellsOf(mover)).toEqual([platform.at(FIRST).name, platform.at(FIRST).name]);
    // With its next token a till calls there.
    mover.tills[0]?.forgetToken();
    await mover.tills[0]?.token();
    expect(mover.tills[0]?.origin).toBe(platform.at(FIRST).router.origin);
    // The same command again finds nothing to do.
    expect(await move(mover, platform.at(FIRST).name)).toMatchObject({ code: 0 });
    expect(await audit(platform, mover.tills)).toEqual([]);
  }, 90_000);

  it('sales that a move finds under way end once each and are told truly, also when their cell dies', async () => {
    const orphans = await beginOrphans();
    const [long, away] = await Promise.all([beginLong(), beginAway()]);
    const order: string[] = [];
    const sold = long.told.then((answer) => (order.push('sold'), answer));
    const moved = move(leaver, platform.at(FIRST).name).then((said) => (order.push('moved'), said));
    await platform
      .operator()
      .call('PUT', `organisations/${orphan.organisationId}/cell`, { cell: platform.at(FIRST).name });
    await Promise.all([leaver, orphan].map(isMoved));
    const next = saleAt(leaver, 1);
    expect(saidBy(await next.send())).toBe('Success');

    // Its address of before leads to a cell that is up.
    sendDevicesOf(BIG, FIRST);
    await away.terminal.power(true);
    expect(saidBy(await away.persist())).toBe('Success');
    expect(saidBy(await sold)).toBe('Success');
    const { code, text } = await moved;
    expect({ code, text }).toMatchObject({ code: 0 });
    expect(text).toMatch(/: \d devices on their way, \d sales to their end/);
    expect(text).toContain('Moved: 3 devices are connected');
    expect(order).toEqual(['sold', 'moved']);
    expect(await cellsOf(leaver)).toEqual([FIRST, FIRST, FIRST].map((cell) => platform.at(cell).name));

    await Promise.all(platform.ofCell(BIG).map((child) => child.kill()));
    for (const till of orphan.tills) till.forgetToken();
    // Nobody is moved to where nobody is.
    const refused = move(leaver, platform.at(BIG).name);
    await orphans.unheard.terminal.power(true);
    const [one, other] = await Promise.all([orphans.running.persist(), orphans.unheard.persist()]);
    expect([saidBy(one), saidBy(other)]).toEqual(['Success', 'Failure UnavailableDevice']);

    expect((await refused).code).toBe(1);
    expect(await isMoved(leaver)).toBe(true);
    const [old, now] = [platform.at(BIG).name, platform.at(FIRST).name];
    expect(await booked(long.sale)).toMatchObject({ state: 'APPROVED', cell: old, cards: 1 });
    expect(await booked(next)).toMatchObject({ state: 'APPROVED', cell: now, cards: 1 });
    expect(await booked(away)).toMatchObject({ state: 'APPROVED', cell: old, cards: 1 });
    expect(await booked(orphans.running)).toMatchObject({ state: 'APPROVED', cell: old, cards: 1 });
    const asked = await booked(orphans.unheard);
    expect(asked).toMatchObject({ state: 'NOT_STARTED', cell: old, cards: 0 });
    // Its cell is gone, and the new one may ask about it after a minute, at half the times.
    expect(asked.tookMs).toBeGreaterThan(30_000);

    // The dead cell comes back, and does nothing a second time.
    await Promise.all(platform.ofCell(BIG).map((child) => child.start()));
    sendDevicesOf(BIG, BIG);
    expect(await audit(platform, [...leaver.tills, ...orphan.tills])).toEqual([]);
  }, 120_000);
});

/** A sale of a till at its own terminal. */
function saleAt({ tills, terminals }: Shop, index: number): Sale {
  const [till, terminal] = [tills[index], terminals[index]];
  if (till === undefined || terminal === undefined) throw new Error('the shop is not whole');
  return new Sale(platform, till, terminal);
}

/** One that takes five seconds. */
async function beginLong(): Promise<{ readonly sale: Sale; readonly told: ReturnType<Sale['send']> }> {
  const sale = saleAt(leaver, 0);
  await sale.terminal.script({ outcome: 'approve', delayMs: 5_000 });
  const told = sale.send();
  await sale.reaches('IN_PROGRESS');
  return { sale, told };
}

/** One whose device has lost its line over it. */
async function beginAway(): Promise<Sale> {
  const sale = saleAt(leaver, 2);
  await sale.terminal.script({ outcome: 'approve', delayMs: 500 });
  void sale.send({ prefer: 'wait=1' });
  await sale.reaches('IN_PROGRESS');
  await sale.terminal.power(false);
  await sale.reaches('UNKNOWN');
  return sale;
}

/** Two of whose cell nothing will be left: one that runs for long, and one that its device behind a cut cable never got. */
async function beginOrphans(): Promise<{ readonly running: Sale; readonly unheard: Sale }> {
  const [running, unheard] = [saleAt(orphan, 0), saleAt(orphan, 1)];
  await running.terminal.script({ outcome: 'approve', delayMs: 18_000 });
  await unheard.terminal.power(false, true);
  void running.send();
  void unheard.send({ prefer: 'wait=1' });
  await Promise.all([running.reaches('IN_PROGRESS'), unheard.reaches('UNKNOWN')]);
  return { running, unheard };
}

/** Transaction has heard that the first cell serves it. */
const isMoved = ({ organisationId }: Shop): Promise<true> =>
  eventually('transaction has heard of the move', async () => {
    const [row] = await platform.rows<{ cell: string }>(
      'transaction',
      'select cell from organisation where tenant_id = $1',
      [organisationId],
    );
    return row?.cell === platform.at(FIRST).name ? true : undefined;
  });

/** Where a cell's address for devices leads from now on: to the connector of a cell. */
function sendDevicesOf(cell: number, to: number): void {
  platform.at(cell).door.target = Number(platform.service('device-connector', to).spec.environment['DEVICE_PORT']);
}

interface Booked {
  readonly state: string;
  readonly cell: string;
  readonly tookMs: number;
  /** How often a card was presented for it. */
  readonly cards: number;
}

async function booked(sale: Sale): Promise<Booked> {
  const [row] = await platform.rows<Omit<Booked, 'cards'>>(
    'transaction',
    `select state, cell, 1000 * extract(epoch from completed_at - accepted_at)::float8 as "tookMs" from exchange where exchange_id = $1`,
    [sale.exchangeId],
  );
  if (row === undefined) throw new Error(`no exchange ${sale.exchangeId}`);
  return { ...row, cards: await sale.interactions() };
}

/** `./ppaas tenant move`, as an operator types it. */
async function move(shop: Shop, to: string): Promise<{ readonly code: number | null; readonly text: string }> {
  const target = ['--url', platform.origin, '--operator', OPERATOR_ID];
  const key = ['--operator-key', platform.secrets.auth['OPERATOR_CLIENT_KEY_FILE'] ?? ''];
  const args = ['tenant', 'move', shop.organisationId, '--cell', to, '--wait', '30', ...target, ...key];
  const child = spawn(process.execPath, [join(ROOT, 'apps/cli/dist/main.js'), ...args], { cwd: ROOT });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, text };
}
