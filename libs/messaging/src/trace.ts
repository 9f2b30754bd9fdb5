import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';

/** A place in a distributed trace (W3C Trace Context, level 1). */
export interface Trace {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits: the span of this process. */
  readonly spanId: string;
  /** The header that goes out with everything this piece of work causes. */
  readonly traceparent: string;
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

/** Continues the trace of a `traceparent` header; makes a new one when it is missing or not well formed. */
export function continueTrace(traceparent: unknown): Trace {
  const known = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent) : null;
  const traceId = known?.[1] ?? randomHex(16);
  const spanId = randomHex(8);
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${known?.[3] ?? '01'}` };
}

/** Runs `work` inside the trace: records and log lines it causes carry it. */
export function withTrace<T>(trace: Trace, work: () => T): T {
  return storage.run(trace, work);
}

/** The trace of the work that is running, if it has one. */
export function currentTrace(): Trace | undefined {
  return storage.getStore();
}
