import type { DeviceState, Presence } from '@ppaas/contracts';
import { headerOf, type NexoMessage } from '@ppaas/nexo';

/** An exchange that is over sooner is not worth a word: under load most are, and each word costs Redis as much as a heartbeat. */
const SHOWN_AFTER_MS = 150;

/** What presence says of a connection besides that it is there: the device's own word, whose exchange runs, how far away it is. */
export class ShownState {
  readonly #changed: () => void;
  readonly #running = new Map<string, string>();
  #state: DeviceState = 'Idle';
  #saleId: string | null = null;
  #roundTripMs: number | null = null;
  #pingedAtMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param changed called when there is something new to show */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get facts(): Pick<Presence, 'state' | 'saleId' | 'roundTripMs'> {
    return { state: this.#state, saleId: this.#saleId, roundTripMs: this.#roundTripMs };
  }

  /** @param message canonical, as its sender has checked it */
  begins(exchangeId: string, message: object): void {
    this.#running.set(exchangeId, headerOf(message as NexoMessage).InitiatingParty.Identification);
    this.#timer ??= setTimeout(() => this.#show(), SHOWN_AFTER_MS);
  }

  ends(exchangeId: string): void {
    this.#running.delete(exchangeId);
    if (this.#running.size > 0) return;
    this.stop();
    if (this.#saleId !== null) this.#show();
  }

  says(state: DeviceState): void {
    this.#state = state;
  }

  pinged(nowMs: number): void {
    this.#pingedAtMs = nowMs;
  }

  ponged(nowMs: number): void {
    if (this.#pingedAtMs === undefined) return;
    const isFirst = this.#roundTripMs === null;
    this.#roundTripMs = Math.max(1, Math.round(nowMs - this.#pingedAtMs));
    this.#pingedAtMs = undefined;
    // The later ones go with the next sign of life.
    if (isFirst) this.#changed();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #show(): void {
    this.#timer = undefined;
    this.#saleId = [...this.#running.values()].at(-1) ?? null;
    this.#changed();
  }
}
