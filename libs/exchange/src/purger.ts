import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@ppaas/messaging';
import type { Metrics } from '@ppaas/service';
import type { Queryable } from './queryable.ts';
import { purge } from './retention.store.ts';
import type { Retained } from './retention.store.ts';

const EVERY_MS = 10 * 60_000;
const BATCH = 500;
/** For each second of work it waits so many: it has a fifth of one connection at most, and less where Postgres is slow. */
const REST = 4;

export interface Retention {
  readonly days: number;
  readonly tables: readonly Retained[];
}

/**
 * Deletes what has been kept for as long as it has to be, a few rows at a time. Several instances may do it at once: each takes
 * the rows that the others do not hold, and a step that was broken off is made again.
 */
export class Purger {
  readonly #stopping = new AbortController();
  readonly #rows;
  /** By `performance.now()`, of each table. */
  readonly #cameThrough = new Map<string, number>();
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Queryable,
    private readonly retention: Retention,
    metrics: Metrics,
    private readonly log: Log,
  ) {
    this.#rows = metrics.counter('ppaas_purged_rows_total', 'Rows that were kept long enough and are gone', ['table']);
    for (const { table } of retention.tables) {
      this.#rows.inc({ table }, 0);
      this.#cameThrough.set(table, performance.now());
    }
    metrics.gauge('ppaas_purge_age_seconds', 'Since a table was last purged without a fault', ['table'], (gauge) => {
      for (const [table, at] of this.#cameThrough) gauge.set({ table }, (performance.now() - at) / 1000);
    });
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** All that is over now. */
  async pass(): Promise<void> {
    for (const retained of this.retention.tables) {
      try {
        await this.#purge(retained);
      } catch (error) {
        this.log.warn({ err: error, table: retained.table }, 'a table was not purged; the next pass does it');
      }
    }
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await this.pass();
      await this.#rest(EVERY_MS);
    }
  }

  async #purge(retained: Retained): Promise<void> {
    const { table } = retained;
    const { days } = this.retention;
    let rows = 0;
    for (let from: string | null = '-infinity'; from !== null && !this.#stopping.signal.aborted; ) {
      const began = performance.now();
      const step = await purge(this.db, retained, { days, limit: BATCH, from });
      this.#cameThrough.set(table, performance.now());
      this.#rows.inc({ table }, step.gone);
      rows += step.gone;
      from = step.lookedAt < BATCH ? null : step.next;
      if (from !== null) await this.#rest(REST * (performance.now() - began));
    }
    if (rows > 0) this.log.info({ table, rows, days }, 'what was kept long enough is gone');
  }

  /** No process stays for it, and one that stops does not wait for it. */
  async #rest(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    try {
      await pause(ms, undefined, { signal, ref: false });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
