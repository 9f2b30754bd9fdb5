import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { DataOf } from '@ppaas/contracts';

/** Versioned secrets that stand outside the database: a stolen table alone verifies nothing. */
export interface Peppers {
  readonly current: number;
  readonly byVersion: ReadonlyMap<number, KeyObject>;
}

/** Proves a Key: its HMAC-SHA-256 under a pepper, 32 bytes. */
export interface Verifier {
  readonly hmac: Buffer;
  readonly pepperVersion: number;
  /** Milliseconds since 1970; infinity when it has no end. */
  readonly expiresAtMs: number;
}

/** A verifier as the registry tells it, its HMAC in base64url. */
export type ToldVerifier = DataOf<'registryEvents', 'PosCredentialChanged'>['verifiers'][number];

export function readVerifier(told: ToldVerifier): Verifier {
  const hmac = Buffer.alloc(32);
  hmac.write(told.hmac, 'base64url');
  const expiresAtMs = told.expiresAt === null ? Infinity : Date.parse(told.expiresAt);
  return { hmac, pepperVersion: told.pepperVersion, expiresAtMs };
}

/** What is kept of a Key or secret in its place. @throws Error without a pepper of the current version */
export function verifierOf(key: string, { current, byVersion }: Peppers): Verifier {
  const pepper = byVersion.get(current);
  if (pepper === undefined) throw new Error('no pepper of the current version');
  const hmac = createHmac('sha256', pepper).update(key).digest();
  return { hmac, pepperVersion: current, expiresAtMs: Infinity };
}

/** A POS may have two Keys while one replaces the other; the work is done for this many, whoever asks. */
const SLOTS = 2;

const NO_DIGEST = Buffer.alloc(32, 1);
const DUMMY: Verifier = { hmac: Buffer.alloc(32), pepperVersion: 0, expiresAtMs: Infinity };

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
    const isEqual = timingSafeEqual(digest ?? NO_DIGEST, verifier.hmac);
    const isLive = verifier.expiresAtMs > now.getTime();
    matches += Number(isEqual) & Number(digest !== undefined) & Number(verifier !== DUMMY) & Number(isLive);
  }
  return matches > 0;
}
