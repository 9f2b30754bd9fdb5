import type { Exchange } from './exchange.ts';

type Wake = (exchange: Exchange | undefined) => void;

/** Whose call it is. */
export interface CallOf {
  readonly posId: string;
  readonly tenantId: string;
}

/** A call that waits. */
export interface Wait {
  /** The exchange at its end, or undefined after `timeoutMs`, when the caller hangs up, or when the process stops. */
  answer(timeoutMs: number, hangUp?: AbortSignal): Promise<Exchange | undefined>;
  /** Gives up at once. */
  close(): void;
}

interface Waiting {
  readonly wakes: Set<Wake>;
  /** What they wait for, as this instance accepted it. */
  accepted?: Exchange;
}

/** A till that calls again and again must not use up the room of the others. */
const PER_POS_MAX = 100;

/**
 * The calls of this instance that wait for an answer. A waiter is registered before the exchange is accepted, so that the
 * answer cannot slip in between.
 */
export class Waiters {
  readonly #waiting = new Map<string, Waiting>();
  readonly #ofPos = new Map<string, number>();
  readonly #ofTenant = new Map<string, number>();
  #count = 0;
  #held = 0;
  #isDraining = false;

  /** @param limit a call that waits beside so many others is refused before anything is accepted */
  constructor(private readonly limit: number) {}

  /** The call that asks is one of those that wait. */
  get isFull(): boolean {
    return this.#count > this.limit;
  }

  get count(): number {
    return this.#count;
  }

  /** Of those that wait, the ones that have nothing else to do: theirs is accepted. */
  get held(): number {
    return this.#held;
  }

  /** Calls of an organisation that wait. */
  countOf(tenantId: string): number {
    return this.#ofTenant.get(tenantId) ?? 0;
  }

  ids(): string[] {
    return [...this.#waiting.keys()];
  }

  /** Keeps what was accepted beside those who wait for it: who brings the answer need not read it again. */
  remember(accepted: Exchange): void {
    const waiting = this.#waiting.get(accepted.exchangeId);
    if (waiting !== undefined) waiting.accepted = accepted;
  }

  /** The exchange as this instance accepted it, while somebody waits for it; its row may have moved on since. */
  accepted(exchangeId: string): Exchange | undefined {
    return this.#waiting.get(exchangeId)?.accepted;
  }

  has(exchangeId: string): boolean {
    return this.#waiting.has(exchangeId);
  }

  /** Opens a wait. Beyond its share a POS does not wait: it is told at once that the exchange is running. */
  open(exchangeId: string, { posId, tenantId }: CallOf): Wait {
    const { promise: delivered, resolve: wake } = Promise.withResolvers<Exchange | undefined>();
    const mine = this.#ofPos.get(posId) ?? 0;
    if (this.#isDraining || mine >= PER_POS_MAX)
      return { answer: () => Promise.resolve(undefined), close: () => undefined };
    const waiting = this.#waiting.get(exchangeId) ?? { wakes: new Set<Wake>() };
    waiting.wakes.add(wake);
    this.#waiting.set(exchangeId, waiting);
    this.#ofPos.set(posId, mine + 1);
    this.#ofTenant.set(tenantId, this.countOf(tenantId) + 1);
    this.#count += 1;
    const close = (): void => {
      if (!waiting.wakes.delete(wake)) return;
      this.#count -= 1;
      if (waiting.wakes.size === 0) this.#waiting.delete(exchangeId);
      oneLess(this.#ofPos, posId);
      oneLess(this.#ofTenant, tenantId);
      wake(undefined);
    };
    const answer: Wait['answer'] = async (timeoutMs, hangUp) => {
      this.#held += 1;
      try {
        return await answerOf(delivered, close, timeoutMs, hangUp);
      } finally {
        this.#held -= 1;
      }
    };
    return { close, answer };
  }

  /** Wakes everyone who waits for this exchange. @returns whether anyone did */
  wake(exchange: Exchange): boolean {
    const wakes = this.#waiting.get(exchange.exchangeId)?.wakes;
    for (const wake of wakes ?? []) wake(exchange);
    return wakes !== undefined;
  }

  /** The process stops: whoever waits is told that the exchange is running, and nobody waits any more. */
  drain(): void {
    this.#isDraining = true;
    for (const { wakes } of this.#waiting.values()) for (const wake of wakes) wake(undefined);
  }
}

function oneLess(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 1) - 1;
  if (left === 0) counts.delete(key);
  else counts.set(key, left);
}

async function answerOf(
  delivered: Promise<Exchange | undefined>,
  close: () => void,
  timeoutMs: number,
  hangUp: AbortSignal | undefined,
): Promise<Exchange | undefined> {
  const timer = setTimeout(close, timeoutMs);
  hangUp?.addEventListener('abort', close, { once: true });
  if (hangUp?.aborted === true) close();
  try {
    return await delivered;
  } finally {
    clearTimeout(timer);
    hangUp?.removeEventListener('abort', close);
    close();
  }
}
