import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { audit, hold } from './harness/audit.ts';
import { Platform } from './harness/platform.ts';
import type { Pos } from './harness/pos.ts';
import { Sale } from './harness/sales.ts';
import { openShop } from './harness/shop.ts';
import type { Terminal } from './harness/terminal.ts';
import type { Rule } from './verifier.ts';

let platform: Platform;
let till: Pos;
let terminal: Terminal;
const sales: Sale[] = [];

beforeAll(async () => {
  platform = await Platform.start({ name: 'planted' });
  const shop = await openShop(platform);
  [till] = shop.tills as unknown as readonly [Pos];
  [terminal] = shop.terminals as unknown as readonly [Terminal];
  for (const amount of ['10.00', '20.00', '9001.00', '30.00']) {
    const sale = new Sale(platform, till, terminal, { amount });
    expect((await sale.send()).status).toBe(200);
    sales.push(sale);
  }
  expect(await audit(platform, [till])).toEqual([]);
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

/** What the verifier finds: rules broken, by exchange. */
async function found(): Promise<Record<string, Rule[]>> {
  const violations = await hold(platform, [till]);
  const byExchange: Record<string, Rule[]> = {};
  for (const { exchange, rule } of violations) byExchange[exchange] = [...(byExchange[exchange] ?? []), rule];
  return byExchange;
}

const theSale = (index: number): Sale => {
  const sale = sales[index];
  if (sale === undefined) throw new Error('the sales were not made');
  return sale;
};

/** A verifier that finds nothing proves something only if it finds what is there: in the books of real processes. */
describe('the verifier names a fault that was planted', () => {
  it('in the journal of the terminal: a second card interaction', async () => {
    const { exchangeId } = theSale(0);
    const [simulator] = platform.simulators;
    const path = join(platform.directory, 'terminal-simulator-0', terminal.serialNumber, 'interactions.jsonl');
    await simulator?.stop();
    const journal = readFileSync(path, 'utf8');
    const lines = journal
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { start?: Record<string, unknown>; end?: Record<string, unknown> });
    const start = lines.find((line) => line.start?.exchangeIdentification === exchangeId)?.start;
    const end = lines.find((line) => line.end?.interactionId === start?.interactionId)?.end;
    const again = [{ start: { ...start, interactionId: 'second' } }, { end: { ...end, interactionId: 'second' } }];
    writeFileSync(path, journal + again.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await simulator?.start();
    expect(await found()).toEqual({ [exchangeId]: ['one interaction', 'money took place'] });

    await simulator?.stop();
    writeFileSync(path, journal);
    await simulator?.start();
    expect(await found()).toEqual({});
  }, 60_000);

  it('in the database: a lost outcome', async () => {
    const { exchangeId } = theSale(1);
    const [lost] = await platform.rows<{ row: object }>(
      'transaction',
      'with lost as (delete from exchange where exchange_id = $1 returning *) select to_json(lost) as row from lost',
      [exchangeId],
    );
    expect(await found()).toEqual({
      [exchangeId]: ['outcome kept'],
      [theSale(1).exchangeIdentification]: ['nothing told is lost'],
    });

    await platform.rows(
      'transaction',
      'insert into exchange select * from json_populate_record(null::exchange, $1::json)',
      [JSON.stringify(lost?.row)],
    );
    expect(await found()).toEqual({});
  }, 60_000);

  it('in the answer that is stored: told otherwise the next time', async () => {
    const sale = theSale(3);
    await platform.rows(
      'transaction',
      `update exchange set answer = replace(answer, '30.00', '3.00') where exchange_id = $1`,
      [sale.exchangeId],
    );
    expect((await sale.send()).outcome).toBe('APPROVED');
    expect(await found()).toEqual({ [sale.exchangeId]: ['stable answer'] });
  }, 60_000);
});
