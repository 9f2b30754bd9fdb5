import 'reflect-metadata';
import { createHash, webcrypto, X509Certificate as NodeCertificate } from 'node:crypto';
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { TestCa } from './certificates.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const SHA256 = { name: 'ECDSA', hash: 'SHA-256' };
const HOUR_MS = 3_600_000;

/** PEM, and the SHA-256 of the DER in lower-case hex. */
export interface IssuedCertificate {
  readonly certificate: string;
  readonly key: string;
  readonly thumbprint: string;
}

function derOf(pem: string): Uint8Array {
  return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
}

/** A certificate of a test CA for a new key. `server` is for localhost and 127.0.0.1. */
export async function issueCertificate(
  ca: TestCa,
  options: { readonly usage: 'server' | 'client'; readonly name?: string; readonly notAfter?: Date },
): Promise<IssuedCertificate> {
  const keys = (await webcrypto.subtle.generateKey(P256, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const signingKey = await webcrypto.subtle.importKey('pkcs8', derOf(ca.key), P256, false, ['sign']);
  const usage = options.usage === 'server' ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth;
  const names = [
    { type: 'dns' as const, value: 'localhost' },
    { type: 'ip' as const, value: '127.0.0.1' },
  ];
  const notAfter = options.notAfter ?? new Date(Date.now() + HOUR_MS);
  const issued = await X509CertificateGenerator.create({
    subject: `CN=${options.name ?? 'localhost'}`,
    issuer: new X509Certificate(ca.certificate).subject,
    notBefore: new Date(Math.min(Date.now(), notAfter.getTime()) - HOUR_MS),
    notAfter,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: SHA256,
    extensions: [
      new ExtendedKeyUsageExtension([usage]),
      ...(options.usage === 'server' ? [new SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  const certificate = `${issued.toString('pem')}\n`;
  const body = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const key = `-----BEGIN PRIVATE KEY-----\n${body.replaceAll(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`;
  const thumbprint = createHash('sha256').update(new NodeCertificate(certificate).raw).digest('hex');
  return { certificate, key, thumbprint };
}
