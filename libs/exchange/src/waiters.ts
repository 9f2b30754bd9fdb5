import type { Exchange } from './exchange.ts';

interface Waiter {
  readonly resolve: (exchange: Exchange) => void;
}

/**
 * The calls of this instance that wait for an answer. A waiter is registered before the exchange is accepted, so that the
 * answer cannot slip in between.
 */
export class Waiters {
  readonly #waiting = new Map<string, Set<Waiter>>();
  #count = 0;

  /** @param limit more waiting calls than this are refused before anything is accepted */
  constructor(private readonly limit: number) {}

  get isFull(): boolean {
    return this.#count >= this.limit;
  }

  get count(): number {
    return this.#count;
  }

  ids(): string[] {
    return [...this.#waiting.keys()];
  }

  has(exchangeId: string): boolean {
    return this.#waiting.has(exchangeId);
  }

  /** Opens a wait. `answer` resolves with the exchange at its end, or undefined after `timeoutMs`; `close` gives up at once. */
  open(exchangeId: string): { answer(timeoutMs: number): Promise<Exchange | undefined>; close(): void } {
    let deliver: (exchange: Exchange) => void = () => undefined;
    const delivered = new Promise<Exchange>((resolve) => (deliver = resolve));
    const waiter: Waiter = { resolve: deliver };
    const set = this.#waiting.get(exchangeId) ?? new Set();
    set.add(waiter);
    this.#waiting.set(exchangeId, set);
    this.#count += 1;
    const close = (): void => {
      if (!set.delete(waiter)) return;
      this.#count -= 1;
      if (set.size === 0) this.#waiting.delete(exchangeId);
    };
    return {
      close,
      answer: async (timeoutMs) => {
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, timeoutMs, undefined)));
        try {
          return await Promise.race([delivered, late]);
        } finally {
          clearTimeout(timer);
          close();
        }
      },
    };
  }

  /** Wakes everyone who waits for this exchange. @returns whether anyone did */
  wake(exchange: Exchange): boolean {
    const set = this.#waiting.get(exchange.exchangeId);
    for (const waiter of set ?? []) waiter.resolve(exchange);
    return set !== undefined;
  }
}
