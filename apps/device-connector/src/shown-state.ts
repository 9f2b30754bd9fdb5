import type { DeviceState, Hello, Presence } from '@ppaas/contracts';
import type { ConnectionHost } from './connection-host.ts';

/** An exchange that is over sooner is not worth a word: under load most are, and each word costs Redis as much as a heartbeat. */
const SHOWN_AFTER_MS = 150;

/** What presence says of a connection besides that it is there: the device's own word, whose exchange runs, how far away it is. */
export class ShownState {
  readonly #changed: () => void;
  readonly #running: { readonly saleId: string | null };
  #state: DeviceState = 'Idle';
  #saleId: string | null = null;
  #roundTripMs: number | null = null;
  #pingedAtMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param running whose exchange runs now
   * @param changed called when there is something new to show
   */
  constructor(running: { readonly saleId: string | null }, changed: () => void) {
    this.#running = running;
    this.#changed = changed;
  }

  get facts(): Pick<Presence, 'state' | 'saleId' | 'roundTripMs'> {
    return { state: this.#state, saleId: this.#saleId, roundTripMs: this.#roundTripMs };
  }

  /** The claim of a connection, with all that is shown of it. */
  claim(
    { cell, instance, clock }: Pick<ConnectionHost<never>, 'cell' | 'instance' | 'clock'>,
    connection: Pick<Presence, 'serialNumber' | 'epoch' | 'since'>,
    { model, softwareVersion }: Hello,
  ): Presence {
    const lastSeenAt = clock.now().toISOString();
    return { cell, instance, ...connection, model, softwareVersion, lastSeenAt, ...this.facts };
  }

  /** Another exchange runs. */
  begins(): void {
    this.#timer ??= setTimeout(() => this.#show(), SHOWN_AFTER_MS);
  }

  /** One runs no more. */
  ends(): void {
    if (this.#running.saleId !== null) return;
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
    this.#saleId = this.#running.saleId;
    this.#changed();
  }
}
