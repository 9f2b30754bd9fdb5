import { Inject, Injectable } from '@nestjs/common';
import { Redis } from '@ppaas/service';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { AuthConfig } from './auth.config.ts';
import { AUTH_CONFIG } from './auth.symbols.ts';
import { Blocks } from './blocks.ts';
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
  /** Who failed too often, as this instance saw it: looked at before anything else, without Redis. */
  private readonly blocks = new Blocks();

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
    const now = Date.now();
    const blockedMs = Math.max(
      this.blocks.remainingMs(address, now),
      this.blocks.remainingMs(pairOf(clientId, address), now),
    );
    if (blockedMs > 0) throw slowDown(blockedMs);
    try {
      await this.rate.consume(clientId);
    } catch (reason) {
      if (reason instanceof RateLimiterRes) throw slowDown(reason.msBeforeNext);
      throw reason;
    }
  }

  /** After a failed attempt; the last one that is allowed blocks what comes after it. */
  async fail(clientId: string, address: string): Promise<void> {
    const pair = pairOf(clientId, address);
    await Promise.all([this.count(this.clientFailures, pair), this.count(this.addressFailures, address)]);
  }

  private async count(limiter: RateLimiterRedis, key: string): Promise<void> {
    const used = await limiter.consume(key).catch((reason: unknown) => {
      if (reason instanceof RateLimiterRes) return reason;
      throw reason;
    });
    if (used.remainingPoints <= 0) this.blocks.set(key, Date.now() + used.msBeforeNext);
  }
}

/** A client is blocked together with the address, or anyone could lock out a till by failing in its name. */
const pairOf = (clientId: string, address: string): string => `${clientId}@${address}`;

const slowDown = (ms: number): OAuthError =>
  new OAuthError('slow_down', 'Too many token requests', Math.max(1, Math.ceil(ms / 1000)));
