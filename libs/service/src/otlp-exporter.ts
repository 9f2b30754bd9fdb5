import type { Log, Span } from '@ppaas/messaging';

export interface OtlpExporterOptions {
  /** Base address of an OTLP/HTTP receiver; `/v1/traces` is added. */
  readonly endpoint: string;
  readonly service: string;
  readonly instance: string;
  readonly log: Log;
  readonly onDropped: (count: number) => void;
}

const EVERY_MS = 1_000;
const BATCH = 512;
/** More than this, while nobody takes them, are dropped: a sale is worth more than its trace. */
const KEPT = 4_096;
const ANSWER_WITHIN_MS = 5_000;

/** SpanKind and StatusCode of opentelemetry-proto. */
const KINDS: Readonly<Record<Span['kind'], number>> = { server: 2, client: 3, producer: 4, consumer: 5 };
const STATUS_ERROR = 2;

type Attributes = Readonly<Record<string, string | number>>;

const attributesOf = (attributes: Attributes): unknown[] =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { doubleValue: value },
  }));

/** OTLP counts nanoseconds, as text. */
const nanos = (ms: number): string => String(BigInt(Math.round(ms * 1_000)) * 1_000n);

/** The body of `POST /v1/traces` in OTLP's JSON encoding. */
export function otlpBody(resource: Attributes, spans: readonly Span[]): string {
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributesOf(resource) },
        scopeSpans: [
          {
            scope: { name: 'ppaas' },
            spans: spans.map(({ traceId, spanId, parentSpanId, name, kind, startMs, endMs, attributes, isError }) => ({
              traceId,
              spanId,
              ...(parentSpanId === undefined ? {} : { parentSpanId }),
              name,
              kind: KINDS[kind],
              startTimeUnixNano: nanos(startMs),
              endTimeUnixNano: nanos(endMs),
              attributes: attributesOf(attributes),
              status: isError ? { code: STATUS_ERROR } : {},
            })),
          },
        ],
      },
    ],
  });
}

/** Sends spans to a collector, a batch a second. Nothing waits for it, and what it cannot get rid of is dropped and counted. */
export class OtlpExporter {
  private spans: Span[] = [];
  private sending: Promise<void> | undefined;
  private failures = 0;
  private readonly timer = setInterval(() => void this.send(), EVERY_MS);

  constructor(private readonly options: OtlpExporterOptions) {
    this.timer.unref();
  }

  record(span: Span): void {
    if (this.spans.length >= KEPT) return this.options.onDropped(1);
    this.spans.push(span);
    if (this.spans.length === BATCH) void this.send();
  }

  /** Sends what is left. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.sending;
    await this.send();
  }

  private send(): Promise<void> {
    this.sending ??= this.drain().finally(() => (this.sending = undefined));
    return this.sending;
  }

  private async drain(): Promise<void> {
    while (this.spans.length > 0) {
      const batch = this.spans.slice(0, BATCH);
      this.spans = this.spans.slice(BATCH);
      if (!(await this.post(batch))) return this.options.onDropped(batch.length);
    }
  }

  private async post(spans: readonly Span[]): Promise<boolean> {
    const { endpoint, service, instance, log } = this.options;
    try {
      const response = await fetch(`${endpoint}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: otlpBody({ 'service.name': service, 'service.instance.id': instance }, spans),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the collector answered ${response.status}`);
      this.failures = 0;
      return true;
    } catch (error) {
      this.failures += 1;
      // The 1st, 2nd, 4th, 8th … time in a row: an outage is no reason to write a line a second.
      if (Number.isInteger(Math.log2(this.failures)))
        log.warn({ err: error, spans: spans.length, failures: this.failures }, 'spans were not taken and are dropped');
      return false;
    }
  }
}
