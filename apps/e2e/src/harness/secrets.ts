import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServerCertificate, createTestCa } from '@ppaas/testing';
import type { TestCa } from '@ppaas/testing';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

export const OPERATOR_ID = 'e2e-operator';

/** What the services keep outside their databases, as environment of the service that reads it. */
export interface Secrets {
  readonly operatorKey: string;
  readonly caFile: string;
  /** The authority of devices, for certificates that a test makes itself. */
  readonly ca: TestCa;
  readonly doorToken: string;
  readonly auth: Readonly<Record<string, string>>;
  readonly registry: Readonly<Record<string, string>>;
  readonly connector: Readonly<Record<string, string>>;
}

/** Makes new ones in a directory. */
export async function makeSecrets(directory: string): Promise<Secrets> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string): string => {
    const path = join(directory, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const base64 = (): string => randomBytes(32).toString('base64');
  const operatorKey = randomBytes(32).toString('base64url');
  const ca = await createTestCa();
  const server = await createServerCertificate(ca);
  const pepper = write('pepper.json', JSON.stringify({ current: 1, peppers: { 1: base64() } }));
  const doorToken = randomBytes(32).toString('base64url');
  const caFile = write('ca.crt', ca.certificate);
  return {
    operatorKey,
    caFile,
    ca,
    doorToken,
    auth: {
      DOOR_TOKEN: doorToken,
      SIGNING_KEYS_FILE: write('keys.json', JSON.stringify({ current: await signingKey(), next: await signingKey() })),
      PEPPER_FILE: pepper,
      OPERATOR_CLIENT_ID: OPERATOR_ID,
      OPERATOR_CLIENT_KEY_FILE: write('operator', operatorKey),
    },
    registry: {
      DOOR_TOKEN: doorToken,
      PEPPER_FILE: pepper,
      KEK_FILE: write('kek.json', JSON.stringify({ version: 1, key: base64() })),
      CA_CERT_FILE: caFile,
      CA_KEY_FILE: write('ca.private', ca.key),
      CA_CHAIN_FILE: write('chain.crt', ca.chain),
    },
    connector: {
      TLS_CERT_FILE: write('server.crt', server.certificate),
      TLS_KEY_FILE: write('server.private', server.key),
      DEVICE_CA_FILE: caFile,
    },
  };
}

async function signingKey(): Promise<object> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
}
