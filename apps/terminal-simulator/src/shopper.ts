import type { ProgressStage } from '@ppaas/contracts';
import type { SyntheticCard } from './payment-method.ts';

/** How the shopper's part of a sale ended. */
export type ShopperEnd =
  /** The card goes to the host; without a card it is the one that the terminal chooses. */
  | { readonly how: 'paid'; readonly card?: SyntheticCard }
  | { readonly how: 'wrong-pin'; readonly card: SyntheticCard }
  | { readonly how: 'cancelled'; readonly why: string }
  /** By the sale system, in time. */
  | { readonly how: 'aborted' }
  /** The power is gone. */
  | { readonly how: 'stopped' };

/** Whoever stands before the terminal, once for each sale. */
export interface Shopper {
  /** @param tell gets each stage as it is reached */
  play(tell: (stage: ProgressStage) => void): Promise<ShopperEnd>;
  /** @returns whether it came in time */
  abort(): boolean;
  stop(): void;
}

type WaitEnd = 'done' | 'aborted' | 'stopped';

/** A shopper who takes a given time, half of it until the card is presented. */
export class ScriptedShopper implements Shopper {
  readonly #delayMs: number;
  readonly #isAbortable: boolean;
  readonly #pinAttempts: number;
  #end: ((how: WaitEnd) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(plan: { readonly delayMs: number; readonly isAbortable: boolean; readonly pinAttempts?: number }) {
    this.#delayMs = plan.delayMs;
    this.#isAbortable = plan.isAbortable;
    this.#pinAttempts = plan.pinAttempts ?? 0;
  }

  async play(tell: (stage: ProgressStage) => void): Promise<ShopperEnd> {
    if (this.#delayMs === 0) return { how: 'paid' };
    tell('Displayed');
    const first = await this.#wait();
    if (first !== 'done') return { how: first };
    tell('CardPresented');
    for (let attempt = 0; attempt < this.#pinAttempts; attempt += 1) tell('PinEntry');
    const second = await this.#wait();
    if (second !== 'done') return { how: second };
    tell('Authorising');
    return { how: 'paid' };
  }

  abort(): boolean {
    if (!this.#isAbortable || this.#end === undefined) return false;
    this.#finish('aborted');
    return true;
  }

  stop(): void {
    this.#finish('stopped');
  }

  #wait(): Promise<WaitEnd> {
    return new Promise((resolve) => {
      this.#end = resolve;
      this.#timer = setTimeout(() => this.#finish('done'), this.#delayMs / 2);
    });
  }

  #finish(how: WaitEnd): void {
    clearTimeout(this.#timer);
    this.#end?.(how);
    this.#end = undefined;
  }
}
