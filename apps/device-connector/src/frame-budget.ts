/** More than this unsent, and the device gets no further command. */
export const OVERLOAD_BYTES = 256 * 1_024;

/** A bucket that holds `burst` and gains `perSecond`. */
export class TokenBucket {
  readonly #burst: number;
  readonly #perSecond: number;
  #level: number;
  #atMs: number;

  constructor(burst: number, perSecond: number, nowMs: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#level = burst;
    this.#atMs = nowMs;
  }

  /** @returns false when it does not hold that much */
  take(amount: number, nowMs: number): boolean {
    this.#level = Math.min(this.#burst, this.#level + ((nowMs - this.#atMs) / 1_000) * this.#perSecond);
    this.#atMs = nowMs;
    if (this.#level < amount) return false;
    this.#level -= amount;
    return true;
  }
}

export interface FrameLimits {
  readonly framesPerSecond: number;
  readonly bytesPerMinute: number;
}

/** How many seconds' worth of frames may come at once: a device that is back sends what it could not before. */
const BURST_SECONDS = 5;
/** How many minutes' worth of bytes may come at once. */
const BURST_MINUTES = 2;

/** What one connection may send, pings included. */
export class FrameBudget {
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;

  constructor(limits: FrameLimits, nowMs: number) {
    this.#frames = new TokenBucket(limits.framesPerSecond * BURST_SECONDS, limits.framesPerSecond, nowMs);
    this.#bytes = new TokenBucket(limits.bytesPerMinute * BURST_MINUTES, limits.bytesPerMinute / 60, nowMs);
  }

  /** @returns false when the frame is one too many */
  take(bytes: number, nowMs: number): boolean {
    return this.#frames.take(1, nowMs) && this.#bytes.take(bytes, nowMs);
  }
}
