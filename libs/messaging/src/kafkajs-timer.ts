import { createRequire } from 'node:module';

/** The part of kafkajs 2.2.4's request queue that is mended here. */
interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

const MENDED = Symbol.for('ppaas.kafkajs-timer');

/**
 * kafkajs 2.2.4 asks every connection for waiting requests with a timer of "now − the year 1970", which Node runs after
 * 1 ms, and then again, for ever: a warning at start, and 1,000 wake-ups a second per connection (measured: 3 % of a
 * core each). A queue that is empty needs no such timer: pushing a request to a queue that must wait sets one.
 */
export function mendKafkaTimer(): void {
  const load = createRequire(import.meta.url);
  const { prototype } = load('kafkajs/src/network/requestQueue/index.js') as {
    prototype: RequestQueue & { [MENDED]?: true };
  };
  if (prototype[MENDED]) return;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype[MENDED] = true;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
}
