import type { Hop } from '@ppaas/contracts';
import { isDatabaseUnavailable } from '@ppaas/service';
import type { Logger } from '@ppaas/service';
import type { Queryable } from './queryable.ts';

/** One step of an exchange, as it was seen. */
export interface SeenHop {
  readonly hop: Hop;
  /** RFC 3339, by the clock of whoever saw it. */
  readonly at: string;
  readonly detail?: string;
}

interface Steps {
  readonly exchange_id: string;
  readonly tenant_id: string;
  readonly hops: SeenHop[];
}

/** Nobody waits for a timeline: what is seen of an exchange within this time is one row. */
const GATHER_MS = 500;
const ROWS_MAX = 1_000;
/** A till that asks and asks: more than this of one exchange within the time is not kept. */
const HOPS_MAX = 20;
/** While Postgres is away. */
const WAITING_MAX = 20_000;

/**
 * Keeps what is seen of exchanges on their way, for people to look at. Apart from the sales: no sale waits for it, its commits
 * do not wait for the disk, and what a process that dies has not kept yet is lost. What a sale is decided on is never here.
 */
export class Hops {
  #waiting = new Map<string, Steps>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(
    private readonly db: Queryable,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  add(exchangeId: string, tenantId: string, ...hops: readonly SeenHop[]): void {
    if (hops.length === 0 || this.#isStopped) return;
    const steps = this.#waiting.get(exchangeId);
    if (steps !== undefined) steps.hops.push(...hops.slice(0, HOPS_MAX - steps.hops.length));
    else if (this.#waiting.size < WAITING_MAX)
      this.#waiting.set(exchangeId, { exchange_id: exchangeId, tenant_id: tenantId, hops: [...hops] });
    this.#later();
  }

  /** No process stays for it. */
  #later(): void {
    if (!this.#isStopped) this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS).unref();
  }

  /** Writes what waits, and takes nothing any more. */
  stop(): Promise<void> {
    this.#isStopped = true;
    return this.flush();
  }

  /** Writes what waits, after what is being written. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  async #write(): Promise<void> {
    const all = [...this.#waiting.values()];
    this.#waiting = new Map();
    for (let from = 0; from < all.length; from += ROWS_MAX) {
      try {
        await this.#insert(all.slice(from, from + ROWS_MAX));
      } catch (error) {
        this.logger.warn({ err: error, exchanges: all.length - from }, 'steps of exchanges could not be kept');
        if (isDatabaseUnavailable(error)) return this.#keep(all.slice(from));
      }
    }
  }

  /** For the next time: they come before what was seen meanwhile. */
  #keep(steps: readonly Steps[]): void {
    const later = this.#waiting;
    this.#waiting = new Map(steps.map((one) => [one.exchange_id, one]));
    for (const { exchange_id: id, tenant_id: tenantId, hops } of later.values()) this.add(id, tenantId, ...hops);
    this.#later();
  }

  async #insert(rows: readonly Steps[]): Promise<void> {
    await this.db.query({
      name: 'exchange-hops',
      text: `with relaxed as (select set_config('synchronous_commit', 'off', true))
        insert into exchange_hop (exchange_id, tenant_id, hops)
        select i.exchange_id, i.tenant_id, i.hops
          from relaxed, json_to_recordset($1::json) as i (exchange_id text, tenant_id uuid, hops json)`,
      values: [JSON.stringify(rows)],
    });
  }
}
