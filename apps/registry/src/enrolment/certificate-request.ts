import 'reflect-metadata';
import { createHash, createPublicKey } from 'node:crypto';
import { base32, DomainError } from '@ppaas/contracts';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import type { PublicKey } from '@peculiar/x509';

/** What is taken from a certificate request: the key, and the serial number that the hardware claims. Nothing else. */
export interface CheckedRequest {
  readonly publicKey: PublicKey;
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex. */
  readonly keyThumbprint: string;
  readonly serialNumber: string;
}

const SERIAL_NUMBER = '2.5.4.5';
const CURVES = new Set(['prime256v1', 'secp384r1']);
const HASHES = new Set(['SHA-256', 'SHA-384', 'SHA-512']);
const RSA_BITS = { min: 2048, max: 4096 };

const refuse = (detail: string): DomainError => new DomainError('csr.invalid', detail);

/**
 * Checks a PKCS#10 request (PEM, or base64 of the DER): proof of possession, key strength, hash.
 * Names in it are ignored but for the subject's serialNumber (2.5.4.5), which is the hardware's own word about itself;
 * without it, or when it is unfit, the serial number is made from the key.
 * @throws DomainError csr.invalid
 */
export async function checkCertificateRequest(text: string): Promise<CheckedRequest> {
  const request = parse(text);
  const spki = Buffer.from(request.publicKey.rawData);
  checkKey(spki);
  const { name, hash } = request.signatureAlgorithm as { name: string; hash?: { name: string } };
  if (hash !== undefined && !HASHES.has(hash.name)) throw refuse(`${name} with ${hash.name} is too weak`);
  if (!(await isSelfSigned(request))) throw refuse('The request is not signed with its own key');
  const keyThumbprint = createHash('sha256').update(spki).digest('hex');
  const claimed = request.subjectName.getField(SERIAL_NUMBER)[0];
  return { publicKey: request.publicKey, keyThumbprint, serialNumber: serialNumberOf(claimed, keyThumbprint) };
}

function parse(text: string): Pkcs10CertificateRequest {
  try {
    return new Pkcs10CertificateRequest(text.trim());
  } catch (error) {
    throw refuse(`Not a PKCS#10 request: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function checkKey(spki: Buffer): void {
  const key = readKey(spki);
  const details = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec') {
    if (!CURVES.has(details.namedCurve ?? '')) throw refuse('An EC key must be on P-256 or P-384');
    return;
  }
  if (key.asymmetricKeyType !== 'rsa') throw refuse('The key must be EC (P-256, P-384) or RSA');
  const bits = details.modulusLength ?? 0;
  if (bits < RSA_BITS.min || bits > RSA_BITS.max) throw refuse('An RSA key must have 2048 to 4096 bits');
  if ((details.publicExponent ?? 0n) < 65_537n) throw refuse('The public exponent of an RSA key must be 65537 or more');
}

function readKey(spki: Buffer): ReturnType<typeof createPublicKey> {
  try {
    return createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch (error) {
    throw refuse(`The key cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function isSelfSigned(request: Pkcs10CertificateRequest): Promise<boolean> {
  try {
    return await request.verify();
  } catch (error) {
    // The key itself was read above: what fails here is a signature that cannot even be tried.
    throw refuse(`The signature cannot be checked: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function serialNumberOf(claimed: string | undefined, keyThumbprint: string): string {
  if (claimed !== undefined && /^[\x21-\x7e]{1,64}$/.test(claimed)) return claimed;
  return `key-${base32(Buffer.from(keyThumbprint, 'hex')).slice(0, 24)}`;
}
