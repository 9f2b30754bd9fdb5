// What the integration specs of this service share: one world per spec file, since each file loads its own copy of this module.
import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { CreatedDevice, CreatedPos, Organisation, Store } from '@ppaas/contracts';
import { createTopics } from '@ppaas/messaging';
import { readConfig, start } from '@ppaas/service';
import { createDatabase, createTestCa, startTokenIssuer, testStores, uniqueCell } from '@ppaas/testing';
import type { TestDatabase, TestSignIn, TokenIssuer } from '@ppaas/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IssuingCa } from './enrolment/issuing-ca.ts';
import { registryConfig } from './registry.config.ts';
import { RegistryModule } from './registry.module.ts';

export const kek = { version: 1, key: randomBytes(32) };
export const pepper = randomBytes(32);
export const DOOR_TOKEN = randomUUID();
export const cell = uniqueCell();

export let issuer: TokenIssuer;
let caFiles: Awaited<ReturnType<typeof createTestCa>>;
export let testDatabase: TestDatabase;
export let app: NestFastifyApplication;
export let operator: string;
export const logLines: string[] = [];

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  headers: Record<string, unknown>;
  body: Body;
}

export async function call<Body = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${operator}` },
): Promise<Answer<Body>> {
  const [mediaType, payload] =
    typeof body === 'string' ? ['text/csv', body] : ['application/json', JSON.stringify(body)];
  const sent = body === undefined ? { headers } : { headers: { ...headers, 'content-type': mediaType }, payload };
  const response = await app.inject({ method, url, ...sent });
  const text = response.body;
  return {
    status: response.statusCode,
    headers: response.headers,
    body: (text === '' ? {} : /^[{[]/.test(text) ? JSON.parse(text) : text) as Body,
  };
}

/** Headers of a page in which somebody is signed in. */
export const asPerson = ({ cookie, csrfToken }: TestSignIn): Record<string, string> => ({
  cookie,
  'x-csrf-token': csrfToken,
  origin: issuer.issuer,
});

/** Creates, and insists that it worked. */
export async function make<Body>(url: string, body: unknown): Promise<Body> {
  const answer = await call<Body>('POST', url, body);
  expect(answer.body).toBeDefined();
  expect(answer.status).toBe(201);
  return answer.body;
}

export async function newStore(given: object = {}): Promise<Store> {
  const { organisationId } = await make<Organisation>('/registry/v1/organisations', { name: 'Acme', cell });
  await call('PUT', `/registry/v1/organisations/${organisationId}/subscriptions/retail-api`, { active: true });
  const { merchantId } = await make<{ merchantId: string }>(`/registry/v1/organisations/${organisationId}/merchants`, {
    name: 'Bakery',
  });
  return make<Store>(`/registry/v1/merchants/${merchantId}/stores`, { name: 'High Street', ...given });
}
export const newPos = ({ storeId }: Store, reference = `TILL-${randomUUID().slice(0, 8)}`): Promise<CreatedPos> =>
  make<CreatedPos>(`/registry/v1/stores/${storeId}/points-of-sale`, { name: 'Till 1', reference });
export const newDevice = ({ storeId }: Store, given: object = {}): Promise<CreatedDevice> =>
  make<CreatedDevice>(`/registry/v1/stores/${storeId}/devices`, { name: 'Counter', ...given });

export async function list(pos: CreatedPos, path = '', claims: Record<string, unknown> = {}): Promise<Answer> {
  const token = await issuer.tokenFor({ ...pos, tenantId: pos.organisationId }, claims);
  return call('GET', `/retail/v1/payment-devices${path}`, undefined, { authorization: `Bearer ${token}` });
}
export const enrol = (activationCode: string, csr: string): Promise<Answer> =>
  call('POST', '/device/v1/enrol', { activationCode, csr }, {});

/** The service on real stores; to be called in `beforeAll`. */
export async function openRegistry(): Promise<void> {
  const stores = testStores();
  issuer = await startTokenIssuer();
  operator = await issuer.operatorToken();
  testDatabase = await createDatabase('registry');
  await createTopics({ brokers: [...stores.kafkaBrokers], cell });
  caFiles = await createTestCa();
  catchLog();
  app = await startInstance('registry-0');
}

/** One more process of the service, in as far as a module is one. */
export async function startInstance(instance: string): Promise<NestFastifyApplication> {
  const stores = testStores();
  const result = readConfig(registryConfig, {
    PORT: '0',
    INSTANCE: instance,
    // The test has a part in the loop too.
    LOOP_DELAY_MAX_MS: '5000',
    LOG_LEVEL: 'debug',
    CELL: cell,
    DEFAULT_CELL: cell,
    ...testDatabase.environment,
    KAFKA_BROKERS: stores.kafkaBrokers.join(','),
    REDIS_URL: stores.redisUrl,
    ISSUER: issuer.issuer,
    JWKS_URL: issuer.jwksUrl,
    AUTH_URL: issuer.issuer,
    PEPPER_FILE: 'unused',
    KEK_FILE: 'unused',
    CA_CERT_FILE: 'unused',
    CA_KEY_FILE: 'unused',
    CA_CHAIN_FILE: 'unused',
    DEVICE_URL: 'wss://devices.example/device/v1/connect',
    DOOR_TOKEN,
    ENROL_FAILURES_PER_HOUR: '1000000',
  });
  if (!('config' in result)) throw new Error(result.faults.join('; '));
  const module = RegistryModule.with(result.config, {
    pepper: { version: 1, key: pepper },
    peppers: [pepper],
    kek,
    ca: await IssuingCa.open(caFiles),
  });
  return start({ name: 'registry', module, config: result.config, acceptCsv: true });
}

function catchLog(): void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
    if (typeof chunk === 'string' && chunk.startsWith('{')) {
      logLines.push(chunk);
      return true;
    }
    return write(chunk, ...rest);
  }) as typeof process.stdout.write;
}

export async function closeRegistry(): Promise<void> {
  await app.close();
  await issuer.close();
  await testDatabase.drop();
}
