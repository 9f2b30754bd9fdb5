import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Pool } from 'pg';

export interface StrainLimits {
  /** 19 of 20 turns of the event loop are not later than this: a single pause is none of them. */
  readonly loopDelayMs: number;
  /** How long a caller may wait for a connection of the pool. */
  readonly poolWaitMs: number;
}

const RESOLUTION_MS = 10;
/** A loop that is late although it idles is late through its neighbours on the machine: to refuse calls would not help. */
const BUSY = 0.5;

/** How much this process has on its hands. */
export class Strain {
  private readonly loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private used = performance.eventLoopUtilization();
  private readonly poolWait: PoolWait | undefined;

  constructor(
    private readonly limits: StrainLimits,
    pool: Pick<Pool, 'waitingCount' | 'connect'> | undefined,
  ) {
    this.poolWait = pool && new PoolWait(pool);
    this.loop.enable();
  }

  /** Since the last look; 1 = as much as is allowed. */
  look(): number {
    const loop = this.loopDelayMs() / this.limits.loopDelayMs;
    const pool = (this.poolWait?.look() ?? 0) / this.limits.poolWaitMs;
    return Math.max(loop, pool);
  }

  stop(): void {
    this.loop.disable();
  }

  private loopDelayMs(): number {
    const used = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(used, this.used);
    this.used = used;
    const late = this.loop.percentile(95) / 1e6 - RESOLUTION_MS;
    this.loop.reset();
    return utilization < BUSY || !Number.isFinite(late) ? 0 : Math.max(0, late);
  }
}

/** While callers wait for a connection, one more that stands in the same queue says how long. Nobody else is measured. */
class PoolWait {
  private askedAt: number | undefined;
  private waitedMs = 0;

  constructor(private readonly pool: Pick<Pool, 'waitingCount' | 'connect'>) {}

  look(): number {
    const waited = this.askedAt === undefined ? this.waitedMs : performance.now() - this.askedAt;
    this.waitedMs = 0;
    if (this.askedAt === undefined && this.pool.waitingCount > 0) void this.ask();
    return waited;
  }

  private async ask(): Promise<void> {
    const askedAt = performance.now();
    this.askedAt = askedAt;
    await this.pool.connect().then(
      (client) => client.release(),
      // It waited as long as anybody may, or the database is away: whoever needs it says so.
      () => undefined,
    );
    this.waitedMs = performance.now() - askedAt;
    this.askedAt = undefined;
  }
}
