import { createHmac, timingSafeEqual } from 'node:crypto';
import { base32 } from '@ppaas/contracts';

/** RFC 6238 with the values that authenticators take for granted: SHA-1, 6 digits, 30 seconds. */
const STEP_SECONDS = 30;
const DIGITS = 6;
/** A phone's clock may be off by one step either way. */
const TOLERANCE_STEPS = 1;

export const stepOf = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS);

/** The code of one step (RFC 4226 §5.3). */
export function totpCode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest[digest.length - 1] ?? 0) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * The step that a code belongs to; undefined when it is none of these.
 * @param lastStep of the last code that was taken: that one and those before it are not taken again
 */
export function matchingStep(secret: Buffer, code: string, now: Date, lastStep: number | null): number | undefined {
  const current = stepOf(now);
  let found: number | undefined;
  for (let step = current - TOLERANCE_STEPS; step <= current + TOLERANCE_STEPS; step++) {
    const isRight = isSame(totpCode(secret, step), code);
    if (isRight && (lastStep === null || step > lastStep)) found = step;
  }
  return found;
}

function isSame(expected: string, given: string): boolean {
  return expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));
}

/** What the QR code says (the key URI format of authenticators). */
export function totpUri(secret: Buffer, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
