import type { Hello } from '@ppaas/contracts';
import { continueTrace, endSpan, isRecorded, spanTime, type Trace } from '@ppaas/messaging';
import { headerOf, type NexoMessage } from '@ppaas/nexo';
import type { ConnectorMetrics } from './connector-metrics.ts';
import { OTHER_KIND, type DeviceKind } from './device-kinds.ts';

/** When an exchange was written to the socket and acknowledged, ISO 8601. */
export interface DeliverySteps {
  readonly exchangeId: string;
  readonly deliveredAt?: string;
  readonly acknowledgedAt?: string;
}

/** What a command says of itself. */
export interface Brought {
  /** When the command was written, ISO 8601: with the acceptance, or once a device that was away is back. */
  readonly time: string;
  readonly traceparent?: string;
}

interface Running {
  readonly saleId: string;
  readonly acceptedAt: number;
  readonly writtenAt: number;
  /** What nobody has been told yet. */
  untold: Omit<DeliverySteps, 'exchangeId'>;
  displayedAt: number | undefined;
  /** Of the time on the device; undefined where nobody records it. */
  readonly trace: Trace | undefined;
}

/** What the answer says of the way of its exchange, and the `traceparent` of what it causes. */
interface Answered {
  readonly steps: DeliverySteps;
  readonly traceparent: string | undefined;
}

/** Session's calls have no shopper: only sales are timed. */
const isSale = (exchangeId: string): boolean => exchangeId.startsWith('T');

/** What a connection brought to its device and has no answer yet: whose it is, how far it is, and how long each part of it took. */
export class RunningExchanges {
  readonly #running = new Map<string, Running>();
  readonly #metrics: ConnectorMetrics;
  readonly #clock: { now(): Date };
  readonly #tenantId: string;
  #kind: DeviceKind = OTHER_KIND;

  constructor(metrics: ConnectorMetrics, clock: { now(): Date }, tenantId: string) {
    this.#metrics = metrics;
    this.#clock = clock;
    this.#tenantId = tenantId;
  }

  /** The device was welcomed. */
  opened({ model, softwareVersion }: Hello): void {
    this.#kind = { model, version: softwareVersion };
    this.#metrics.kinds.connected(this.#kind);
  }

  closed(): void {
    this.#metrics.kinds.disconnected(this.#kind);
  }

  get size(): number {
    return this.#running.size;
  }

  /** Whose exchange came last; null: nothing runs. */
  get saleId(): string | null {
    return [...this.#running.values()].at(-1)?.saleId ?? null;
  }

  has(exchangeId: string): boolean {
    return this.#running.has(exchangeId);
  }

  /**
   * @param message canonical, as its sender has checked it
   * @param command that brought it
   */
  written(exchangeId: string, message: object, { time, traceparent }: Brought): void {
    const trace = traceparent === undefined ? undefined : continueTrace(traceparent);
    this.#running.set(exchangeId, {
      saleId: headerOf(message as NexoMessage).InitiatingParty.Identification,
      acceptedAt: Date.parse(time),
      writtenAt: spanTime(),
      untold: { deliveredAt: this.#clock.now().toISOString() },
      displayedAt: undefined,
      trace: trace !== undefined && isRecorded(trace) ? trace : undefined,
    });
  }

  /** Acknowledged again, it says nothing new. @returns false for what was not written here */
  acknowledged(exchangeId: string): boolean {
    const running = this.#running.get(exchangeId);
    if (running?.untold.deliveredAt !== undefined)
      running.untold = { acknowledgedAt: this.#clock.now().toISOString(), ...running.untold };
    return running !== undefined;
  }

  /** What has not been told yet; it is told once. */
  tell(exchangeId: string): DeliverySteps {
    const running = this.#running.get(exchangeId);
    const steps = { exchangeId, ...running?.untold };
    if (running !== undefined) running.untold = {};
    return steps;
  }

  /** The device told of progress: by now the shopper sees it. */
  progressed(exchangeId: string): void {
    const running = this.#running.get(exchangeId);
    if (running === undefined || running.displayedAt !== undefined) return;
    running.displayedAt = spanTime();
    if (!isSale(exchangeId)) return;
    this.#metrics.staged('displayed', this.#tenantId, (running.displayedAt - running.writtenAt) / 1000);
    // By two clocks, of whoever accepted and ours.
    const sinceAccepted = this.#clock.now().getTime() - running.acceptedAt;
    this.#metrics.displayed(this.#kind, Math.max(0, sinceAccepted) / 1000);
  }

  answered(exchangeId: string): Answered {
    const steps = this.tell(exchangeId);
    const running = this.#running.get(exchangeId);
    if (running === undefined) return { steps, traceparent: undefined };
    this.#running.delete(exchangeId);
    const { trace, writtenAt, displayedAt } = running;
    if (displayedAt !== undefined && isSale(exchangeId))
      this.#metrics.staged('authorised', this.#tenantId, (spanTime() - displayedAt) / 1000);
    if (trace === undefined) return { steps, traceparent: undefined };
    const shown = displayedAt === undefined ? [] : [['device.displayed_ms', displayedAt - writtenAt] as const];
    const attributes = Object.fromEntries<string | number>([['nexo.exchange_id', exchangeId], ...shown]);
    endSpan(trace, { name: 'device', kind: 'client', startMs: writtenAt, attributes });
    return { steps, traceparent: trace.traceparent };
  }
}
