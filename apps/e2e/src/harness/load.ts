import type { Answer } from './pos.ts';
import type { Platform } from './platform.ts';
import { Sale } from './sales.ts';
import type { Shop } from './shop.ts';

/** A sale of a load, at its end. */
export interface Sold {
  readonly answer: Answer;
  readonly sale: Sale;
  /** When it was first sent, and how long it took until its end was told, by `performance.now()`. */
  readonly sentAt: number;
  readonly tookMs: number;
  /** What was said before the end, such as `HTTP 202`: a till that is told 202 or 503 asks again. */
  readonly before: readonly string[];
}

/** Every till of some shops sells at its own terminal, one sale after the other, until it is stopped. */
export class Load {
  readonly sold: Sold[] = [];
  #isStopped = false;
  readonly #tills: Promise<void>;

  /** @param everyMs pause of a till between the beginnings of two sales */
  constructor(platform: Platform, shops: readonly Shop[], everyMs: number) {
    const tills = shops.flatMap(({ tills: ofShop, terminals }) =>
      ofShop.map((till, index) => ({ till, terminal: terminals[index] })),
    );
    this.#tills = Promise.all(
      tills.map(async ({ till, terminal }, index) => {
        if (terminal === undefined) throw new Error('a till without a terminal');
        await new Promise((resolve) => setTimeout(resolve, (everyMs * index) / tills.length));
        while (!this.#isStopped) {
          const sale = new Sale(platform, till, terminal);
          const sentAt = performance.now();
          this.sold.push(await persist(sale, sentAt));
          const restMs = sentAt + everyMs - performance.now();
          if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
        }
      }),
    ).then(() => undefined);
  }

  /** Lets the running sales come to their ends. */
  async stop(): Promise<readonly Sold[]> {
    this.#isStopped = true;
    await this.#tills;
    return this.sold;
  }
}

const LIMIT_MS = 60_000;
const AGAIN_MS = 200;

/** As a till does: the same message again, until there is its answer. */
async function persist(sale: Sale, sentAt: number): Promise<Sold> {
  const before: string[] = [];
  for (;;) {
    const answer = await sale.send({ prefer: 'wait=10' });
    const tookMs = performance.now() - sentAt;
    if (answer.status === 200) return { answer, sale, sentAt, tookMs, before };
    if (tookMs > LIMIT_MS) throw new Error(`no answer for ${sale.exchangeId}: ${before.join(', ')}`);
    before.push(`HTTP ${answer.status} ${/"code":"([^"]*)"/.exec(answer.text)?.[1] ?? ''}`.trim());
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
