/** What the broker says of one partition, and up to where the group has handled it. */
export interface SeenPartition {
  readonly partition: number;
  /** Of the oldest record that is kept. */
  readonly low: number;
  /** Of the next record that will be written. */
  readonly end: number;
  /** Of the next one that the group will handle; 0 when it has not committed any. */
  readonly committed: number;
}

/** An end of a partition, and when it was first seen: what is below it was written before that. */
interface Mark {
  readonly end: number;
  readonly seenAt: number;
}

/** Two looks may fail before what is not seen counts as waiting. */
const FRESH_FOR_MS = 12_000;
/** Of one partition. */
const MARKS_MAX = 128;

/**
 * How far behind a group is in a topic. Known from two sides: the records that were fetched here and are not handled say when they were
 * written, exactly; the broker says of all partitions, whoever has them or nobody, which ends the group has not reached since when, which
 * is at most the time between two looks too little. Times are milliseconds since the epoch.
 */
export class Backlog {
  private readonly fetched = new Map<number, number>();
  /** Only ends that are not reached, oldest first. */
  private marks = new Map<number, readonly Mark[]>();
  private lookedAt: number;

  /** @param beganAt when the group began, where it is one that reads from the beginning what was written before: nothing waits longer */
  constructor(
    now: number,
    private readonly beganAt = 0,
  ) {
    this.lookedAt = now;
  }

  /** The oldest record here of a partition that is not handled. */
  took(partition: number, writtenAt: number): void {
    this.fetched.set(partition, Math.max(writtenAt, this.beganAt));
  }

  /** All that was fetched of the partition is handled. */
  handled(partition: number): void {
    this.fetched.delete(partition);
  }

  /** The partitions were given out anew. */
  rejoined(): void {
    this.fetched.clear();
  }

  /** The broker was asked about every partition of the topic. */
  looked(partitions: readonly SeenPartition[], now: number): void {
    this.lookedAt = now;
    this.marks = new Map(partitions.map((seen) => [seen.partition, this.unreached(seen, now)]));
  }

  /**
   * Age of the oldest record that is not handled, milliseconds; 0 when all are. While the broker cannot be asked nobody knows that
   * anything was handled since: after 12 s it grows with the time.
   */
  ageMs(now: number): number {
    const asOf = now - this.lookedAt > FRESH_FOR_MS ? now : this.lookedAt;
    const oldest = [...this.marks.values()].map(([mark]) => mark?.seenAt ?? this.lookedAt);
    const ages = [...this.fetched.values()].map((writtenAt) => now - writtenAt);
    return Math.max(0, asOf - Math.min(this.lookedAt, ...oldest), ...ages);
  }

  private unreached({ partition, low, end, committed }: SeenPartition, now: number): readonly Mark[] {
    // What is no longer kept waits for nobody; an end beyond the present one is that of a topic that was made anew.
    const next = Math.max(low, committed);
    const marks = (this.marks.get(partition) ?? []).filter((mark) => mark.end > next && mark.end <= end);
    if (end > Math.max(next, marks.at(-1)?.end ?? 0)) marks.push({ end, seenAt: now });
    return marks.length > MARKS_MAX ? thinned(marks) : marks;
  }
}

/** Leaves out the one that stands closest between its neighbours: what is below it counts as younger, by the least. */
function thinned(marks: readonly Mark[]): readonly Mark[] {
  const width = (n: number): number => (marks[n + 1]?.seenAt ?? Infinity) - (marks[n - 1]?.seenAt ?? -Infinity);
  const closest = marks.reduce((least, _, n) => (width(n) < width(least) ? n : least), 0);
  return marks.toSpliced(closest, 1);
}
