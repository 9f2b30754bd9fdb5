import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Peppers } from '../verifier.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a key is for: each use has one of its own. */
type Use = 'second factor' | 'kept answer';

/**
 * Seals the secret of a second factor under a key that stands outside the database: AES-256-GCM, bound to its person.
 * Text: `<pepper version>.<base64url of nonce, tag and cipher text>`.
 */
export function sealSecret(secret: Buffer, userId: string, peppers: Peppers, use: Use = 'second factor'): string {
  const nonce = randomBytes(NONCE_BYTES);
  const key = keyOf(peppers, peppers.current, use);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(userId));
  const body = Buffer.concat([cipher.update(secret), cipher.final()]);
  return `${peppers.current}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** @throws Error when it was sealed under another key or for another person */
export function openSecret(sealed: string, userId: string, peppers: Peppers, use: Use = 'second factor'): Buffer {
  const [version = '', text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(peppers, Number(version), use), nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(userId));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

/** Of answers that are kept. */
export const answerSeal = (peppers: Peppers) => ({
  seal: (text: string, context: string): { readonly sealed: string } => ({
    sealed: sealSecret(Buffer.from(text), context, peppers, 'kept answer'),
  }),
  open: (kept: unknown, context: string): string => {
    const { sealed } = kept as { readonly sealed: string };
    return openSecret(sealed, context, peppers, 'kept answer').toString();
  },
});

function keyOf(peppers: Peppers, version: number, use: Use): KeyObject {
  const pepper = peppers.byVersion.get(version);
  if (pepper === undefined) throw new Error(`no pepper of version ${version}`);
  return createSecretKey(Buffer.from(hkdfSync('sha256', pepper, '', use, 32)));
}
