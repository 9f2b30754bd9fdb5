import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';

/** A place in a distributed trace (W3C Trace Context, level 1). */
export interface Trace {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits: the span of this process. */
  readonly spanId: string;
  /** The span that caused this one, if another process or piece of work did. */
  readonly parentSpanId?: string;
  /** The header that goes out with everything this piece of work causes. */
  readonly traceparent: string;
  readonly isSampled: boolean;
}

/** A piece of work that is over. Times are milliseconds since the epoch, with fractions. */
export interface Span extends Trace {
  readonly name: string;
  readonly kind: 'server' | 'client' | 'producer' | 'consumer';
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly isError: boolean;
}

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;
/** Random bytes are drawn in bulk: two draws for each request would cost more than all else that is done here. */
const pool = Buffer.alloc(4_096);
let drawn = pool.length;

function randomHex(bytes: number): string {
  if (drawn + bytes > pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  drawn += bytes;
  return pool.toString('hex', drawn - bytes, drawn);
}

const storage = new AsyncLocalStorage<Trace>();
let recorder: ((span: Span) => void) | undefined;
let ratio = 1;

/**
 * From now on spans of sampled traces are handed to `record`; undefined: to nobody.
 * @param sampled share of the traces that begin here, 0 … 1; one that came from elsewhere keeps its own decision
 */
export function recordSpans(record: ((span: Span) => void) | undefined, sampled = 1): void {
  recorder = record;
  ratio = record === undefined ? 1 : sampled;
}

/** Whether spans of any trace go anywhere. */
export const isRecording = (): boolean => recorder !== undefined;

/** Whether spans of this trace go anywhere: what would only be measured for them can be spared. */
export const isRecorded = (trace: Trace): boolean => recorder !== undefined && trace.isSampled;

/** Continues the trace of a `traceparent` header; makes a new one when it is missing or not well formed. */
export function continueTrace(traceparent: unknown): Trace {
  const known = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent) : null;
  const spanId = randomHex(8);
  if (known === null) {
    const traceId = randomHex(16);
    const isSampled = ratio === 1 || Math.random() < ratio;
    return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`, isSampled };
  }
  const [, traceId = '', parentSpanId = '', flags = ''] = known;
  const isSampled = (Number.parseInt(flags, 16) & 1) === 1;
  return { traceId, spanId, parentSpanId, traceparent: `00-${traceId}-${spanId}-${flags}`, isSampled };
}

/** Runs `work` inside the trace: records and log lines it causes carry it. */
export function withTrace<T>(trace: Trace, work: () => T): T {
  return storage.run(trace, work);
}

/** The trace of the work that is running, if it has one. */
export function currentTrace(): Trace | undefined {
  return storage.getStore();
}

/** Now, as spans tell the time: finer than a millisecond. */
export const spanTime = (): number => performance.timeOrigin + performance.now();

/** Says what a piece of work was, when it is over. */
export function endSpan(trace: Trace, was: Pick<Span, 'name' | 'kind' | 'startMs'> & Partial<Span>): void {
  if (recorder === undefined || !trace.isSampled) return;
  recorder({ ...trace, endMs: spanTime(), attributes: {}, isError: false, ...was });
}
