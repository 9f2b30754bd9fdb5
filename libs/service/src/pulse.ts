import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PULSING_CELLS_KEY, pulsesKey, servicePulse } from '@ppaas/contracts';
import type { ServicePulse } from '@ppaas/contracts';
import type { Log } from '@ppaas/messaging';
import type { Redis } from './redis.ts';

const EVERY_MS = 2_000;
const ALIVE_FOR_MS = 10_000;
/** What is known of a platform, or a cell, that is gone goes too. */
const KEPT_FOR_SECONDS = 60;

/** What a process knows of itself, as of now. */
export type Vitals = Pick<ServicePulse, 'outboxSeconds' | 'lagSeconds' | 'poolWaiting'>;

/** Says every two seconds in Redis how this process is, and reads what the others say, of all cells. */
export class Pulses {
  private readonly loop = monitorEventLoopDelay({ resolution: 20 });
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: Redis,
    private readonly who: { readonly cell: string; readonly service: string; readonly instance: string },
    private readonly log: Log,
  ) {}

  start(vitals: () => Vitals): void {
    this.loop.enable();
    this.timer = setInterval(() => void this.beat(vitals()), EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.loop.disable();
  }

  /** Those of a cell, or of all by cell, that were heard of in the last ten seconds; null while Redis is away. */
  async read(cell?: string): Promise<ServicePulse[] | null> {
    try {
      const since = Date.now() - ALIVE_FOR_MS;
      const cells =
        cell === undefined ? await this.redis.commands.zrangebyscore(PULSING_CELLS_KEY, since, '+inf') : [cell];
      const pulses = await Promise.all(cells.map((one) => this.of(one)));
      const alive = pulses.flat().filter(({ at }) => Date.parse(at) > since);
      return alive.sort((a, b) => a.cell.localeCompare(b.cell) || a.instance.localeCompare(b.instance));
    } catch (error) {
      this.log.warn({ err: error }, 'the pulses of the services cannot be read');
      return null;
    }
  }

  /** What is of another release and not understood is not heard of. */
  private async of(cell: string): Promise<ServicePulse[]> {
    const said = Object.entries(await this.redis.commands.hgetall(pulsesKey(cell)));
    const pulses = said.flatMap(([instance, text]) => {
      const { data } = servicePulse.safeParse({ cell, ...(JSON.parse(text) as object) });
      return data === undefined ? [] : [{ instance, pulse: data }];
    });
    const forgottenAt = Date.now() - KEPT_FOR_SECONDS * 1_000;
    const gone = pulses.filter(({ pulse }) => Date.parse(pulse.at) < forgottenAt).map(({ instance }) => instance);
    // The key lives as long as anybody beats in it.
    if (gone.length > 0) await this.redis.commands.hdel(pulsesKey(cell), ...gone);
    return pulses.map(({ pulse }) => pulse);
  }

  private async beat(vitals: Vitals): Promise<void> {
    const { cell, service, instance } = this.who;
    const loopDelayMs = Number.isFinite(this.loop.percentile(99)) ? this.loop.percentile(99) / 1e6 : 0;
    this.loop.reset();
    const now = Date.now();
    const pulse: ServicePulse = { cell, service, instance, at: new Date(now).toISOString(), loopDelayMs, ...vitals };
    const { commands } = this.redis;
    try {
      await commands.hset(pulsesKey(cell), instance, JSON.stringify(pulse));
      await commands.expire(pulsesKey(cell), KEPT_FOR_SECONDS);
      await commands.zadd(PULSING_CELLS_KEY, now, cell);
      await commands.zremrangebyscore(PULSING_CELLS_KEY, 0, now - KEPT_FOR_SECONDS * 1_000);
    } catch (error) {
      // Nobody hears of this process for a while, and whoever asks is told that Redis is away.
      this.log.debug({ err: error }, 'a pulse was not told');
    }
  }
}
