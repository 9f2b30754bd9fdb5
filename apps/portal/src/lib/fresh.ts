/** How old what is shown is, and what is done about it. */
export interface Fresh {
  /** Whether it is kept as it is by itself: told by events, or asked for again and again. */
  readonly isKept: boolean;
  /** The last try was in vain. */
  readonly isLost: boolean;
  /** When it was so: milliseconds of this browser's clock; 0: nothing has come yet. */
  readonly updatedAt: number;
  refresh(): void;
}

/** How often a list is asked for again by itself. */
export const KEPT_EVERY_MS = 10_000;
/** Nothing has come for so long, although it comes at least every 10 s: it was in vain, or nobody asks because the network is away. */
export const LATE_MS = 15_000;

/** `STILL`: as it was; nothing is done about it but by hand. */
export function freshnessAt({ isKept, isLost, updatedAt }: Fresh, now: number): 'NEVER' | 'LIVE' | 'LOST' | 'STILL' {
  if (updatedAt === 0) return 'NEVER';
  if (!isKept) return 'STILL';
  return isLost || now >= updatedAt + LATE_MS ? 'LOST' : 'LIVE';
}

interface Asked {
  readonly error: Error | null;
  readonly dataUpdatedAt: number;
  refetch(): Promise<unknown>;
}

/** Of a question to the server. */
export const freshOf = (query: Asked, isKept: boolean): Fresh => ({
  isKept,
  isLost: query.error !== null,
  updatedAt: query.dataUpdatedAt,
  refresh: () => void query.refetch(),
});
