import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KafkaBus, KafkaServer, SILENT_LOG, createTopics } from '@ppaas/messaging';
import { eventually, testStores, uniqueCell } from '@ppaas/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey } from 'jose';
import { RequireScope, ServiceModule, baseConfig, readConfig, start } from './index.ts';
import type { BaseConfig, ServiceModuleOptions } from './index.ts';

const ISSUER = 'http://issuer.example';
const cell = uniqueCell();

@Controller()
class Closed {
  @RequireScope('registry')
  @Get('closed')
  closed(): string {
    return 'in';
  }
}

let key: CryptoKey;
let issuer: Server;
let auth: KafkaBus;
const running: NestFastifyApplication[] = [];

async function startWith(
  options: Pick<ServiceModuleOptions, 'tokens' | 'messaging'>,
  instance: string,
): Promise<NestFastifyApplication> {
  const config = configFor(instance);
  class Root {}
  const controllers = options.tokens === true ? [Closed] : [];
  Module({ imports: [ServiceModule.forRoot({ ...options, config })], controllers })(Root);
  const app = await start({ name: 'transaction', module: Root, config });
  running.push(app);
  return app;
}

const expiresAt = (): Date => new Date(Date.now() + 600_000);

const signed = (jti: string): Promise<string> =>
  new SignJWT({ client_id: 'operator', scope: 'registry', jti })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' })
    .setIssuer(ISSUER)
    .setAudience('ppaas-registry')
    .setSubject('operator')
    .setIssuedAt()
    .setExpirationTime(expiresAt())
    .sign(key);

const revoke = (jti: string): Promise<void> =>
  auth.publish([
    { topic: 'authEvents', type: 'TokenRevoked', key: jti, data: { jti, expiresAt: expiresAt().toISOString() } },
  ]);

async function call(app: NestFastifyApplication, token: string): Promise<{ status: number; challenge: string | null }> {
  const response = await fetch(`${await app.getUrl()}/closed`, { headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  return { status: response.status, challenge: response.headers.get('www-authenticate') };
}

const refusal = (app: NestFastifyApplication, token: string): Promise<{ challenge: string | null }> =>
  eventually('the refusal', async () => {
    const answer = await call(app, token);
    return answer.status === 401 ? answer : undefined;
  });

beforeAll(async () => {
  const { kafkaBrokers } = testStores();
  const pair = await generateKeyPair('ES256', { extractable: true });
  key = pair.privateKey;
  const keys = JSON.stringify({
    keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }],
  });
  issuer = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(keys));
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  await createTopics({ brokers: [...kafkaBrokers], cell, only: ['authEvents'] });
  auth = new KafkaBus({ brokers: kafkaBrokers, cell, service: 'auth', instance: 'auth-0', log: SILENT_LOG });
  await auth.connect();
}, 30_000);

afterAll(async () => {
  for (const app of running) await app.close();
  await auth.disconnect();
  issuer.close();
});

describe('a token that was revoked', () => {
  const both = { tokens: true, messaging: true };

  it('is refused within 2 s by every process that took it before, and no other token is', async () => {
    const apps = [await startWith(both, 'transaction-0'), await startWith(both, 'transaction-1')];
    for (const app of apps) await app.get(KafkaServer).joined();
    const [jti, other] = [randomUUID(), await signed(randomUUID())];
    const token = await signed(jti);
    for (const app of apps) expect(await call(app, token)).toMatchObject({ status: 200 });
    await revoke(jti);
    const began = performance.now();
    const answers = await Promise.all(apps.map((app) => refusal(app, token)));
    expect(performance.now() - began).toBeLessThan(2_000);
    for (const { challenge } of answers) expect(challenge).toContain('error="invalid_token"');
    for (const app of apps) expect(await call(app, other)).toMatchObject({ status: 200 });
  }, 30_000);

  it('is refused by a process that started after', async () => {
    const jti = randomUUID();
    const token = await signed(jti);
    await revoke(jti);
    const app = await startWith(both, 'transaction-2');
    await app.get(KafkaServer).joined();
    expect((await refusal(app, token)).challenge).toContain('invalid_token');
  }, 30_000);
});

describe('a service without', () => {
  it('messaging checks tokens and hears of nothing', async () => {
    const app = await startWith({ tokens: true }, 'transaction-3');
    expect(await call(app, await signed(randomUUID()))).toMatchObject({ status: 200 });
  });

  it('tokens starts, and reads nothing', async () => {
    const app = await startWith({ messaging: true }, 'transaction-4');
    await app.get(KafkaServer).joined();
    expect((await fetch(`${await app.getUrl()}/health/live`)).status).toBe(200);
  });
});

function configFor(instance: string): BaseConfig {
  const { kafkaBrokers } = testStores();
  const { port } = issuer.address() as AddressInfo;
  const result = readConfig(baseConfig, {
    PORT: '0',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    INSTANCE: instance,
    CELL: cell,
    DATABASE_URL: 'postgres://unused.example/unused',
    KAFKA_BROKERS: kafkaBrokers.join(','),
    REDIS_URL: 'redis://unused.example',
    ISSUER,
    JWKS_URL: `http://127.0.0.1:${port}/jwks.json`,
    JWKS_COOLDOWN_MS: '0',
  });
  if (!('config' in result)) throw new Error(result.faults.join('; '));
  return result.config;
}
