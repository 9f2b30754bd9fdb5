import type { RateLimit } from '@ppaas/contracts';

interface Bucket {
  left: number;
  at: number;
}

/** Buckets that are full again are as good as none; they are swept when there are so many. */
const SWEEP_AT = 10_000;

/**
 * A bucket for each key, of one second's worth, that fills evenly: whoever was quiet may come with all of it at once, and whoever
 * floods gets one after the other, so that no second begins with a burst. Where several instances share a rate each has its part.
 */
export class RateBuckets {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * @param rateOf what a key may take in a second; it may be another one at any time, and what is left is never more
   * @param now milliseconds, only growing
   * @param sharers how many share each rate, this one counted
   */
  constructor(
    private readonly rateOf: (key: string) => number,
    private readonly now: () => number,
    private readonly sharers: () => number = () => 1,
  ) {}

  /** @returns 0 when one was taken, else the milliseconds until there is one */
  take(key: string): number {
    if (this.#buckets.size >= SWEEP_AT) this.#sweep();
    const bucket = this.#filled(key);
    this.#buckets.set(key, bucket);
    if (bucket.left < 1) return ((1 - bucket.left) * 1_000) / this.#perSecond(key);
    bucket.left -= 1;
    return 0;
  }

  giveBack(key: string): void {
    const bucket = this.#buckets.get(key);
    if (bucket !== undefined) bucket.left = Math.min(this.#size(key), bucket.left + 1);
  }

  /** What all that share the rate have left together, as far as this one can tell: as much each as it has itself. */
  left(key: string): RateLimit {
    const { left } = this.#filled(key);
    const limit = this.rateOf(key);
    const remaining = Math.min(limit, Math.floor(left) * this.sharers());
    return { limit, remaining, resetSeconds: Math.max(1, Math.ceil((this.#size(key) - left) / this.#perSecond(key))) };
  }

  #perSecond(key: string): number {
    return this.rateOf(key) / this.sharers();
  }

  /** Of less than one nobody could ever take one. */
  #size(key: string): number {
    return Math.max(1, this.#perSecond(key));
  }

  #filled(key: string): Bucket {
    const at = this.now();
    const size = this.#size(key);
    const known = this.#buckets.get(key);
    if (known === undefined) return { left: size, at };
    return { left: Math.min(size, known.left + ((at - known.at) * this.#perSecond(key)) / 1_000), at };
  }

  #sweep(): void {
    for (const key of this.#buckets.keys()) if (this.#filled(key).left >= this.#size(key)) this.#buckets.delete(key);
  }
}
