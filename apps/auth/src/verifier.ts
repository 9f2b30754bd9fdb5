import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
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

const NO_PEPPER = createSecretKey(Buffer.alloc(32));
const DUMMY: Verifier = { hmac: Buffer.alloc(32).toString('base64url'), pepperVersion: 0, expiresAt: null };

/**
 * Whether a Key matches one of the verifiers. The work is the same for an unknown client (no verifiers), a wrong Key
 * and a right one: two HMACs and two comparisons of 32 bytes.
 */
export function isKeyOf(key: string, verifiers: readonly Verifier[], peppers: Peppers, now: Date): boolean {
  let matches = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    const verifier = verifiers[slot] ?? DUMMY;
    const pepper = peppers.byVersion.get(verifier.pepperVersion);
    const secret = pepper ?? peppers.byVersion.get(peppers.current) ?? NO_PEPPER;
    const expected = Buffer.alloc(32);
    Buffer.from(verifier.hmac, 'base64url').copy(expected);
    const isEqual = timingSafeEqual(createHmac('sha256', secret).update(key).digest(), expected);
    const isLive = verifier.expiresAt === null || Date.parse(verifier.expiresAt) > now.getTime();
    matches += Number(isEqual) & Number(pepper !== undefined) & Number(verifier !== DUMMY) & Number(isLive);
  }
  return matches > 0;
}
