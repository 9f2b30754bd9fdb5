import { Inject, Injectable } from '@nestjs/common';
import { KafkaBus } from '@ppaas/messaging';
import { Logger, STOP_ORDER, Shutdown } from '@ppaas/service';

/** A POS is told of once in this time, however often it asks. */
const TOLD_EVERY_MS = 60_000;
const TELL_AFTER_MS = 1_000;
const MAX_KNOWN = 100_000;

/** Tells, now and then, that a POS was seen and from where. It costs a token nothing: what is told goes out together, later. */
@Injectable()
export class Sightings {
  private readonly toldAt = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private waiting = new Map<string, { readonly at: string; readonly address: string }>();

  constructor(
    private readonly bus: KafkaBus,
    @Inject(Logger) private readonly log: Logger,
    shutdown: Shutdown,
  ) {
    shutdown.register(STOP_ORDER.consumers, 'sightings', () => {
      clearTimeout(this.timer);
      return Promise.resolve();
    });
  }

  see(posId: string, address: string, now: Date): void {
    const nowMs = now.getTime();
    if (nowMs - (this.toldAt.get(posId) ?? -Infinity) < TOLD_EVERY_MS) return;
    // Forgetting all at once costs one more telling of each, and is rare.
    if (this.toldAt.size >= MAX_KNOWN) this.toldAt.clear();
    this.toldAt.set(posId, nowMs);
    if (this.waiting.size === 0) this.timer = setTimeout(() => this.tell(), TELL_AFTER_MS).unref();
    this.waiting.set(posId, { at: now.toISOString(), address });
  }

  private tell(): void {
    const seen = [...this.waiting];
    this.waiting = new Map();
    const messages = seen.map(([posId, { at, address }]) => ({
      ...({ topic: 'accessEvents', type: 'PosSeen' } as const),
      key: posId,
      data: { posId, at, address },
    }));
    this.bus.publish(messages).catch((error: unknown) => this.log.debug({ err: error }, 'sightings were not told'));
  }
}
