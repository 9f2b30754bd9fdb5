const FIRST_PAUSE_MS = 100;
const LAST_PAUSE_MS = 10_000;

/** How long a partition rests after its handler failed for the n-th time in a row (n from 1), milliseconds. */
export function pauseAfter(failures: number): number {
  return Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20));
}

/** Consecutive parts of at most `size`. */
export function inParts<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}
