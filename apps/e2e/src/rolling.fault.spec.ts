import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { hold, settled } from './harness/audit.ts';
import type { Child } from './harness/child.ts';
import { Load } from './harness/load.ts';
import { Platform } from './harness/platform.ts';
import { Pos, saidBy } from './harness/pos.ts';
import type { Answer } from './harness/pos.ts';
import { openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';

const TWICE = ['session', 'transaction', 'device-connector'] as const;
/** Each till sells once a second, or as soon as its last sale has ended: more tills than sales a second that are asked for. */
const SHOPS = 4;
const TILLS = 6;
/** Whatever else the machine does: there was a load. What it was is printed. */
const LEAST_PER_SECOND = 10;
/** As long as the readiness probes of an ingress may take to notice. */
const DRAIN_MS = 2_000;
const STOP_LIMIT_MS = 30_000;

let platform: Platform;
const shops: Shop[] = [];
let desk: Shop;
let load: Load | undefined;

beforeAll(async () => {
  const environment = { DRAIN_MS: String(DRAIN_MS) };
  platform = await Platform.start({ name: 'rolling', twice: TWICE, isProbed: true, environment });
  while (shops.length < SHOPS) shops.push(await openShop(platform, { tills: TILLS, terminals: TILLS }));
  desk = await openShop(platform);
}, 300_000);

afterAll(async () => {
  await platform?.stop();
}, 90_000);

afterEach(async () => {
  await load?.stop();
}, 90_000);

/** Messages of this kind that an instance has handled. */
async function handled({ spec }: Child, topic: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${spec.port}/metrics`)).text();
  const line = new RegExp(`^ppaas_messages_handled_total\\{[^}]*topic="${topic}"[^}]*\\} (\\d+)`, 'm').exec(text);
  return Number(line?.[1] ?? 0);
}

describe('two instances of session, transaction and device-connector', () => {
  it('a till is answered by the instance it called, whichever got the result of its device', async () => {
    const [called, other] = [platform.service('transaction-0'), platform.service('transaction-1')];
    const before = await handled(other, 'transactionDeviceEvents');
    const answers = await Promise.all(
      shops.flatMap(({ tills, terminals }) =>
        tills.map(async (till, index) => {
          const direct = new Pos(`http://127.0.0.1:${called.spec.port}`, till.registration);
          return direct.sale(terminals[index]?.deviceId ?? '', {}, { token: await till.token() });
        }),
      ),
    );
    expect(answers.map(saidBy)).toEqual(Array.from({ length: SHOPS * TILLS }, () => 'Success'));
    expect((await handled(other, 'transactionDeviceEvents')) - before).toBeGreaterThan(0);
  }, 30_000);

  it('are restarted one after the other under twenty sales a second, and no till sees a failure', async () => {
    load = new Load(platform, shops, 1_000);
    const startedAt = performance.now();
    const sessions = new Sessions(desk);
    for (const service of TWICE) {
      for (const instance of [0, 1]) {
        const child = platform.service(`${service}-${instance}`);
        await child.stop(STOP_LIMIT_MS);
        expect(child.lastLines(1)).toContain('"stopped"');
        await child.start();
        await pause(DRAIN_MS);
      }
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    const sold = await load.stop();
    expect(await sessions.stop()).toEqual(['Success']);
    expect(new Set(sold.map(({ answer }) => wordOf(answer)))).toEqual(new Set(['Success']));
    // 202, the sale runs, is an answer; a refusal or a broken line is none.
    expect(new Set(sold.flatMap(({ before }) => before).filter((said) => said !== 'HTTP 202'))).toEqual(new Set());
    // A thousand sales: what was told is held against the books, without asking for each of them once more.
    await settled(platform);
    const tills = shops.flatMap((shop) => shop.tills);
    expect(await hold(platform, tills)).toEqual([]);
    const worst = Math.max(...sold.map(({ tookMs }) => tookMs));
    const rate = sold.length / seconds;
    process.stderr.write(
      `\nrolling restart: ${sold.length} sales, ${rate.toFixed(1)} a second, all approved, the slowest after ${Math.round(worst)} ms\n`,
    );
    expect(rate).toBeGreaterThanOrEqual(LEAST_PER_SECOND);
  }, 180_000);
});

/** With what a refusal says of itself. */
const wordOf = (answer: Answer): string =>
  saidBy(answer) === 'Success' ? 'Success' : `${saidBy(answer)}: ${answer.text.slice(0, 2_000)}`;

/** A till that logs in and out all the time. */
class Sessions {
  readonly #said = new Set<string>();
  #isStopped = false;
  readonly #calling: Promise<void>;

  constructor({ tills: [till], terminals: [terminal] }: Shop) {
    if (till === undefined || terminal === undefined) throw new Error('the shop is not whole');
    this.#calling = (async () => {
      while (!this.#isStopped) {
        for (const kind of ['Login', 'Logout'] as const) {
          this.#said.add(wordOf(await till.session(terminal.deviceId, kind)));
          await pause(200);
        }
      }
    })();
  }

  /** @returns every different thing that it was told */
  async stop(): Promise<string[]> {
    this.#isStopped = true;
    await this.#calling;
    return [...this.#said];
  }
}
