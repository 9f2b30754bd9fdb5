import 'reflect-metadata';
import { createHash, createPrivateKey, webcrypto } from 'node:crypto';
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
import type { PublicKey } from '@peculiar/x509';

const DAY_MS = 24 * 60 * 60_000;
export const CERTIFICATE_LIFE_DAYS = 90;
/** From this day on a device may have a new one. */
export const RENEWAL_DAY = 60;
/** How long the former certificate stays good after a renewal. */
export const OVERLAP_MS = DAY_MS;
/** A device's clock may be behind ours. */
const BACKDATING_MS = 5 * 60_000;

export interface IssuedCertificate {
  readonly pem: string;
  /** SHA-256 of the DER, lower-case hex. */
  readonly thumbprint: string;
  readonly certificateSerial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly renewableFrom: Date;
}

/** The platform's own CA for device certificates. */
export class IssuingCa {
  private constructor(
    private readonly certificate: X509Certificate,
    private readonly key: webcrypto.CryptoKey,
    /** PEM: the issuing certificate first, then what leads to the root. */
    readonly chain: string,
  ) {}

  /** @throws Error when the key is not EC P-256 or does not belong to the certificate. */
  static async open(pem: {
    readonly certificate: string;
    readonly key: string;
    readonly chain: string;
  }): Promise<IssuingCa> {
    const pkcs8 = createPrivateKey(pem.key).export({ format: 'der', type: 'pkcs8' });
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
    const certificate = new X509Certificate(pem.certificate);
    return new IssuingCa(certificate, key, pem.chain);
  }

  /**
   * A client certificate for a device's key. Its names are ours; who it belongs to says the registry's row, found by
   * thumbprint, and never the name in it.
   */
  async issue(o: {
    readonly deviceId: string;
    readonly publicKey: PublicKey;
    readonly now: Date;
    readonly random: Buffer;
  }): Promise<IssuedCertificate> {
    const notBefore = new Date(o.now.getTime() - BACKDATING_MS);
    const notAfter = new Date(o.now.getTime() + CERTIFICATE_LIFE_DAYS * DAY_MS);
    const certificateSerial = positiveSerial(o.random);
    const certificate = await X509CertificateGenerator.create({
      serialNumber: certificateSerial,
      subject: [{ CN: [o.deviceId] }],
      issuer: this.certificate.subjectName,
      notBefore,
      notAfter,
      publicKey: o.publicKey,
      signingKey: this.key,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth], true),
        new SubjectAlternativeNameExtension([{ type: 'url', value: `urn:ppaas:device:${o.deviceId}` }]),
        await SubjectKeyIdentifierExtension.create(o.publicKey),
        await AuthorityKeyIdentifierExtension.create(this.certificate.publicKey),
      ],
    });
    return {
      pem: `${certificate.toString('pem')}\n`,
      thumbprint: createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex'),
      certificateSerial,
      notBefore,
      notAfter,
      renewableFrom: new Date(o.now.getTime() + RENEWAL_DAY * DAY_MS),
    };
  }
}

/** 128 random bits as a serial number: positive and not zero (RFC 5280 §4.1.2.2). */
function positiveSerial(random: Buffer): string {
  const bytes = Buffer.from(random.subarray(0, 16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
