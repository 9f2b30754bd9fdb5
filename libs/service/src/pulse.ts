import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pulsesKey, servicePulse } from '@ppaas/contracts';
import type { ServicePulse } from '@ppaas/contracts';
import type { Log } from '@ppaas/messaging';
import type { Redis } from './redis.ts';

const EVERY_MS = 2_000;
const ALIVE_FOR_MS = 10_000;
/** The hash of a platform that is gone goes too. */
const KEPT_FOR_SECONDS = 60;

/** What a process knows of itself, as of now. */
export type Vitals = Pick<ServicePulse, 'outboxSeconds' | 'lagSeconds' | 'poolWaiting'>;

/** Says every two seconds in Redis how this process is, and reads what the others of its cell say. */
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

  /** Those that were heard of in the last ten seconds; null while Redis is away. */
  async read(cell: string): Promise<ServicePulse[] | null> {
    try {
      const said = await this.redis.commands.hgetall(pulsesKey(cell));
      const pulses = Object.values(said).map((text) => servicePulse.parse(JSON.parse(text)));
      const alive = pulses.filter(({ at }) => Date.now() - Date.parse(at) < ALIVE_FOR_MS);
      return alive.sort((a, b) => a.instance.localeCompare(b.instance));
    } catch (error) {
      this.log.warn({ err: error }, 'the pulses of the services cannot be read');
      return null;
    }
  }

  private async beat(vitals: Vitals): Promise<void> {
    const { cell, service, instance } = this.who;
    const loopDelayMs = Number.isFinite(this.loop.percentile(99)) ? this.loop.percentile(99) / 1e6 : 0;
    this.loop.reset();
    const pulse: ServicePulse = { service, instance, at: new Date().toISOString(), loopDelayMs, ...vitals };
    try {
      await this.redis.commands.hset(pulsesKey(cell), instance, JSON.stringify(pulse));
      await this.redis.commands.expire(pulsesKey(cell), KEPT_FOR_SECONDS);
    } catch (error) {
      // Nobody hears of this process for a while, and whoever asks is told that Redis is away.
      this.log.debug({ err: error }, 'a pulse was not told');
    }
  }
}
