import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Versioned secrets that stand outside the database: a stolen table alone verifies nothing. */
export interface Peppers {
  readonly current: number;
  readonly byVersion: ReadonlyMap<number, KeyObject>;
}

/** HMAC-SHA-256 of a Key under a pepper, base64url. */
export interface Verifier {
  readonly hmac: string;
  readonly pepperVersion: number;
  readonly expiresAt: string | null;
}

/** A POS may have two Keys while one replaces the other; the work is done for this many, whoever asks. */
const SLOTS = 2;

const NO_DIGEST = Buffer.alloc(32, 1);
const DUMMY: Verifier = { hmac: Buffer.alloc(32).toString('base64url'), pepperVersion: 0, expiresAt: null };

/**
 * Whether a Key matches one of the verifiers. The work is the same for an unknown client (no verifiers), a wrong Key
 * and a right one: an HMAC for each pepper there is, and two comparisons of 32 bytes.
 */
export function isKeyOf(key: string, verifiers: readonly Verifier[], peppers: Peppers, now: Date): boolean {
  const digests = new Map<number, Buffer>();
  for (const [version, pepper] of peppers.byVersion) {
    digests.set(version, createHmac('sha256', pepper).update(key).digest());
  }
  let matches = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    const verifier = verifiers[slot] ?? DUMMY;
    const digest = digests.get(verifier.pepperVersion);
    const expected = Buffer.alloc(32);
    expected.write(verifier.hmac, 'base64url');
    const isEqual = timingSafeEqual(digest ?? NO_DIGEST, expected);
    const isLive = verifier.expiresAt === null || Date.parse(verifier.expiresAt) > now.getTime();
    matches += Number(isEqual) & Number(digest !== undefined) & Number(verifier !== DUMMY) & Number(isLive);
  }
  return matches > 0;
}
