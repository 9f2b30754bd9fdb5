/** An Ack that its answer follows within this time need not be told on its own: the answer says the same and more. */
const HOLD_MS = 100;

/** Holds each Ack for a moment. */
export class AckHolder {
  readonly #held = new Map<string, NodeJS.Timeout>();
  readonly #tell: (exchangeId: string) => void;

  constructor(tell: (exchangeId: string) => void) {
    this.#tell = tell;
  }

  hold(exchangeId: string): void {
    if (this.#held.has(exchangeId)) return;
    const tell = (): void => {
      this.#held.delete(exchangeId);
      this.#tell(exchangeId);
    };
    this.#held.set(exchangeId, setTimeout(tell, HOLD_MS));
  }

  /** Its answer is there. */
  drop(exchangeId: string): void {
    clearTimeout(this.#held.get(exchangeId));
    this.#held.delete(exchangeId);
  }

  /** Tells all that are held. */
  flush(): void {
    for (const [exchangeId, timer] of this.#held) {
      clearTimeout(timer);
      this.#tell(exchangeId);
    }
    this.#held.clear();
  }
}
