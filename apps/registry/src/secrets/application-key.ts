import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SHAPE = /^ppk_([A-Za-z0-9_-]{43})([0-9A-Za-z]{6})$/;

/** 256 random bits with a prefix and a checksum, by which secret scanners and people recognise a Key and its misprints. */
export function newApplicationKey(random: Buffer = randomBytes(32)): string {
  const body = random.toString('base64url');
  return `ppk_${body}${checksum(body)}`;
}

/** Whether a text is a Key, as far as the text alone can tell. */
export function isApplicationKey(text: string): boolean {
  const match = SHAPE.exec(text);
  return match !== null && checksum(match[1] ?? '') === match[2];
}

function checksum(body: string): string {
  let rest = crc32(body);
  let text = '';
  for (let place = 0; place < 6; place++) {
    text = (BASE62[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** HMAC-SHA-256 under a pepper, base64url: what is kept of a Key or an activation code where it is only compared. */
export const hmacOf = (secret: string, pepper: Buffer): string =>
  createHmac('sha256', pepper).update(secret).digest('base64url');
