import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The key that wraps the keys; it stands outside the database. */
export interface Kek {
  readonly version: number;
  readonly key: Buffer;
}

/** A secret that only the holder of the KEK can read. Texts are base64url of nonce, tag and cipher text. */
export interface Sealed {
  readonly kekVersion: number;
  readonly wrappedKey: string;
  readonly cipherText: string;
}

/** Where a sealed Key belongs: bound to it as additional data, so that a row copied elsewhere does not open. */
export const sealContext = (tenantId: string, posId: string, version: number): string =>
  `${tenantId}|${posId}|${version}`;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under a key of its own, which is wrapped by the KEK the same way. */
export function seal(
  secret: string,
  context: string,
  kek: Kek,
  random: (size: number) => Buffer = randomBytes,
): Sealed {
  const key = random(32);
  return {
    kekVersion: kek.version,
    wrappedKey: encrypt(key, context, kek.key, random(NONCE_BYTES)),
    cipherText: encrypt(Buffer.from(secret, 'utf8'), context, key, random(NONCE_BYTES)),
  };
}

/** @throws Error when the KEK, the context or the sealed text is not the one of the sealing. */
export function open(sealed: Sealed, context: string, kek: Kek): string {
  if (sealed.kekVersion !== kek.version) throw new Error(`sealed under KEK version ${sealed.kekVersion}`);
  const key = decrypt(sealed.wrappedKey, context, kek.key);
  return decrypt(sealed.cipherText, context, key).toString('utf8');
}

/** Of answers that are kept. */
export const answerSeal = (kek: Kek) => ({
  seal: (text: string, context: string): Sealed => seal(text, context, kek),
  open: (sealed: unknown, context: string): string => open(sealed as Sealed, context, kek),
});

function encrypt(plain: Buffer, context: string, key: Buffer, nonce: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

function decrypt(text: string, context: string, key: Buffer): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}
