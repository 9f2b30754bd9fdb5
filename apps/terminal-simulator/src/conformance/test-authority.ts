import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';
import { webcrypto } from 'node:crypto';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };
const DAY_MS = 24 * 3_600_000;

/** How much of a certificate's life is behind it and before it. */
export interface Life {
  readonly spentMs: number;
  readonly leftMs: number;
}
const WHOLE_LIFE: Life = { spentMs: DAY_MS, leftMs: DAY_MS };

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;

/** An authority that lives as long as the conformance run: it issues the run's server certificate and the device's. */
export class TestAuthority {
  readonly #certificate: X509Certificate;
  readonly #keys: webcrypto.CryptoKeyPair;

  private constructor(certificate: X509Certificate, keys: webcrypto.CryptoKeyPair) {
    this.#certificate = certificate;
    this.#keys = keys;
  }

  static async create(): Promise<TestAuthority> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=Device channel conformance',
      keys,
      signingAlgorithm: SIGNING,
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: new Date(Date.now() + DAY_MS),
      extensions: [new BasicConstraintsExtension(true, 0, true)],
    });
    return new TestAuthority(certificate, keys);
  }

  /** PEM: what the device has to trust. */
  get pem(): string {
    return `${this.#certificate.toString('pem')}\n`;
  }

  async issueServer(host: string): Promise<{ readonly cert: string; readonly key: string }> {
    const keys = await newKeys();
    const names = [
      { type: 'dns' as const, value: host },
      { type: 'dns' as const, value: 'localhost' },
      { type: 'ip' as const, value: '127.0.0.1' },
    ];
    const issued = await this.#issue(`CN=${host}`, keys.publicKey, ExtendedKeyUsage.serverAuth, [
      new SubjectAlternativeNameExtension(names),
    ]);
    const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
    const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
    return { cert: issued, key };
  }

  /** @throws Error when the request does not prove possession of its key */
  async issueDevice(
    csr: string,
    life: Life = WHOLE_LIFE,
  ): Promise<{ readonly certificate: string; readonly serialNumber: string | undefined }> {
    const request = new Pkcs10CertificateRequest(csr);
    if (!(await request.verify())) throw new Error('the signature of the certificate request is wrong');
    const [serialNumber] = request.subjectName.getField('2.5.4.5');
    const key = await request.publicKey.export();
    return { certificate: await this.#issue('CN=device', key, ExtendedKeyUsage.clientAuth, [], life), serialNumber };
  }

  async #issue(
    subject: string,
    publicKey: webcrypto.CryptoKey,
    usage: ExtendedKeyUsage,
    more: readonly SubjectAlternativeNameExtension[],
    life: Life = WHOLE_LIFE,
  ): Promise<string> {
    const issued = await X509CertificateGenerator.create({
      subject,
      issuer: this.#certificate.subject,
      notBefore: new Date(Date.now() - life.spentMs),
      notAfter: new Date(Date.now() + life.leftMs),
      publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: SIGNING,
      extensions: [new ExtendedKeyUsageExtension([usage]), ...more],
    });
    return `${issued.toString('pem')}\n`;
  }
}
