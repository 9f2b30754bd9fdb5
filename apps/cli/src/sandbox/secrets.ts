import { randomBytes, webcrypto } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { isFresh, makeAuthority, makeServerIdentity } from './authority.ts';

export const OPERATOR_CLIENT_ID = 'sandbox-operator';

/** Where the sandbox keeps what nobody else may read. All made at the first start, used again at the next. */
export interface SecretFiles {
  readonly signingKeys: string;
  readonly pepper: string;
  readonly kek: string;
  readonly operatorKey: string;
  readonly issuingCertificate: string;
  readonly issuingKey: string;
  /** PEM: issuing, then root. */
  readonly chain: string;
  /** Certificate of the TLS doors with the issuing certificate behind it, and its key. */
  readonly serverCertificate: string;
  readonly serverKey: string;
  /** Shown by the mutual-TLS door to auth and the registry. */
  readonly doorToken: string;
  /** The root alone: what clients of the sandbox trust. Not secret. */
  readonly ca: string;
}

/** Their names; whether they are there is not looked at. */
export function secretFiles(dir: string, ca: string): SecretFiles {
  const file = (name: string): string => join(dir, name);
  return {
    signingKeys: file('signing-keys.json'),
    pepper: file('pepper.json'),
    kek: file('kek.json'),
    operatorKey: file('operator-key'),
    issuingCertificate: file('issuing-ca.pem'),
    issuingKey: file('issuing-ca.key'),
    chain: file('chain.pem'),
    serverCertificate: file('server.pem'),
    serverKey: file('server.key'),
    doorToken: file('door-token'),
    ca,
  };
}

/**
 * Makes what is missing.
 * @param dir made with mode 0700
 */
export async function ensureSecrets(dir: string, ca: string, now: Date): Promise<SecretFiles> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  const files = secretFiles(dir, ca);
  const base64 = (bytes: number): string => randomBytes(bytes).toString('base64');
  await once(files.signingKeys, async () =>
    JSON.stringify({ current: await newSigningKey(), next: await newSigningKey() }),
  );
  await once(files.pepper, () => JSON.stringify({ current: 1, peppers: { 1: base64(32) } }));
  await once(files.kek, () => JSON.stringify({ version: 1, key: base64(32) }));
  await once(files.operatorKey, () => randomBytes(32).toString('base64url'));
  await once(files.doorToken, () => randomBytes(32).toString('base64url'));
  await ensureCertificates(files, join(dir, 'root-ca.key'), now);
  return files;
}

export const readSecret = (path: string): string => readFileSync(path, 'utf8').trim();

async function ensureCertificates(files: SecretFiles, rootKey: string, now: Date): Promise<void> {
  const isGood = (path: string): boolean => existsSync(path) && isFresh(readFileSync(path, 'utf8'), now);
  if (!isGood(files.ca) || !isGood(files.issuingCertificate)) {
    const { root, issuing } = await makeAuthority(now);
    write(rootKey, root.key);
    write(files.ca, root.certificate, 0o644);
    write(files.issuingKey, issuing.key);
    write(files.chain, issuing.certificate + root.certificate);
    // Last: a start that was cut short before this line makes all of them again.
    write(files.issuingCertificate, issuing.certificate);
    await writeServer(files, now);
  } else if (!isGood(files.serverCertificate)) await writeServer(files, now);
}

async function writeServer(files: SecretFiles, now: Date): Promise<void> {
  const issuing = {
    certificate: readFileSync(files.issuingCertificate, 'utf8'),
    key: readFileSync(files.issuingKey, 'utf8'),
  };
  const server = await makeServerIdentity(issuing, now);
  write(files.serverKey, server.key);
  write(files.serverCertificate, server.certificate + issuing.certificate);
}

/** A private EC P-256 JWK for ES256 whose key id is its RFC 7638 thumbprint. */
async function newSigningKey(): Promise<object> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const { kty, crv, x, y, d } = await webcrypto.subtle.exportKey('jwk', keys.privateKey);
  const jwk = { kty, crv, x, y, d } as Record<string, string>;
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
}

async function once(path: string, make: () => string | Promise<string>): Promise<void> {
  if (!existsSync(path)) write(path, await make());
}

export const writeSecret = (path: string, text: string): void => write(path, text);

function write(path: string, text: string, mode = 0o600): void {
  writeFileSync(`${path}.new`, text, { mode });
  renameSync(`${path}.new`, path);
}
