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

  /** Runs an attempt and counts it when it fails for the caller's fault. @throws DomainError request.tooMany */
  async attempt<Result>(address: string, work: () => Promise<Result>): Promise<Result> {
    const used = await this.failures.get(address);
    if (used !== null && used.consumedPoints >= this.failures.points) {
      const retryAfterSeconds = Math.max(1, Math.ceil(used.msBeforeNext / 1000));
      throw new DomainError('request.tooMany', 'Too many failed enrolments', { retryAfterSeconds });
    }
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
