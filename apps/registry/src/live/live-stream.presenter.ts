import { Readable } from 'node:stream';
import { eventFor, eventText } from './live-view.ts';
import type { LiveEvent, LiveView } from './live-view.ts';

const BEAT_MS = 5_000;
/** A reader that takes nothing for so long is gone, or may come again. */
const STALLED_MS = 30_000;
const LAST_WORDS_MS = 5_000;
/** How long a browser waits before it opens the stream again. */
const RETRY_MS = 1_000;

/**
 * The events of one reader. It keeps no queue: what a slow reader has missed is told as one change when it has room again,
 * so a stream holds a view or two and a buffer of 64 KiB, whatever happens.
 */
export class LiveStream extends Readable {
  private known: LiveView | string | undefined;
  private latest: LiveView | undefined;
  private hasRoom = true;
  private isOver = false;
  private toldAtMs = -Infinity;

  /** @param lastEventId of the last event that the reader had over an earlier connection */
  constructor(lastEventId: string | undefined) {
    super({ highWaterMark: 65_536 });
    this.known = lastEventId;
    this.push(`retry: ${RETRY_MS}\n\n`);
  }

  see(view: LiveView): void {
    this.latest = view;
    if (!this.hasRoom && performance.now() - this.toldAtMs > STALLED_MS) this.destroy();
    else this.catchUp();
  }

  /** The reader is not told anything any more; it may open another stream. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.push(null);
    // What is left in the buffer is worth a moment, to a reader that takes it.
    setTimeout(() => this.destroy(), LAST_WORDS_MS).unref();
  }

  override _read(): void {
    this.hasRoom = true;
    this.catchUp();
  }

  private catchUp(): void {
    const { latest, hasRoom, isOver, destroyed } = this;
    if (latest === undefined || !hasRoom || isOver || destroyed) return;
    const event = eventFor(this.known, latest);
    this.known = latest;
    if (event !== undefined) this.tell(event);
    else if (performance.now() - this.toldAtMs >= BEAT_MS) {
      this.tell({ name: 'beat', data: { asOf: latest.store.asOf } });
    }
  }

  private tell(event: LiveEvent): void {
    this.toldAtMs = performance.now();
    this.hasRoom = this.push(eventText(event));
  }
}
