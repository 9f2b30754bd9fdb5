import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Extension } from '@peculiar/x509';
import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';

const DAY_MS = 24 * 60 * 60_000;
const LIFE_DAYS = { root: 3650, issuing: 1825, server: 397 } as const;
const RENEW_BEFORE_DAYS = 30;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const CA_USAGE = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;

/** A certificate and its key, PEM (PKCS #8). */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** The sandbox's own authority: a root that people trust, and below it one that issues. All EC P-256. */
export interface Authority {
  readonly root: Identity;
  readonly issuing: Identity;
}

export async function makeAuthority(now: Date): Promise<Authority> {
  const rootKeys = await newKeys();
  const root = await certify({
    name: 'PPaaS sandbox root CA',
    keys: rootKeys,
    days: LIFE_DAYS.root,
    now,
    extensions: [new BasicConstraintsExtension(true, 1, true), new KeyUsagesExtension(CA_USAGE, true)],
  });
  const issuingKeys = await newKeys();
  const issuing = await certify({
    name: 'PPaaS sandbox issuing CA',
    keys: issuingKeys,
    days: LIFE_DAYS.issuing,
    now,
    issuer: { certificate: root, key: rootKeys.privateKey },
    extensions: [new BasicConstraintsExtension(true, 0, true), new KeyUsagesExtension(CA_USAGE, true)],
  });
  return { root: await toPem(root, rootKeys), issuing: await toPem(issuing, issuingKeys) };
}

/** The certificate of the sandbox's TLS doors: localhost and 127.0.0.1, nothing else. */
export async function makeServerIdentity(issuing: Identity, now: Date): Promise<Identity> {
  const keys = await newKeys();
  const der = createPrivateKey(issuing.key).export({ format: 'der', type: 'pkcs8' });
  const key = await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
  const certificate = await certify({
    name: 'localhost',
    keys,
    days: LIFE_DAYS.server,
    now,
    issuer: { certificate: new X509Certificate(issuing.certificate), key },
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        // Where the sandbox runs in containers, a terminal renews its certificate there.
        { type: 'dns', value: 'doors' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  });
  return toPem(certificate, keys);
}

/** True while a certificate is good for another month. */
export function isFresh(pem: string, now: Date): boolean {
  const { notBefore, notAfter } = new X509Certificate(pem);
  return notBefore <= now && notAfter.getTime() - now.getTime() > RENEW_BEFORE_DAYS * DAY_MS;
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

interface Wanted {
  readonly name: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly days: number;
  readonly now: Date;
  /** Absent = signs itself. */
  readonly issuer?: { readonly certificate: X509Certificate; readonly key: webcrypto.CryptoKey };
  readonly extensions: readonly Extension[];
}

async function certify({ name, keys, days, now, issuer, extensions }: Wanted): Promise<X509Certificate> {
  const serial = randomBytes(16);
  // Positive and without leading zeroes, as RFC 5280 §4.1.2.2 wants serial numbers.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return X509CertificateGenerator.create({
    serialNumber: serial.toString('hex'),
    subject: [{ CN: [name] }],
    issuer: issuer?.certificate.subjectName ?? [{ CN: [name] }],
    // Other clocks on the machine, in containers, may be behind.
    notBefore: new Date(now.getTime() - 60_000),
    notAfter: new Date(now.getTime() + days * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: issuer?.key ?? keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      ...extensions,
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer?.certificate.publicKey ?? keys.publicKey),
    ],
  });
}

async function toPem(certificate: X509Certificate, keys: webcrypto.CryptoKeyPair): Promise<Identity> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const body = pkcs8.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return {
    certificate: `${certificate.toString('pem')}\n`,
    key: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`,
  };
}
