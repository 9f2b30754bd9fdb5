import { randomBytes } from 'node:crypto';

/** Crockford base32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

export const ACTIVATION_LIFE_MS = 15 * 60_000;
/** Uses that failed for another reason than the code itself; the last one voids the code. */
export const MAX_FAILED_USES = 5;

/** 50 random bits that a person can read out and type. */
export function newActivationCode(random: Buffer = randomBytes(LENGTH)): string {
  return Array.from(random.subarray(0, LENGTH), (byte) => ALPHABET[byte & 31]).join('');
}

/** The code as it was issued, whatever a person made of it: case, I and L for 1, O for 0, spaces and hyphens. */
export function normaliseActivationCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0');
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : undefined;
}
