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

/** What is wrong with an entry that follows another in its chain; undefined: nothing. @param before undefined for the first */
export function faultOf(entry: ChainedEntry, before: ChainedEntry | undefined): string | undefined {
  if (entry.seq !== (before?.seq ?? 0) + 1) return `entry ${(before?.seq ?? 0) + 1} is missing`;
  if (entry.previousHash !== (before?.hash ?? '')) return `entry ${entry.seq} does not follow the one before it`;
  if (entry.hash !== hashOfEntry(entry)) return `entry ${entry.seq} was changed`;
  return undefined;
}
