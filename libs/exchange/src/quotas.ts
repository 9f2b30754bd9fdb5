import { DomainError, rateLimitHeaders } from '@ppaas/contracts';
import type { RateLimit } from '@ppaas/contracts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { PosReply } from './pos-call.ts';
import type { QuotaConfig } from './quota.config.ts';
import type { CallOf, Waiters } from './waiters.ts';

/** So many times its quota of calls an organisation may make; what comes beyond is not even read. */
const UNREAD_BEYOND = 3;

/**
 * What one point of sale and one organisation may take of this instance: new exchanges a second, and calls that wait. Counted
 * in this instance alone, with no Redis on the way of a sale. Questions about exchanges, and aborts, have a quota of their own,
 * so that no number of sales can shut them out; what devices say is never counted.
 */
export class Quotas {
  readonly #ofPos: RateLimiterMemory;
  readonly #ofTenant: RateLimiterMemory;
  readonly #calls: RateLimiterMemory;
  readonly #questions: RateLimiterMemory;

  constructor(
    private readonly config: QuotaConfig,
    private readonly waiters: Waiters,
  ) {
    const limiter = (points: number): RateLimiterMemory => new RateLimiterMemory({ points, duration: 1 });
    this.#ofPos = limiter(config.POS_RATE_PER_SECOND);
    this.#ofTenant = limiter(config.TENANT_RATE_PER_SECOND);
    this.#calls = limiter(config.TENANT_RATE_PER_SECOND * UNREAD_BEYOND);
    this.#questions = limiter(config.POS_RATE_PER_SECOND);
  }

  /** Counts a call before it is read: a flood must cost next to nothing. @throws DomainError request.tooMany */
  async admit({ tenantId }: CallOf): Promise<void> {
    const over = await consume(this.#calls, tenantId);
    if (over !== undefined) throw tooMany('The organisation calls too often', this.config.TENANT_RATE_PER_SECOND, over);
  }

  /** Performs a call that may be made, and says with its reply what is left. @throws DomainError request.tooMany */
  async around(caller: CallOf, perform: () => Promise<PosReply>): Promise<PosReply> {
    await this.admit(caller);
    const reply = await perform();
    return { ...reply, headers: { ...reply.headers, ...(await this.headers(caller)) } };
  }

  /** Takes one new exchange. @returns what to refuse it with, if it is one too many and no copy */
  async take({ posId, tenantId }: CallOf): Promise<DomainError | undefined> {
    const { POS_RATE_PER_SECOND, TENANT_RATE_PER_SECOND, TENANT_WAITERS_MAX } = this.config;
    if (this.waiters.countOf(tenantId) > TENANT_WAITERS_MAX)
      return tooMany('Too many calls of the organisation wait for their answers', TENANT_WAITERS_MAX, 1_000);
    const ofPos = await consume(this.#ofPos, posId);
    if (ofPos !== undefined) return tooMany('The point of sale is over its quota', POS_RATE_PER_SECOND, ofPos);
    const ofTenant = await consume(this.#ofTenant, tenantId);
    if (ofTenant === undefined) return undefined;
    await this.#ofPos.reward(posId, 1);
    return tooMany('The organisation is over its quota', TENANT_RATE_PER_SECOND, ofTenant);
  }

  /** It was a copy, which is not counted. */
  async giveBack({ posId, tenantId }: CallOf): Promise<void> {
    await Promise.all([this.#ofPos.reward(posId, 1), this.#ofTenant.reward(tenantId, 1)]);
  }

  /** @throws DomainError request.tooMany */
  async takeQuestion(posId: string): Promise<void> {
    const over = await consume(this.#questions, posId);
    if (over !== undefined) throw tooMany('The point of sale asks too often', this.config.POS_RATE_PER_SECOND, over);
  }

  /** `RateLimit-*` of the quota that has least left. */
  async headers({ posId, tenantId }: CallOf): Promise<Record<string, string>> {
    const left = [await leftOf(this.#ofPos, posId), await leftOf(this.#ofTenant, tenantId)];
    const [least] = left.toSorted((a, b) => a.remaining - b.remaining);
    return least === undefined ? {} : rateLimitHeaders(least);
  }
}

/** @returns for how long there is nothing left, milliseconds; undefined: one was taken */
async function consume(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (reason) {
    if (reason instanceof RateLimiterRes) return reason.msBeforeNext;
    throw reason;
  }
}

const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

async function leftOf(limiter: RateLimiterMemory, key: string): Promise<RateLimit> {
  const used = await limiter.get(key);
  const remaining = Math.max(0, Math.min(limiter.points, used?.remainingPoints ?? limiter.points));
  return { limit: limiter.points, remaining, resetSeconds: secondsOf(used?.msBeforeNext ?? 0) };
}

function tooMany(detail: string, limit: number, waitMs: number): DomainError {
  const retryAfterSeconds = secondsOf(waitMs);
  const rateLimit = { limit, remaining: 0, resetSeconds: retryAfterSeconds };
  return new DomainError('request.tooMany', detail, { retryAfterSeconds, rateLimit });
}
