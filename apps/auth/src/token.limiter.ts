import { Inject, Injectable } from '@nestjs/common';
import { Redis } from '@ppaas/service';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AUTH_CONFIG } from './auth.symbols.ts';
import type { AuthConfig } from './auth.config.ts';
import { OAuthError } from './oauth-error.ts';

/**
 * How often a client may ask, and how often it may fail. Counted in Redis for all instances together; while Redis
 * fails, each instance counts for itself, so that a limit never stops a till that asks within it.
 */
@Injectable()
export class TokenLimits {
  private readonly rate: RateLimiterRedis;
  private readonly clientFailures: RateLimiterRedis;
  private readonly addressFailures: RateLimiterRedis;

  constructor(redis: Redis, @Inject(AUTH_CONFIG) config: AuthConfig) {
    const limiter = (name: string, points: number, duration: number): RateLimiterRedis => {
      const keyPrefix = `${config.CELL}:limit:${name}`;
      return new RateLimiterRedis({
        storeClient: redis.commands,
        keyPrefix,
        points,
        duration,
        insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
        // Once over the limit, the rest of the window needs no Redis.
        inMemoryBlockOnConsumed: points + 1,
      });
    };
    this.rate = limiter('token', config.TOKEN_RATE_PER_SECOND, 1);
    this.clientFailures = limiter('token-failure', config.CLIENT_FAILURES_PER_MINUTE, 60);
    this.addressFailures = limiter('token-address', config.ADDRESS_FAILURES_PER_MINUTE, 60);
  }

  /** Before the credentials are looked at. @throws OAuthError slow_down (429) with the seconds to wait. */
  async admit(clientId: string, address: string): Promise<void> {
    const [, client, from] = await Promise.all([
      this.rate.consume(clientId).catch(refuse),
      this.clientFailures.get(`${clientId}@${address}`),
      this.addressFailures.get(address),
    ]);
    for (const [used, limiter] of [
      [client, this.clientFailures],
      [from, this.addressFailures],
    ] as const) {
      if (used !== null && used.consumedPoints >= limiter.points) refuse(used);
    }
  }

  /** After a failed attempt. */
  async fail(clientId: string, address: string): Promise<void> {
    await Promise.all([
      this.clientFailures.consume(`${clientId}@${address}`).catch(ignoreExceeded),
      this.addressFailures.consume(address).catch(ignoreExceeded),
    ]);
  }
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  throw new OAuthError('slow_down', 'Too many token requests', Math.max(1, Math.ceil(reason.msBeforeNext / 1000)));
}

/** The attempt was answered as failed already; that it also went over the limit shows at the next one. */
function ignoreExceeded(reason: unknown): void {
  if (!(reason instanceof RateLimiterRes)) throw reason;
}
