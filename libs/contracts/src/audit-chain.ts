import { createHash } from 'node:crypto';

/** An entry of the audit trail as the database keeps it. */
export interface ChainedEntry {
  /** The organisation, or `platform`. */
  readonly chain: string;
  /** From 1, without gaps. */
  readonly seq: number;
  /** UTC with microseconds, such as `2026-03-01T12:00:00.123456Z`. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly address: string | null;
  /** JSON as Postgres writes it. */
  readonly detail: string;
  readonly previousHash: string;
  readonly hash: string;
}

/**
 * What the hash of an entry must be: SHA-256 over its parts, each with its length in bytes before it, lower-case hex. The
 * database makes the hashes; this is the same rule written a second time, so that the one can be held against the other.
 */
export function hashOfEntry(entry: ChainedEntry): string {
  const { previousHash, chain, seq, at, actor, action, object, address, detail } = entry;
  const parts = [previousHash, chain, String(seq), at, actor, action, object, address ?? '', detail];
  const text = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(',');
  return createHash('sha256').update(text).digest('hex');
}

/** Where a chain ends, or once ended. */
export type ChainHead = Pick<ChainedEntry, 'seq' | 'hash'>;

/** What is wrong with an entry that follows another in its chain; undefined: nothing. @param before undefined for the first */
export function faultOf(entry: ChainedEntry, before: ChainHead | undefined): string | undefined {
  if (entry.seq !== (before?.seq ?? 0) + 1) return `entry ${(before?.seq ?? 0) + 1} is missing`;
  if (entry.previousHash !== (before?.hash ?? '')) return `entry ${entry.seq} does not follow the one before it`;
  if (entry.hash !== hashOfEntry(entry)) return `entry ${entry.seq} was changed`;
  return undefined;
}

/**
 * Reads a chain and holds each entry against the rule, and all of it against where it was once seen to end: by itself a chain
 * holds that was cut off, or made anew from its beginning.
 * @param entriesAfter the entries that follow a number, in their order; none when the chain is at its end
 * @param known where the chain once ended
 * @param from where to begin: what is up to there is taken as it is
 * @returns the last entry that holds, and what is wrong with the next
 */
export async function checkChain(
  entriesAfter: (seq: number) => Promise<readonly ChainedEntry[]>,
  known?: ChainHead,
  from?: ChainHead,
): Promise<{ readonly last: ChainHead | undefined; readonly fault?: string }> {
  let last = from;
  for (;;) {
    const entries = await entriesAfter(last?.seq ?? 0);
    for (const entry of entries) {
      const fault =
        faultOf(entry, last) ??
        (entry.seq === known?.seq && entry.hash !== known.hash
          ? `entry ${entry.seq} is not the one that was there before`
          : undefined);
      if (fault !== undefined) return { last, fault };
      last = { seq: entry.seq, hash: entry.hash };
    }
    if (entries.length > 0) continue;
    const isCut = known !== undefined && (last?.seq ?? 0) < known.seq;
    return { last, ...(isCut && { fault: `ends before entry ${known.seq}, which was there before` }) };
  }
}
