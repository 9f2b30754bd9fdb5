import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { BasicConstraintsExtension, Pkcs10CertificateRequestGenerator, X509CertificateGenerator } from '@peculiar/x509';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const SHA256 = { name: 'ECDSA', hash: 'SHA-256' };

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  const body = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${body.replaceAll(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`;
}

/** PEM of a CA that signs itself. */
export interface TestCa {
  readonly certificate: string;
  readonly key: string;
  readonly chain: string;
}

export async function createTestCa(): Promise<TestCa> {
  const keys = await newKeys();
  const root = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Test CA',
    keys,
    signingAlgorithm: SHA256,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  const certificate = `${root.toString('pem')}\n`;
  return { certificate, key: await privatePem(keys.privateKey), chain: certificate };
}

/** A new device key (PEM) and a PKCS#10 request for it. `name` as in RFC 4514, such as `2.5.4.5=SN1`. */
export async function createCsr(name = 'CN=device'): Promise<{ readonly csr: string; readonly key: string }> {
  const keys = await newKeys();
  const csr = await Pkcs10CertificateRequestGenerator.create({ name, keys, signingAlgorithm: SHA256 });
  return { csr: csr.toString('pem'), key: await privatePem(keys.privateKey) };
}
