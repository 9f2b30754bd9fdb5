import 'reflect-metadata';
import { createSecretKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { accessTokenClaims } from '@ppaas/contracts';
import { createTopics, KafkaBus } from '@ppaas/messaging';
import type { OutgoingMessage } from '@ppaas/messaging';
import { Database, posIdOfDevice, readConfig, start } from '@ppaas/service';
import { createDatabase, eventually, testStores, uniqueCell } from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { decodeJwt } from 'jose';
import type { JWK } from 'jose';
import { authConfig } from './auth.config.ts';
import { AuthModule } from './auth.module.ts';
import { ClientDirectory } from './client-directory.ts';
import { ClientsStore } from './clients.store.ts';

const DOOR_TOKEN: string = randomUUID();
const cell = uniqueCell();

let testDatabase: TestDatabase;
let app: NestFastifyApplication;
let origin: string;

const newJwk = (): JWK & { kty: 'EC'; crv: 'P-256' } => ({
  ...(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK),
  kty: 'EC',
  crv: 'P-256',
});

beforeAll(async () => {
  const stores = testStores();
  testDatabase = await createDatabase('auth');
  await createTopics({ brokers: [...stores.kafkaBrokers], cell });
  const unused = { SIGNING_KEYS_FILE: 'unused', PEPPER_FILE: 'unused', OPERATOR_CLIENT_KEY_FILE: 'unused' };
  const result = readConfig(authConfig, {
    ...unused,
    PORT: '0',
    INSTANCE: 'auth-0',
    LOG_LEVEL: 'error',
    CELL: cell,
    ...testDatabase.environment,
    KAFKA_BROKERS: stores.kafkaBrokers.join(','),
    REDIS_URL: stores.redisUrl,
    ISSUER: 'https://retail.example',
    JWKS_URL: 'https://retail.example/.well-known/jwks.json',
    OPERATOR_CLIENT_ID: 'operator',
    RETAIL_URL: 'https://retail.example',
    DOOR_TOKEN,
  });
  if (!('config' in result)) throw new Error(result.faults.join('; '));
  const { config } = result;
  const secrets = {
    signingKeys: { current: newJwk(), next: newJwk(), previous: [] },
    peppers: { current: 1, byVersion: new Map([[1, createSecretKey(randomBytes(32))]]) },
    operatorKey: randomBytes(32).toString('base64url'),
  };
  app = await start({ name: 'auth', module: AuthModule.with(config, secrets), config, acceptForms: true });
  origin = await app.getUrl();
}, 60_000);

afterAll(async () => {
  await app.close();
  await testDatabase.drop();
});

interface Enrolled {
  readonly deviceId: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly thumbprint: string;
  readonly revoke: () => Promise<void>;
}

/** A device with a certificate, as the registry would tell it. */
async function enrol(): Promise<Enrolled> {
  const [tenantId, storeId, merchantId] = [randomUUID(), randomUUID(), randomUUID()];
  const deviceId = `dev_${randomBytes(6).toString('hex')}`;
  const thumbprint = randomBytes(32).toString('hex');
  const owner = { tenantId, status: 'ACTIVE' as const, version: 1 };
  const notAfter = new Date(Date.now() + 60_000).toISOString();
  const certificate = (status: 'VALID' | 'REVOKED', version: number): OutgoingMessage<'registryEvents'> => ({
    topic: 'registryEvents',
    type: 'CertificateChanged',
    key: `certificate:${thumbprint}`,
    data: { thumbprint, deviceId, tenantId, serialNumber: 'SN1', role: 'ACTIVE', status, notAfter, version },
  });
  await app.get(KafkaBus).publish([
    { topic: 'registryEvents', type: 'OrganisationChanged', key: tenantId, data: { ...owner, name: 'Acme', retailApi: true, cell } },
    { topic: 'registryEvents', type: 'StoreChanged', key: storeId, data: { ...owner, storeId, merchantId, name: 'S', sessionPolicy: 'IMPLICIT', paymentMethods: null } },
    { topic: 'registryEvents', type: 'DeviceChanged', key: deviceId, data: { ...owner, deviceId, storeId, merchantId, name: 'D', paymentMethods: null } },
    certificate('VALID', 1),
  ]); // prettier-ignore
  const revoke = (): Promise<void> => app.get(KafkaBus).publish([certificate('REVOKED', 2)]);
  return { deviceId, tenantId, storeId, thumbprint, revoke };
}

const doorHeaders = (thumbprint: string, doorToken = DOOR_TOKEN): Record<string, string> => ({
  'x-client-cert-sha256': thumbprint,
  'x-door-token': doorToken,
});
const authorise = (headers: Record<string, string>, method = 'GET'): Promise<Response> =>
  fetch(`${origin}/door/v1/authorise`, { method, headers });
const authorised = (thumbprint: string): Promise<Response> =>
  eventually(
    'the token',
    async () => {
      const asked = await authorise(doorHeaders(thumbprint));
      return asked.status === 204 ? asked : undefined;
    },
    30_000,
  );

it('the door gets a token that is bound to certificate and device, the same one while it is fresh', async () => {
  const { deviceId, tenantId, storeId, thumbprint } = await enrol();
  const [, token = ''] = (await authorised(thumbprint)).headers.get('authorization')?.split(' ') ?? [];
  expect(accessTokenClaims.parse(decodeJwt(token))).toMatchObject({
    sub: posIdOfDevice(deviceId),
    tid: tenantId,
    sid: storeId,
    sale_id: deviceId,
    device_id: deviceId,
    cnf: { 'x5t#S256': Buffer.from(thumbprint, 'hex').toString('base64url') },
  });
  const again = await authorise(doorHeaders(thumbprint), 'POST');
  expect(again.headers.get('authorization')).toBe(`Bearer ${token}`);
  const named = await fetch(`${origin}/retail/v1/getToken`, { method: 'POST', headers: doorHeaders(thumbprint) });
  const body = (await named.json()) as Record<string, unknown>;
  expect(body).toMatchObject({ access_token: token, sale_id: deviceId });
  expect(body).not.toHaveProperty('retail_url');
});

it('nobody else gets one, and none for a certificate that is unknown or revoked', async () => {
  const { thumbprint, revoke } = await enrol();
  await authorised(thumbprint);
  const guessed = await authorise(doorHeaders(thumbprint, 'a guess of the secret'));
  expect([guessed.status, guessed.headers.get('authorization')]).toEqual([401, null]);
  expect(await guessed.json()).toMatchObject({ code: 'certificate.required' });
  expect((await authorise(doorHeaders(randomBytes(32).toString('hex')))).status).toBe(401);
  await revoke();
  await eventually('the refusal', async () =>
    (await authorise(doorHeaders(thumbprint))).status === 401 ? true : undefined,
  );
  // A process that starts later knows it from the database, before it has read an event.
  await eventually('the row', async () => {
    const later = new ClientDirectory();
    for (const fact of await new ClientsStore(app.get(Database)).load()) later.apply(fact);
    return later.deviceOf(thumbprint, new Date()) === 'refused' ? true : undefined;
  });
});
