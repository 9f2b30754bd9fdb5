import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import { Redis } from '@ppaas/service';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RegistryConfig } from '../registry.config.ts';
import { REGISTRY_CONFIG } from '../registry.symbols.ts';

const HOUR_SECONDS = 3_600;

/** Failed enrolments per address. Counted in Redis; while that fails, each instance counts for itself. */
@Injectable()
export class EnrolmentLimits {
  private readonly failures: RateLimiterRedis;
  /** By address: attempts that run here. */
  private readonly running = new Map<string, Set<Promise<unknown>>>();

  constructor(redis: Redis, @Inject(REGISTRY_CONFIG) config: RegistryConfig) {
    const options = {
      keyPrefix: `${config.CELL}:limit:enrol`,
      points: config.ENROL_FAILURES_PER_HOUR,
      duration: HOUR_SECONDS,
    };
    this.failures = new RateLimiterRedis({
      ...options,
      storeClient: redis.commands,
      insuranceLimiter: new RateLimiterMemory(options),
    });
  }

  /**
   * Runs an attempt and counts it when it fails for the caller's fault. Only as many run at once as may still fail: the others
   * wait for their turn, so that many guesses at the same time are not more guesses.
   * @throws DomainError request.tooMany
   */
  async attempt<Result>(address: string, work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      const used = await this.failures.get(address);
      const failed = used?.consumedPoints ?? 0;
      if (failed >= this.failures.points) {
        const retryAfterSeconds = Math.max(1, Math.ceil((used?.msBeforeNext ?? 0) / 1000));
        throw new DomainError('request.tooMany', 'Too many failed enrolments', { retryAfterSeconds });
      }
      const running = this.running.get(address) ?? new Set();
      if (failed + running.size < this.failures.points) return this.run(address, running, work);
      await Promise.race(running);
    }
  }

  private run<Result>(address: string, running: Set<Promise<unknown>>, work: () => Promise<Result>): Promise<Result> {
    const attempt = this.counted(address, work);
    const ended = attempt
      .catch(() => undefined)
      .then(() => {
        running.delete(ended);
        if (running.size === 0) this.running.delete(address);
      });
    this.running.set(address, running.add(ended));
    return attempt;
  }

  private async counted<Result>(address: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && error.code !== 'platform.unavailable') await this.count(address);
      throw error;
    }
  }

  private async count(address: string): Promise<void> {
    try {
      await this.failures.consume(address);
    } catch (reason) {
      // Over the limit with this one: the next attempt is refused.
      if (!(reason instanceof RateLimiterRes)) throw reason;
    }
  }
}
