import type { RateLimit } from '@ppaas/contracts';

interface Bucket {
  left: number;
  at: number;
}

/** Buckets that are full again are as good as none; they are swept when there are so many. */
const SWEEP_AT = 10_000;

/**
 * A bucket for each key, of one second's worth, that fills evenly: whoever was quiet may come with all of it at once, and whoever
 * floods gets one after the other, so that no second begins with a burst.
 */
export class RateBuckets {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * @param rateOf what a key may take in a second; it may be another one at any time, and what is left is never more
   * @param now milliseconds, only growing
   */
  constructor(
    private readonly rateOf: (key: string) => number,
    private readonly now: () => number,
  ) {}

  /** @returns 0 when one was taken, else the milliseconds until there is one */
  take(key: string): number {
    if (this.#buckets.size >= SWEEP_AT) this.#sweep();
    const bucket = this.#filled(key);
    this.#buckets.set(key, bucket);
    if (bucket.left < 1) return ((1 - bucket.left) * 1_000) / this.rateOf(key);
    bucket.left -= 1;
    return 0;
  }

  giveBack(key: string): void {
    const bucket = this.#buckets.get(key);
    if (bucket !== undefined) bucket.left = Math.min(this.rateOf(key), bucket.left + 1);
  }

  left(key: string): RateLimit {
    const { left } = this.#filled(key);
    const limit = this.rateOf(key);
    const resetSeconds = Math.max(1, Math.ceil((limit - left) / limit));
    return { limit, remaining: Math.floor(left), resetSeconds };
  }

  #filled(key: string): Bucket {
    const at = this.now();
    const perSecond = this.rateOf(key);
    const known = this.#buckets.get(key);
    if (known === undefined) return { left: perSecond, at };
    return { left: Math.min(perSecond, known.left + ((at - known.at) * perSecond) / 1_000), at };
  }

  #sweep(): void {
    for (const key of this.#buckets.keys()) if (this.#filled(key).left >= this.rateOf(key)) this.#buckets.delete(key);
  }
}
