import 'reflect-metadata';
import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { checkCertificateRequest } from './certificate-request.ts';

type Algorithm = webcrypto.EcKeyGenParams | webcrypto.RsaHashedKeyGenParams | { readonly name: 'Ed25519' };
const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const rsa = (modulusLength: number, hash = 'SHA-256', publicExponent = new Uint8Array([1, 0, 1])) => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  publicExponent,
  hash,
});

async function request(algorithm: Algorithm = P256, name = 'CN=whoever', hash = 'SHA-256') {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  return Pkcs10CertificateRequestGenerator.create({ name, keys, signingAlgorithm: { name: (algorithm as { name: string }).name, hash } as never }); // prettier-ignore
}

describe('checkCertificateRequest', () => {
  it.each([
    ['P-256', P256],
    ['P-384', { name: 'ECDSA', namedCurve: 'P-384' }],
    ['RSA 2048', rsa(2048)],
  ])('accepts %s, in PEM and in base64', async (_name, algorithm) => {
    const csr = await request(algorithm);
    const checked = await checkCertificateRequest(csr.toString('pem'));
    expect(checked.keyThumbprint).toMatch(/^[0-9a-f]{64}$/);
    expect(await checkCertificateRequest(csr.toString('base64'))).toMatchObject({
      keyThumbprint: checked.keyThumbprint,
    });
  });

  it('takes the serial number that the hardware claims, and no other name', async () => {
    const csr = await request(P256, 'CN=dev_of_another, O=Someone, 2.5.4.5=SN-4711');
    expect(await checkCertificateRequest(csr.toString('pem'))).toMatchObject({ serialNumber: 'SN-4711' });
  });
  it.each(['CN=x', '2.5.4.5=has space', `2.5.4.5=${'x'.repeat(65)}`, '2.5.4.5=naïve'])(
    'makes a serial number from the key for %s',
    async (name) => {
      const { serialNumber } = await checkCertificateRequest((await request(P256, name)).toString('pem'));
      expect(serialNumber).toMatch(/^key-[A-Z2-7]{24}$/);
    },
  );

  /** A request for a key on P-192, which Web Crypto does not make. */
  const P192 =
    'MIGnMF4CAQAwDDEKMAgGA1UEAwwBeDBJMBMGByqGSM49AgEGCCqGSM49AwEBAzIABLn2vwDdc9YB8v05BXk5HUYlk4PBnS1bxER4HKXvbbYCbJtTxG0l' +
    'Xwn4rQrwLQig76AAMAoGCCqGSM49BAMCAzkAMDYCGQCXkqoJdPpAUypG94H48LwZ3wF0t43cWToCGQCHr00FA1kSb26yhmLS+6augrnWNJ0/abs=';

  const weak: readonly (readonly [string, () => Promise<string>])[] = [
    ['RSA 1024', async () => (await request(rsa(1024))).toString('pem')],
    ['exponent 3', async () => (await request(rsa(2048, 'SHA-256', new Uint8Array([3])))).toString('pem')],
    ['SHA-1', async () => (await request(rsa(2048, 'SHA-1'), 'CN=x', 'SHA-1')).toString('pem')],
    ['P-192', async () => P192],
    ['P-521', async () => (await request({ name: 'ECDSA', namedCurve: 'P-521' })).toString('pem')],
    ['Ed25519', async () => (await request({ name: 'Ed25519' })).toString('pem')],
    ['no request', async () => 'hello'],
    ['nothing', async () => ''],
    ['a key instead', async () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'pem', type: 'spki' }) as string], // prettier-ignore
    [
      'a changed signature',
      async () => {
        const bytes = Buffer.from((await request()).rawData);
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        return bytes.toString('base64');
      },
    ],
    [
      'the key of someone else',
      async () => {
        const [mine, theirs] = [await request(), await request()];
        const bytes = Buffer.from(mine.rawData);
        const at = bytes.indexOf(Buffer.from(mine.publicKey.rawData));
        Buffer.from(theirs.publicKey.rawData).copy(bytes, at);
        return bytes.toString('base64');
      },
    ],
  ];
  it.each(weak)('refuses %s', async (_name, make) => {
    await expect(checkCertificateRequest(await make())).rejects.toMatchObject({ code: 'csr.invalid' });
  });
});
