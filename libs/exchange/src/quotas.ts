import { DomainError, rateLimitHeaders } from '@ppaas/contracts';
import type { PosReply } from './pos-call.ts';
import type { QuotaConfig } from './quota.config.ts';
import { RateBuckets } from './rate-buckets.ts';
import type { CallOf, Waiters } from './waiters.ts';

/** So many times its quota of calls a point of sale, or an organisation, may make; what comes beyond is not even read. */
const UNREAD_BEYOND = 3;

/**
 * What one point of sale and one organisation may take: new exchanges a second, of which each instance gives its part, and calls
 * that wait in this instance. Counted here alone, with no Redis on the way of a sale. Questions about exchanges, and aborts, have a quota of their own,
 * so that no number of sales can shut them out; what devices say is never counted.
 */
export class Quotas {
  readonly #ofPos: RateBuckets;
  readonly #ofTenant: RateBuckets;
  readonly #callsOfPos: RateBuckets;
  readonly #calls: RateBuckets;
  readonly #questions: RateBuckets;
  /** New exchanges a second of the organisations that have a number of their own. */
  readonly #own = new Map<string, number>();
  #instances = 1;

  constructor(
    private readonly config: QuotaConfig,
    readonly waiters: Waiters,
    now: () => number = () => performance.now(),
  ) {
    const ofPos = config.POS_RATE_PER_SECOND;
    const ofTenant = (tenantId: string): number => this.#own.get(tenantId) ?? config.TENANT_RATE_PER_SECOND;
    const buckets = (rateOf: (key: string) => number): RateBuckets =>
      new RateBuckets(rateOf, now, () => this.#instances);
    this.#ofPos = buckets(() => ofPos);
    this.#ofTenant = buckets(ofTenant);
    this.#callsOfPos = buckets(() => ofPos * UNREAD_BEYOND);
    this.#calls = buckets((tenantId) => ofTenant(tenantId) * UNREAD_BEYOND);
    this.#questions = buckets(() => ofPos);
  }

  /** @param instances how many serve the cell, this one counted: each gives its part of the rates */
  shareAmong(instances: number): void {
    this.#instances = instances;
  }

  /**
   * What the registry says of an organisation, as whoever accepts an exchange of it has just read: it counts from the next call.
   * @param perSecond null: as the cell is configured
   */
  learn(tenantId: string, perSecond: number | null): void {
    if (perSecond === null) this.#own.delete(tenantId);
    else this.#own.set(tenantId, perSecond);
  }

  /**
   * Counts a call before it is read: a flood must cost next to nothing, and that of one till nothing of what the others have.
   * @throws DomainError request.tooMany
   */
  admit({ posId, tenantId }: CallOf): void {
    const posMs = this.#callsOfPos.take(posId);
    if (posMs > 0) throw tooMany('The point of sale calls too often', this.config.POS_RATE_PER_SECOND, posMs);
    const waitMs = this.#calls.take(tenantId);
    if (waitMs > 0) throw tooMany('The organisation calls too often', this.#ofTenant.left(tenantId).limit, waitMs);
  }

  /** Performs a call that may be made, and says with its reply what is left. @throws DomainError request.tooMany */
  async around(caller: CallOf, perform: () => Promise<PosReply>): Promise<PosReply> {
    this.admit(caller);
    const reply = await perform();
    return { ...reply, headers: { ...reply.headers, ...this.headers(caller) } };
  }

  /** Takes one new exchange. @returns what to refuse it with, if it is one too many and no copy */
  take({ posId, tenantId }: CallOf): DomainError | undefined {
    const { TENANT_WAITERS_MAX } = this.config;
    if (this.waiters.countOf(tenantId) > TENANT_WAITERS_MAX)
      return tooMany('Too many calls of the organisation wait for their answers', TENANT_WAITERS_MAX, 1_000);
    const posMs = this.#ofPos.take(posId);
    if (posMs > 0) return tooMany('The point of sale is over its quota', this.config.POS_RATE_PER_SECOND, posMs);
    const tenantMs = this.#ofTenant.take(tenantId);
    if (tenantMs === 0) return undefined;
    this.#ofPos.giveBack(posId);
    return tooMany('The organisation is over its quota', this.#ofTenant.left(tenantId).limit, tenantMs);
  }

  /** It was a copy, which is not counted. */
  giveBack({ posId, tenantId }: CallOf): void {
    this.#ofPos.giveBack(posId);
    this.#ofTenant.giveBack(tenantId);
  }

  /** @throws DomainError request.tooMany */
  takeQuestion(posId: string): void {
    const waitMs = this.#questions.take(posId);
    if (waitMs > 0) throw tooMany('The point of sale asks too often', this.config.POS_RATE_PER_SECOND, waitMs);
  }

  /** `RateLimit-*` of the quota that has least left. */
  headers({ posId, tenantId }: CallOf): Record<string, string> {
    const [pos, tenant] = [this.#ofPos.left(posId), this.#ofTenant.left(tenantId)];
    return rateLimitHeaders(tenant.remaining < pos.remaining ? tenant : pos);
  }
}

function tooMany(detail: string, limit: number, waitMs: number): DomainError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const rateLimit = { limit, remaining: 0, resetSeconds: retryAfterSeconds };
  return new DomainError('request.tooMany', detail, { retryAfterSeconds, rateLimit });
}
