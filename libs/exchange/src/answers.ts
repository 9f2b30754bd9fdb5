import { answerChannel } from '@ppaas/contracts';
import type { ServiceName } from '@ppaas/contracts';
import type { Database, Logger, Redis } from '@ppaas/service';
import type { ExchangeStore } from './exchange.store.ts';
import type { Waiters } from './waiters.ts';

const LOOK_EVERY_MS = 1_000;

export interface AnswersOptions {
  readonly service: ServiceName;
  readonly cell: string;
  readonly database: Database;
  readonly redis: Redis;
  readonly store: ExchangeStore;
  readonly waiters: Waiters;
  readonly logger: Logger;
}

/** Brings this instance's waiters the answers that other instances have committed. */
export class Answers {
  /** By cell, what stops it. */
  readonly #listening = new Map<string, () => void>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: AnswersOptions) {}

  /** Listens, and looks once a second: what a lost nudge costs at most. */
  start(): void {
    this.listenTo(this.options.cell);
    this.#timer = setInterval(() => {
      this.#look().catch((error: unknown) =>
        this.options.logger.warn({ err: error }, 'the look for answers failed; the next one goes on'),
      );
    }, LOOK_EVERY_MS);
  }

  /** The answers of an exchange are told in its own cell, and any instance may have taken the call. */
  listenTo(cell: string): void {
    if (this.#listening.has(cell)) return;
    const { redis, service } = this.options;
    this.#listening.set(
      cell,
      redis.subscribe(answerChannel(cell, service), (exchangeId) => this.#hear(exchangeId)),
    );
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const stop of this.#listening.values()) stop();
    this.#listening.clear();
  }

  /** One query for all waiters of this instance. */
  async #look(): Promise<void> {
    const { waiters, store, database } = this.options;
    for (const exchange of await store.findAnswered(database.pool, waiters.ids())) waiters.wake(exchange);
  }

  #hear(exchangeId: string): void {
    const { waiters, store, database, logger } = this.options;
    if (!waiters.has(exchangeId)) return;
    store.findOne(database.pool, exchangeId).then(
      (exchange) => exchange?.answer != null && waiters.wake(exchange),
      (error: unknown) => logger.warn({ err: error, exchangeId }, 'a nudge could not be followed; the next look will'),
    );
  }
}
