import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import { Logger, Metrics, Shutdown, STOP_ORDER } from '@ppaas/service';
import { StoreDevicesService } from '../listing/store-devices.service.ts';
import { viewOf } from './live-view.ts';
import type { LiveView } from './live-view.ts';

/** Somebody who follows the devices of a store. */
export interface LiveReader {
  see(view: LiveView): void;
  /** Nothing can be told any more. */
  end(): void;
}

/** With the time that a look takes, what changes is told within a second. */
const LOOK_MS = 400;
const MAX_READERS = 2_000;
/** Of one person or program: one whose pages multiply must not shut out the others. */
const MAX_READERS_EACH = 30;

/**
 * Looks at the stores that somebody follows: one statement and one question to Redis for all of them together, however
 * many follow. Each instance looks for itself, so each sees all, and there is nothing that a lost message could hide.
 */
@Injectable()
export class LiveStores {
  private readonly followed = new Map<string, Set<LiveReader>>();
  private readonly readersOf = new Map<string, number>();
  private readers = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly devices: StoreDevicesService,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
    @Inject(Metrics) metrics: Metrics,
  ) {
    metrics.gauge('ppaas_live_readers', 'Open streams of live events', [], (gauge) => gauge.set(this.readers));
    shutdown.register(STOP_ORDER.http, 'live events', () => Promise.resolve(this.endAll()));
  }

  /**
   * Tells a reader how a store is now, and whatever changes.
   * @param who for whom it reads
   * @returns what ends that
   * @throws DomainError platform.unavailable, request.tooMany, entity.unknown when the store is gone
   */
  async follow(storeId: string, who: string, reader: LiveReader): Promise<() => void> {
    if (this.shutdown.isStopping || this.readers >= MAX_READERS) throw new DomainError('platform.unavailable');
    if ((this.readersOf.get(who) ?? 0) >= MAX_READERS_EACH) throw new DomainError('request.tooMany');
    this.count(who, 1);
    try {
      const [store] = await this.devices.read([storeId]);
      if (store === undefined) throw new DomainError('entity.unknown');
      reader.see(viewOf(store));
    } catch (error) {
      this.count(who, -1);
      throw error;
    }
    const readers = this.followed.get(storeId) ?? new Set();
    this.followed.set(storeId, readers.add(reader));
    this.timer ??= this.lookLater();
    return () => {
      if (!readers.delete(reader)) return;
      this.count(who, -1);
      if (readers.size === 0) this.followed.delete(storeId);
    };
  }

  private count(who: string, more: number): void {
    this.readers += more;
    const left = (this.readersOf.get(who) ?? 0) + more;
    if (left === 0) this.readersOf.delete(who);
    else this.readersOf.set(who, left);
  }

  private lookLater(): NodeJS.Timeout {
    return setTimeout(() => void this.look(), LOOK_MS).unref();
  }

  private async look(): Promise<void> {
    const storeIds = [...this.followed.keys()];
    try {
      const views = (await this.devices.read(storeIds)).map(viewOf);
      const viewOfStore = new Map(views.map((view) => [view.store.storeId, view]));
      for (const storeId of storeIds) this.tell(storeId, viewOfStore.get(storeId));
    } catch (error) {
      // A reader that is told nothing would show what was: without an end it could not know.
      this.logger.warn({ err: error }, 'the followed stores cannot be looked at');
      this.endAll();
    }
    this.timer = this.followed.size > 0 ? this.lookLater() : undefined;
  }

  private tell(storeId: string, view: LiveView | undefined): void {
    for (const reader of this.followed.get(storeId) ?? []) {
      if (view === undefined) reader.end();
      else reader.see(view);
    }
  }

  private endAll(): void {
    for (const readers of this.followed.values()) for (const reader of readers) reader.end();
  }
}
