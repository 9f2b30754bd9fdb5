import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Logger, Redis } from '@ppaas/service';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { AuthConfig } from './auth.config.ts';
import { AUTH_CONFIG } from './auth.symbols.ts';
import { Blocks } from './blocks.ts';
import { OAuthError } from './oauth-error.ts';
import { RateWindows } from './rate-windows.ts';

/** How long the instances may differ about what a client took. */
const COMPARE_EVERY_MS = 50;
const KEPT_SECONDS = 5;

/**
 * How often a client may ask, and how often it may fail, over all instances together: they add up in Redis. While that
 * fails, each counts for itself, so that a limit never stops a till that asks within it.
 */
@Injectable()
export class TokenLimits {
  private readonly rate: RateWindows;
  private readonly prefix: string;
  private readonly clientFailures: RateLimiterRedis;
  private readonly addressFailures: RateLimiterRedis;
  /** Who failed too often, as this instance saw it: looked at before anything else. */
  private readonly blocks = new Blocks();
  private isComparing = false;

  constructor(
    private readonly redis: Redis,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(AUTH_CONFIG) config: AuthConfig,
  ) {
    this.prefix = `${config.CELL}:limit`;
    const failures = (name: string, points: number): RateLimiterRedis => {
      const options = { keyPrefix: `${this.prefix}:${name}`, points, duration: 60 };
      const insuranceLimiter = new RateLimiterMemory(options);
      return new RateLimiterRedis({ ...options, storeClient: redis.commands, insuranceLimiter });
    };
    this.rate = new RateWindows(config.TOKEN_RATE_PER_SECOND);
    this.clientFailures = failures('token-failure', config.CLIENT_FAILURES_PER_MINUTE);
    this.addressFailures = failures('token-address', config.ADDRESS_FAILURES_PER_MINUTE);
  }

  /** Before the credentials are looked at. @throws OAuthError slow_down (429) with the seconds to wait. */
  admit(clientId: string, address: string): void {
    const now = Date.now();
    const client = digest(clientId);
    const blockedMs = Math.max(
      this.blocks.remainingMs(address, now),
      this.blocks.remainingMs(pairOf(client, address), now),
    );
    const waitMs = blockedMs > 0 ? blockedMs : this.rate.take(client, now);
    if (waitMs > 0) {
      throw new OAuthError('slow_down', 'Too many token requests', Math.max(1, Math.ceil(waitMs / 1000)));
    }
    this.compareSoon();
  }

  /** After a failed attempt; the last one that is allowed blocks what comes after it. */
  async fail(clientId: string, address: string): Promise<void> {
    const pair = pairOf(digest(clientId), address);
    await Promise.all([this.count(this.clientFailures, pair), this.count(this.addressFailures, address)]);
  }

  private async count(limiter: RateLimiterRedis, key: string): Promise<void> {
    const used = await limiter.consume(key).catch((reason: unknown) => {
      if (reason instanceof RateLimiterRes) return reason;
      throw reason;
    });
    if (used.remainingPoints <= 0) this.blocks.set(key, Date.now() + used.msBeforeNext);
  }

  private compareSoon(): void {
    if (this.isComparing) return;
    this.isComparing = true;
    setTimeout(() => {
      void this.compare().finally(() => {
        this.isComparing = false;
        if (this.rate.hasUntold) this.compareSoon();
      });
    }, COMPARE_EVERY_MS).unref();
  }

  /** Adds what this instance gave to what the others gave, and reads the sum. */
  private async compare(): Promise<void> {
    const untold = this.rate.tell(Date.now());
    const pipeline = this.redis.commands.pipeline();
    for (const { key, index, count } of untold) {
      const name = `${this.prefix}:token:${key}:${index}`;
      pipeline.incrby(name, count).expire(name, KEPT_SECONDS);
    }
    try {
      const answers = (await pipeline.exec()) ?? [];
      for (const [at, { key, index }] of untold.entries()) {
        const total = answers[at * 2]?.[1];
        if (typeof total === 'number') this.rate.learn(key, index, total);
      }
    } catch (error) {
      this.logger.debug({ err: error }, 'token rates were not compared with the other instances');
    }
  }
}

/** What a caller names itself may be anything, even a card number: it is not written to Redis as it came. */
const digest = (clientId: string): string => hash('sha256', clientId, 'base64url').slice(0, 22);
/** A client is blocked together with the address, or anyone could lock out a till by failing in its name. */
const pairOf = (client: string, address: string): string => `${client}@${address}`;
