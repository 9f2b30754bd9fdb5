/** Why a wait for the shopper ended. */
export type WaitEnd = 'done' | 'aborted' | 'stopped';

/** The time a shopper takes: an abort may end it, a reboot does. */
export class ShopperTime {
  #end: ((how: WaitEnd) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  isAbortable = false;

  wait(delayMs: number, isAbortable: boolean): Promise<WaitEnd> {
    if (delayMs <= 0) return Promise.resolve('done');
    this.isAbortable = isAbortable;
    return new Promise((resolve) => {
      this.#end = resolve;
      this.#timer = setTimeout(() => this.#finish('done'), delayMs);
    });
  }

  /** @returns whether it came in time */
  abort(): boolean {
    if (!this.isAbortable || this.#end === undefined) return false;
    this.#finish('aborted');
    return true;
  }

  stop(): void {
    this.#finish('stopped');
  }

  #finish(how: WaitEnd): void {
    clearTimeout(this.#timer);
    this.#end?.(how);
    this.#end = undefined;
    this.isAbortable = false;
  }
}
