/** Tenants with series of their own in each process; all others share `other`. */
export const TENANTS_NAMED = 20;
/** Uses between two looks at who is busiest. */
const RANK_EVERY = 1_000;

/**
 * Values of a label that could be thousands, such as tenants: the busiest `max` keep their names, all others are `other`.
 * Whoever becomes twice as busy as one that is named takes its place, and `dropped` ends the series of that one.
 */
export class BoundedLabel {
  private readonly named = new Set<string>();
  private uses = new Map<string, number>();
  private untilRank = RANK_EVERY;

  constructor(
    private readonly max: number,
    private readonly dropped: (value: string) => void,
  ) {}

  /** How many values are remembered. */
  get size(): number {
    return this.uses.size;
  }

  /** Those that have names now. */
  get names(): readonly string[] {
    return [...this.named];
  }

  /** Names a value before its first use, as long as there is room. @returns whether it has a name */
  offer(value: string): boolean {
    if (this.named.size < this.max) this.named.add(value);
    return this.named.has(value);
  }

  of(value: string): string {
    this.uses.set(value, (this.uses.get(value) ?? 0) + 1);
    this.offer(value);
    this.untilRank -= 1;
    if (this.untilRank <= 0) this.rank();
    return this.named.has(value) ? value : 'other';
  }

  private rank(): void {
    this.untilRank = RANK_EVERY;
    const usesOf = (value: string): number => this.uses.get(value) ?? 0;
    const busiest = [...this.uses].filter(([value]) => !this.named.has(value)).sort(([, a], [, b]) => b - a);
    for (const [value, uses] of busiest) {
      const [least] = [...this.named].sort((a, b) => usesOf(a) - usesOf(b));
      if (least === undefined || uses < 2 * usesOf(least)) break;
      this.named.delete(least);
      this.named.add(value);
      this.dropped(least);
    }
    // What was long ago counts less, and what was once is forgotten.
    this.uses = new Map([...this.uses].flatMap(([value, uses]) => (uses > 1 ? [[value, Math.floor(uses / 2)]] : [])));
  }
}
