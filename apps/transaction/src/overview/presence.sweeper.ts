import { Inject, Injectable } from '@nestjs/common';
import { ExchangeEngine } from '@ppaas/exchange';
import { Logger, STOP_ORDER, Shutdown } from '@ppaas/service';
import { notePresence } from './overview.store.ts';

const EVERY_MS = 10_000;

/** Every ten seconds notes where the number of devices online has changed: what the timeline of a store is made of. */
@Injectable()
export class PresenceSweeper {
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly engine: ExchangeEngine,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(Shutdown) shutdown: Shutdown,
  ) {
    const timer = setInterval(() => void (this.#running = this.#note()), EVERY_MS);
    shutdown.register(STOP_ORDER.consumers, 'presence', () => {
      clearInterval(timer);
      return this.#running;
    });
  }

  async #note(): Promise<void> {
    try {
      await notePresence(this.engine.context.database.pool);
    } catch (error) {
      this.logger.warn({ err: error }, 'who is online was not noted; the next look does it');
    }
  }
}
