import type { Hello } from '@ppaas/contracts';
import { continueTrace, endSpan, isRecorded, spanTime, type Trace } from '@ppaas/messaging';
import { OTHER_KIND, type ConnectorMetrics, type DeviceKind } from './connector-metrics.ts';

interface Running {
  readonly writtenAt: number;
  displayedAt: number | undefined;
  /** Of the time on the device; undefined where nobody records it. */
  readonly trace: Trace | undefined;
}

/** Session's calls have no shopper: only sales are timed. */
const isSale = (exchangeId: string): boolean => exchangeId.startsWith('T');

/** What a connection brought to its device and has no answer yet, and how long each part of it took. */
export class RunningExchanges {
  readonly #running = new Map<string, Running>();
  readonly #metrics: ConnectorMetrics;
  #kind: DeviceKind = OTHER_KIND;

  constructor(metrics: ConnectorMetrics) {
    this.#metrics = metrics;
  }

  /** The device was welcomed. */
  opened({ model, softwareVersion }: Hello): void {
    this.#kind = this.#metrics.kindOf(model, softwareVersion);
    this.#metrics.sockets.inc(this.#kind);
  }

  closed(): void {
    this.#metrics.sockets.dec(this.#kind);
  }

  get size(): number {
    return this.#running.size;
  }

  has(exchangeId: string): boolean {
    return this.#running.has(exchangeId);
  }

  /** @param traceparent of the command that brought it */
  written(exchangeId: string, traceparent: string | undefined): void {
    const trace = traceparent === undefined ? undefined : continueTrace(traceparent);
    const recorded = trace !== undefined && isRecorded(trace) ? trace : undefined;
    this.#running.set(exchangeId, { writtenAt: spanTime(), displayedAt: undefined, trace: recorded });
  }

  /** The device told of progress: by now the shopper sees it. */
  progressed(exchangeId: string): void {
    const running = this.#running.get(exchangeId);
    if (running === undefined || running.displayedAt !== undefined) return;
    running.displayedAt = spanTime();
    if (!isSale(exchangeId)) return;
    const seconds = (running.displayedAt - running.writtenAt) / 1000;
    this.#metrics.stages.observe({ stage: 'displayed' }, seconds);
    this.#metrics.displayed.observe(this.#kind, seconds);
  }

  /** @returns the `traceparent` of what the answer causes */
  answered(exchangeId: string): string | undefined {
    const running = this.#running.get(exchangeId);
    if (running === undefined) return undefined;
    this.#running.delete(exchangeId);
    const { trace, writtenAt, displayedAt } = running;
    if (displayedAt !== undefined && isSale(exchangeId))
      this.#metrics.stages.observe({ stage: 'authorised' }, (spanTime() - displayedAt) / 1000);
    if (trace === undefined) return undefined;
    const shown = displayedAt === undefined ? [] : [['device.displayed_ms', displayedAt - writtenAt] as const];
    const attributes = Object.fromEntries<string | number>([['nexo.exchange_id', exchangeId], ...shown]);
    endSpan(trace, { name: 'device', kind: 'client', startMs: writtenAt, attributes });
    return trace.traceparent;
  }
}
