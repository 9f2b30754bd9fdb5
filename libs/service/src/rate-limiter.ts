import { DomainError } from '@ppaas/contracts';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Redis } from './redis.ts';

export interface Rate {
  readonly points: number;
  readonly durationSeconds: number;
}

/** Counts in Redis for all instances together; while Redis fails, each instance counts for itself. */
export class RateLimiter {
  private readonly limiters = new Map<string, RateLimiterRedis>();

  constructor(private readonly redis: Redis) {}

  /**
   * Takes one point.
   * @param key Who and what, such as `sale:<posId>`.
   * @throws DomainError request.tooMany with the seconds to wait.
   */
  async take(key: string, rate: Rate): Promise<void> {
    try {
      await this.limiter(rate).consume(key);
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      const retryAfterSeconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
      const rateLimit = { limit: rate.points, remaining: 0, resetSeconds: retryAfterSeconds };
      throw new DomainError('request.tooMany', undefined, { retryAfterSeconds, rateLimit });
    }
  }

  private limiter({ points, durationSeconds: duration }: Rate): RateLimiterRedis {
    const keyPrefix = `rate:${points}:${duration}`;
    const known = this.limiters.get(keyPrefix);
    if (known !== undefined) return known;
    const limiter = new RateLimiterRedis({
      storeClient: this.redis.commands,
      keyPrefix,
      points,
      duration,
      insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
      // Once over the limit, the rest of the time needs no Redis.
      inMemoryBlockOnConsumed: points + 1,
    });
    this.limiters.set(keyPrefix, limiter);
    return limiter;
  }
}
