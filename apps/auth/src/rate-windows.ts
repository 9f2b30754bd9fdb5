const WINDOW_MS = 1_000;

interface Window {
  readonly index: number;
  /** Taken by this instance. */
  own: number;
  /** Of those, told to the others. */
  told: number;
  /** Taken by the other instances, as far as this one knows. */
  others: number;
}

/** What the other instances have not been told yet: `count` more of `key` in the window `index`. */
export interface Untold {
  readonly key: string;
  readonly index: number;
  readonly count: number;
}

/**
 * So many a second for a key, counted here and compared with the others now and then: taking one costs no round trip.
 * Between two comparisons the instances together may give more than the limit, each at most the whole of it.
 */
export class RateWindows {
  private readonly windows = new Map<string, Window>();
  private readonly untold = new Set<string>();

  constructor(private readonly points: number) {}

  /** Takes one. @returns 0, or the milliseconds until the next window when there are none left */
  take(key: string, nowMs: number): number {
    const index = Math.floor(nowMs / WINDOW_MS);
    let window = this.windows.get(key);
    if (window?.index !== index) {
      window = { index, own: 0, told: 0, others: 0 };
      this.windows.set(key, window);
    }
    if (window.own + window.others >= this.points) return (index + 1) * WINDOW_MS - nowMs;
    window.own += 1;
    this.untold.add(key);
    return 0;
  }

  get hasUntold(): boolean {
    return this.untold.size > 0;
  }

  /** What to add up with the others; forgets windows that are over. */
  tell(nowMs: number): Untold[] {
    const told = [...this.untold].flatMap((key): Untold[] => {
      const window = this.windows.get(key);
      if (window === undefined) return [];
      const count = window.own - window.told;
      window.told = window.own;
      return [{ key, index: window.index, count }];
    });
    this.untold.clear();
    const current = Math.floor(nowMs / WINDOW_MS);
    for (const [key, { index }] of this.windows) if (index < current) this.windows.delete(key);
    return told;
  }

  /** @param total what all instances together took of `key` in the window `index` */
  learn(key: string, index: number, total: number): void {
    const window = this.windows.get(key);
    if (window?.index === index) window.others = Math.max(window.others, total - window.told);
  }
}
