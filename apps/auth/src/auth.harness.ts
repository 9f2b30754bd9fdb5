import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTopics } from '@ppaas/messaging';
import { readConfig, start } from '@ppaas/service';
import { createDatabase, testStores, uniqueCell } from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import type { JWK } from 'jose';
import { authConfig } from './auth.config.ts';
import { AuthModule } from './auth.module.ts';

const newJwk = (kid: string): JWK & { kty: 'EC'; crv: 'P-256' } => ({
  ...(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK),
  kty: 'EC',
  crv: 'P-256',
  kid,
});

/** The service on real stores, with secrets of its own. */
export interface TestAuth {
  readonly app: NestFastifyApplication;
  readonly origin: string;
  readonly cell: string;
  readonly database: TestDatabase;
  readonly pepper: Buffer;
  readonly signingKeys: { readonly current: JWK; readonly next: JWK };
  readonly operator: { readonly clientId: string; readonly clientKey: string };
  close(): Promise<void>;
}

export const ISSUER = 'https://retail.example';

export async function startAuth(environment: Readonly<Record<string, string>> = {}): Promise<TestAuth> {
  const stores = testStores();
  const cell = uniqueCell();
  const pepper = randomBytes(32);
  const operator = { clientId: 'sandbox-operator', clientKey: randomBytes(32).toString('base64url') };
  const signingKeys = { current: newJwk('k1'), next: newJwk('k2'), previous: [] };
  const database = await createDatabase('auth');
  await createTopics({ brokers: [...stores.kafkaBrokers], cell });
  const port = await freePort();
  const result = readConfig(authConfig, {
    PORT: String(port),
    INSTANCE: 'auth-0',
    // The test has a part in the loop too.
    LOOP_DELAY_MAX_MS: '5000',
    LOG_LEVEL: 'error',
    CELL: cell,
    ...database.environment,
    KAFKA_BROKERS: stores.kafkaBrokers.join(','),
    REDIS_URL: stores.redisUrl,
    ISSUER,
    JWKS_URL: `http://127.0.0.1:${port}/.well-known/jwks.json`,
    SIGNING_KEYS_FILE: 'unused',
    PEPPER_FILE: 'unused',
    OPERATOR_CLIENT_ID: operator.clientId,
    OPERATOR_CLIENT_KEY_FILE: 'unused',
    RETAIL_URL: ISSUER,
    ...environment,
  });
  if (!('config' in result)) throw new Error(result.faults.join('; '));
  const peppers = { current: 1, byVersion: new Map([[1, createSecretKey(pepper)]]) };
  const secrets = { signingKeys, peppers, operatorKey: operator.clientKey };
  const module = AuthModule.with(result.config, secrets);
  const app = await start({ name: 'auth', module, config: result.config, acceptForms: true });
  const close = async (): Promise<void> => {
    await app.close();
    await database.drop();
  };
  return { app, origin: `http://127.0.0.1:${port}`, cell, database, pepper, signingKeys, operator, close };
}

/** The service fetches its own keys, so it must know its address before it starts. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
