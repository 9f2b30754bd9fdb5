const MAX_BLOCKS = 10_000;

/** Keys that are refused until a time. Holds at most 10,000: then the oldest makes room. */
export class Blocks {
  private readonly untilMs = new Map<string, number>();

  set(key: string, untilMs: number): void {
    this.untilMs.delete(key);
    const [oldest] = this.untilMs.keys();
    if (this.untilMs.size >= MAX_BLOCKS && oldest !== undefined) this.untilMs.delete(oldest);
    this.untilMs.set(key, untilMs);
  }

  /** 0 when the key is not blocked, or no longer. */
  remainingMs(key: string, nowMs: number): number {
    const until = this.untilMs.get(key);
    if (until === undefined) return 0;
    if (until > nowMs) return until - nowMs;
    this.untilMs.delete(key);
    return 0;
  }
}
