/** No answer for this long means unreachable. */
const PATIENCE_MS = 2_000;

/** Whether something answers: unreachable when the oldest unanswered question is older than 2 s. */
export class Reachability {
  private unansweredSince: number | undefined;
  private answeredAt = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  asked(): void {
    this.unansweredSince ??= this.now();
  }

  answered(): void {
    this.unansweredSince = undefined;
    this.answeredAt = this.now();
  }

  isReachable(): boolean {
    return this.unansweredSince === undefined || this.now() - this.unansweredSince < PATIENCE_MS;
  }

  /** True when the last answer is so old that asking again tells something new. */
  isQuiet(forMs: number): boolean {
    return this.now() - this.answeredAt >= forMs * 0.9;
  }
}
