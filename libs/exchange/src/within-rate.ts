import { RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterMemory } from 'rate-limiter-flexible';

/** Counted in this instance alone: no Redis on the way of a sale. */
export async function isWithin(limiter: RateLimiterMemory, posId: string): Promise<boolean> {
  try {
    await limiter.consume(posId);
    return true;
  } catch (reason) {
    if (reason instanceof RateLimiterRes) return false;
    throw reason;
  }
}
