import { createHash, timingSafeEqual } from 'node:crypto';
import { CLIENT_CERTIFICATE_HEADER, DOOR_TOKEN_HEADER } from '@ppaas/contracts';
import type { AccessTokenClaims } from '@ppaas/contracts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const THUMBPRINT = /^[0-9a-f]{64}$/;

/**
 * The certificate that the mutual-TLS door has checked: its SHA-256, lower-case hex. Undefined when nobody says so, or
 * somebody who is not the door.
 */
export function doorCertificate(headers: Headers, doorToken: string | undefined): string | undefined {
  const shown = headers[DOOR_TOKEN_HEADER];
  if (doorToken === undefined || typeof shown !== 'string' || !isSame(shown, doorToken)) return undefined;
  return thumbprintIn(headers[CLIENT_CERTIFICATE_HEADER]);
}

/** A token that is bound to a certificate (RFC 8705 §3) counts only beside it, any other token wherever it is shown. */
export function isBoundTo(cnf: AccessTokenClaims['cnf'], shown: string | string[] | undefined): boolean {
  if (cnf === undefined) return true;
  const thumbprint = thumbprintIn(shown);
  return thumbprint !== undefined && Buffer.from(thumbprint, 'hex').toString('base64url') === cnf['x5t#S256'];
}

function thumbprintIn(header: string | string[] | undefined): string | undefined {
  const shown = typeof header === 'string' ? header.replaceAll(':', '').toLowerCase() : '';
  return THUMBPRINT.test(shown) ? shown : undefined;
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
