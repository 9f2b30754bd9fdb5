/** About 20 MB when full: far above what a platform revokes in the life of a token. */
const MAX_REVOKED = 100_000;

/** What was revoked before its end: tokens by `jti`, clients by their id; each until it would be refused for its age. Times are epoch ms. */
export class RevokedTokens {
  private readonly untilMs = new Map<string, number>();

  constructor(private readonly max = MAX_REVOKED) {}

  has(id: string): boolean {
    return this.untilMs.has(id);
  }

  /** Returns false when another had to go that still mattered: the one that was revoked longest ago. */
  add(id: string, untilMs: number, nowMs: number): boolean {
    if (untilMs <= nowMs) return true;
    // Enough as a rule, since tokens end in about the order in which they are revoked; what it leaves, the bound finds.
    this.dropLeading(nowMs);
    if (this.untilMs.has(id) || this.untilMs.size < this.max) {
      this.untilMs.set(id, untilMs);
      return true;
    }
    this.dropEnded(nowMs);
    const [oldest] = this.untilMs.keys();
    const isFull = this.untilMs.size >= this.max;
    if (isFull && oldest !== undefined) this.untilMs.delete(oldest);
    this.untilMs.set(id, untilMs);
    return !isFull;
  }

  private dropLeading(nowMs: number): void {
    for (const [jti, untilMs] of this.untilMs) {
      if (untilMs > nowMs) return;
      this.untilMs.delete(jti);
    }
  }

  private dropEnded(nowMs: number): void {
    for (const [jti, untilMs] of this.untilMs) if (untilMs <= nowMs) this.untilMs.delete(jti);
  }
}
