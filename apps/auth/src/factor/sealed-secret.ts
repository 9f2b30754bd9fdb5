import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Peppers } from '../verifier.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals the secret of a second factor under a key that stands outside the database: AES-256-GCM, bound to its person.
 * Text: `<pepper version>.<base64url of nonce, tag and cipher text>`.
 */
export function sealSecret(secret: Buffer, userId: string, peppers: Peppers): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(peppers, peppers.current), nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(userId));
  const body = Buffer.concat([cipher.update(secret), cipher.final()]);
  return `${peppers.current}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** @throws Error when it was sealed under another key or for another person */
export function openSecret(sealed: string, userId: string, peppers: Peppers): Buffer {
  const [version = '', text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(peppers, Number(version)), nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(userId));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

function keyOf(peppers: Peppers, version: number): KeyObject {
  const pepper = peppers.byVersion.get(version);
  if (pepper === undefined) throw new Error(`no pepper of version ${version}`);
  return createSecretKey(Buffer.from(hkdfSync('sha256', pepper, '', 'second factor', 32)));
}
