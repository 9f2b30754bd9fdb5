/** One connection of a device's active hardware, as events told it. */
export interface RecordedConnection {
  readonly connectedAt: Date;
  /** null: its end was not told (yet). */
  readonly disconnectedAt: Date | null;
}

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/**
 * When a device was online within a window.
 * @param connections oldest first
 * @param window `openUntil`: as long as a connection whose end was not told is known to have lasted, if it is the last one;
 *   one that has a successor lasted until that at the most
 * @returns spans that neither overlap nor touch, oldest first
 */
export function onlineSpans(
  connections: readonly RecordedConnection[],
  window: Span & { readonly openUntil: Date },
): Span[] {
  const spans: { from: Date; to: Date }[] = [];
  for (const [at, { connectedAt, disconnectedAt }] of connections.entries()) {
    const end = disconnectedAt ?? connections[at + 1]?.connectedAt ?? window.openUntil;
    const from = later(connectedAt, window.from);
    const to = earlier(end, window.to);
    if (from >= to) continue;
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to) last.to = later(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
