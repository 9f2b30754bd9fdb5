import 'reflect-metadata';
import { enrolAnswer } from '@ppaas/contracts';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { postJson } from './post-json.ts';

/** What an enrolled terminal keeps for good. The private key never leaves it. */
export const identity = z.object({
  serialNumber: z.string(),
  model: z.string(),
  deviceId: z.string(),
  /** For people: what the display says. */
  deviceName: z.string().optional(),
  storeName: z.string().optional(),
  connectUrl: z.string(),
  /** PEM */
  privateKey: z.string(),
  certificate: z.string(),
  chain: z.string(),
  /** A renewal that was asked for and whose answer has not come: the same request has to be sent again. */
  renewal: z.object({ privateKey: z.string(), csr: z.string() }).optional(),
});
export type Identity = z.infer<typeof identity>;

export class EnrolmentRefused extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.name = 'EnrolmentRefused';
    this.status = status;
  }
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

const pem = (label: string, der: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n')}\n-----END ${label}-----\n`;

/** A new P-256 key and a request for its certificate that carries the serial number (X.520 serialNumber, 2.5.4.5). */
export async function newKeyAndRequest(serialNumber: string): Promise<{ privateKey: string; csr: string }> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: [{ '2.5.4.5': [serialNumber] }],
    keys,
    signingAlgorithm: ALGORITHM,
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { privateKey: pem('PRIVATE KEY', pkcs8), csr: request.toString('pem') };
}

/**
 * Exchanges an activation code for a certificate (`POST /device/v1/enrol`).
 * @throws EnrolmentRefused with the platform's status
 */
export async function enrol(options: {
  readonly retailUrl: string;
  readonly ca: string;
  readonly serialNumber: string;
  readonly model: string;
  readonly activationCode: string;
}): Promise<Identity> {
  const { serialNumber, model, activationCode } = options;
  const { privateKey, csr } = await newKeyAndRequest(serialNumber);
  const answer = await postJson(`${options.retailUrl}/device/v1/enrol`, { activationCode, csr }, { ca: options.ca });
  if (answer.status < 200 || answer.status > 299) throw new EnrolmentRefused(answer.status, answer.text.slice(0, 500));
  return { serialNumber, model, privateKey, ...enrolAnswer.parse(JSON.parse(answer.text)) };
}

const fileIn = (directory: string): string => join(directory, 'identity.json');

export function loadIdentity(directory: string): Identity | undefined {
  const file = fileIn(directory);
  return existsSync(file) ? identity.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

export function saveIdentity(directory: string, value: Identity): void {
  mkdirSync(directory, { recursive: true });
  const fresh = `${fileIn(directory)}.new`;
  writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(fresh, fileIn(directory));
}
