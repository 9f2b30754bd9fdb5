import 'reflect-metadata';
import { randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { X509CertificateGenerator } from '@peculiar/x509';
import { IssuingCa } from './issuing-ca.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const generate = async () =>
  (await webcrypto.subtle.generateKey(P256, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;

async function testCa() {
  const keys = await generate();
  const root = await X509CertificateGenerator.createSelfSigned({ name: 'CN=Test CA', keys });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const certificate = root.toString('pem');
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`;
  return { ca: await IssuingCa.open({ certificate, key, chain: certificate }), root: new X509Certificate(certificate) };
}

describe('IssuingCa', () => {
  it('issues a client certificate of 90 days with our names in it', async () => {
    const { ca, root } = await testCa();
    const { publicKey } = await X509CertificateGenerator.createSelfSigned({ name: 'CN=x', keys: await generate() });
    const now = new Date('2026-03-01T00:00:00Z');
    const issued = await ca.issue({ deviceId: 'dev_1', publicKey, now, random: randomBytes(16) });
    const read = new X509Certificate(issued.pem);
    expect(read.verify(root.publicKey)).toBe(true);
    expect(read.checkIssued(root)).toBe(true);
    expect(read.subject).toBe('CN=dev_1');
    expect(read.subjectAltName).toBe('URI:urn:ppaas:device:dev_1');
    expect(read.ca).toBe(false);
    expect(read.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(read.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(issued.thumbprint);
    expect(read.serialNumber.toLowerCase()).toBe(issued.certificateSerial);
    expect(issued.notAfter.toISOString()).toBe('2026-05-30T00:00:00.000Z');
    expect(issued.renewableFrom.toISOString()).toBe('2026-04-30T00:00:00.000Z');
    expect(new Date(read.validTo).getTime()).toBe(issued.notAfter.getTime());
  });
});
