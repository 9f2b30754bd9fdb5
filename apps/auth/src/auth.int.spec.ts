import 'reflect-metadata';
import { createHmac, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessTokenClaims, tokenAnswer, topicName } from '@ppaas/contracts';
import { KafkaBus, readRecords } from '@ppaas/messaging';
import type { OutgoingMessage } from '@ppaas/messaging';
import { Database, Redis } from '@ppaas/service';
import { eventually, testStores } from '@ppaas/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createRemoteJWKSet, decodeJwt, importJWK, jwtVerify, SignJWT } from 'jose';
import * as oauth from 'oauth4webapi';
import { publicJwk } from './access-token.ts';
import { startAuth } from './auth.harness.ts';
import type { TestAuth } from './auth.harness.ts';
import { ClientDirectory } from './client-directory.ts';
import { ClientsService } from './clients.service.ts';
import { ClientsStore } from './clients.store.ts';

const RATE = 40;

let auth: TestAuth;
let app: NestFastifyApplication;
let origin: string;

interface TestPos {
  readonly posId: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly merchantId: string;
  readonly applicationId: string;
  readonly applicationKey: string;
  readonly saleId: string;
}

const publish = (...messages: OutgoingMessage<'registryEvents'>[]): Promise<void> =>
  app.get(KafkaBus).publish(messages);

/** Registers a POS as the registry would tell it, without waiting until auth has heard of it. */
async function announce(of?: TestPos): Promise<TestPos> {
  const pos: TestPos = {
    posId: randomUUID(),
    tenantId: of?.tenantId ?? randomUUID(),
    storeId: of?.storeId ?? randomUUID(),
    merchantId: of?.merchantId ?? randomUUID(),
    applicationId: `app_${randomBytes(8).toString('hex')}`,
    applicationKey: `ppk_${randomBytes(36).toString('base64url')}`,
    saleId: 'TILL 1',
  };
  const { posId, tenantId, storeId, merchantId } = pos;
  const owner = { tenantId, status: 'ACTIVE' as const, version: 1 };
  await publish(
    { topic: 'registryEvents', type: 'OrganisationChanged', key: tenantId, data: { ...owner, name: 'Acme', retailApi: true, cell: auth.cell } },
    { topic: 'registryEvents', type: 'StoreChanged', key: storeId, data: { ...owner, storeId, merchantId, name: 'S', sessionPolicy: 'IMPLICIT', paymentMethods: null } },
    { topic: 'registryEvents', type: 'PosChanged', key: posId, data: { ...owner, posId, storeId, merchantId, name: 'Till', saleId: pos.saleId } },
    credentialOf(pos, 1, true),
  ); // prettier-ignore
  return pos;
}

/** A POS that auth knows; with `of`, another one of the same store. */
async function register(of?: TestPos): Promise<TestPos> {
  const pos = await announce(of);
  await eventually('auth has heard of the POS', () => app.get(ClientsService).find(pos.applicationId));
  return pos;
}

function credentialOf(pos: TestPos, version: number, isActive: boolean): OutgoingMessage<'registryEvents'> {
  const hmac = createHmac('sha256', auth.pepper).update(pos.applicationKey).digest('base64url');
  const verifiers = isActive ? [{ hmac, pepperVersion: 1, expiresAt: null }] : [];
  const { posId, applicationId } = pos;
  return {
    topic: 'registryEvents',
    type: 'PosCredentialChanged',
    key: `credential:${posId}`,
    data: { posId, applicationId, verifiers, version },
  };
}

async function deregister(pos: TestPos): Promise<void> {
  const { posId, storeId, merchantId, tenantId, saleId } = pos;
  const data = {
    posId,
    storeId,
    merchantId,
    tenantId,
    saleId,
    name: 'Till',
    status: 'DEREGISTERED' as const,
    version: 2,
  };
  await publish({ topic: 'registryEvents', type: 'PosChanged', key: posId, data }, credentialOf(pos, 2, false));
}

const basic = (id: string, key: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(key)}`).toString('base64')}`;

async function post(path: string, form: Record<string, string> | object, headers: Record<string, string> = {}) {
  const isJson = headers['content-type'] === 'application/json';
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers,
    body: isJson ? JSON.stringify(form) : new URLSearchParams(form as Record<string, string>),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body };
}

const token = (pos: TestPos, more: Record<string, string> = {}) =>
  post(
    '/oauth2/token',
    { grant_type: 'client_credentials', ...more },
    { authorization: basic(pos.applicationId, pos.applicationKey), 'x-forwarded-for': anAddress() },
  );

/** Another address for each attempt, so that one test's failures are not counted against the next. */
let addresses = 0;
const anAddress = (): string => `203.0.113.${(addresses = (addresses + 1) % 250)}`;

beforeAll(async () => {
  auth = await startAuth({ TOKEN_RATE_PER_SECOND: String(RATE) });
  ({ app, origin } = auth);
  // the events of others who share the broker come first
  await register();
}, 60_000);

afterAll(async () => {
  await auth.close();
});

describe('a token', () => {
  it('is had by an OAuth client that nobody here wrote, with HTTP Basic and with the form', async () => {
    const pos = await register();
    const issuer = new URL('https://retail.example');
    // the client discovers at the issuer's name; the answer of this process stands in for the proxy in front of it
    const options = {
      algorithm: 'oauth2',
      [oauth.customFetch]: (url: string, init: object) => fetch(url.replace(issuer.origin, origin), init),
    } as const;
    const discovered = await oauth.discoveryRequest(issuer, options);
    const server = await oauth.processDiscoveryResponse(issuer, discovered);
    const client: oauth.Client = { client_id: pos.applicationId };
    for (const authentication of [
      oauth.ClientSecretBasic(pos.applicationKey),
      oauth.ClientSecretPost(pos.applicationKey),
    ]) {
      const parameters = new URLSearchParams({ scope: 'retail' });
      const response = await oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, options);
      const answer = await oauth.processClientCredentialsResponse(server, client, response);
      expect(answer).toMatchObject({ token_type: 'bearer', expires_in: 600, scope: 'retail' });

      const asked = await oauth.introspectionRequest(server, client, authentication, answer.access_token, options);
      expect(await oauth.processIntrospectionResponse(server, client, asked)).toMatchObject({
        active: true,
        sub: pos.posId,
      });
      const revoked = await oauth.revocationRequest(server, client, authentication, answer.access_token, options);
      expect(await oauth.processRevocationResponse(revoked)).toBeUndefined();
      const again = await oauth.introspectionRequest(server, client, authentication, answer.access_token, options);
      expect(await oauth.processIntrospectionResponse(server, client, again)).toEqual({ active: false });
    }
  });

  it('sends the tills of an organisation to the origin of its cell, where that has one', async () => {
    const pos = await register();
    const moved = { tenantId: pos.tenantId, status: 'ACTIVE' as const, name: 'Acme', retailApi: true, cell: 'big' };
    const tell = (version: number, retailUrl: string | null): Promise<void> =>
      publish({
        topic: 'registryEvents',
        type: 'OrganisationChanged',
        key: pos.tenantId,
        data: { ...moved, version, retailUrl, connectUrl: 'wss://big.example/device/v1/connect' },
      });
    const comesTo = (url: string): Promise<true> =>
      eventually(`the token says ${url}`, async () =>
        (await token(pos)).body['retail_url'] === url ? true : undefined,
      );
    await tell(2, 'https://big.example');
    await comesTo('https://big.example');
    await tell(3, null);
    await comesTo('https://retail.example');
  });

  it('says who the POS is, verifies by the JWKS, and comes with what a POS needs next', async () => {
    const pos = await register();
    const { status, headers, body } = await token(pos);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    const answer = tokenAnswer.parse(body);
    expect(answer).toMatchObject({ sale_id: 'TILL 1', store_id: pos.storeId, retail_url: 'https://retail.example' });
    const jwks = createRemoteJWKSet(new URL(`${origin}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(answer.access_token, jwks, {
      issuer: 'https://retail.example',
      audience: 'ppaas-retail',
      typ: 'at+jwt',
    });
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' });
    expect(accessTokenClaims.parse(payload)).toMatchObject({
      sub: pos.posId,
      client_id: pos.applicationId,
      tid: pos.tenantId,
      mid: pos.merchantId,
      sid: pos.storeId,
      sale_id: 'TILL 1',
      ver: 1,
    });
  });

  it('is each call’s own, however many are asked for in the same moment', async () => {
    const tills = [await register(), await register()];
    await Promise.all(tills.map((pos) => token(pos)));
    const key = await importJWK(publicJwk(auth.signingKeys.current), 'ES256');
    const claimsOf = async (pos: TestPos) => {
      const issued = tokenAnswer.parse((await token(pos)).body).access_token;
      const { payload } = await jwtVerify(issued, key, { typ: 'at+jwt', audience: 'ppaas-retail' });
      return { till: pos.posId, sub: payload.sub, jti: payload.jti };
    };
    const all = await Promise.all(Array.from({ length: 30 }, (_, n) => claimsOf(tills[n % 2] as TestPos)));
    expect(all.filter(({ till, sub }) => till !== sub)).toEqual([]);
    expect(new Set(all.map(({ jti }) => jti)).size).toBe(30);
  });

  it('is had by the product name too, as JSON and as a form', async () => {
    const { applicationId, applicationKey } = await register();
    const json = await post(
      '/retail/v1/getToken',
      { applicationId, applicationKey },
      { 'content-type': 'application/json' },
    );
    const form = await post('/retail/v1/getToken', { applicationId, applicationKey });
    for (const { status, body } of [json, form]) {
      expect(status).toBe(200);
      expect(tokenAnswer.parse(body)).toMatchObject({ token_type: 'Bearer', sale_id: 'TILL 1' });
    }
    const wrong = await post('/retail/v1/getToken', { applicationId }, { 'content-type': 'application/json' });
    expect(wrong).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  it('of an operator has the scope registry only', async () => {
    const authorization = basic(auth.operator.clientId, auth.operator.clientKey);
    const answer = await post('/oauth2/token', { grant_type: 'client_credentials' }, { authorization });
    expect(answer).toMatchObject({ status: 200, body: { scope: 'registry' } });
    expect(answer.body).not.toHaveProperty('sale_id');
    expect(decodeJwt(String(answer.body['access_token']))).toMatchObject({
      aud: 'ppaas-registry',
      sub: auth.operator.clientId,
    });
    const retail = await post(
      '/oauth2/token',
      { grant_type: 'client_credentials', scope: 'retail' },
      { authorization },
    );
    expect(retail).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
  });

  it.each([
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{ grant_type: '' }, 'invalid_request'],
    [{ scope: 'registry' }, 'invalid_scope'],
    [{ scope: 'retail openid' }, 'invalid_scope'],
  ])('is not had with %j: %s', async (more, error) => {
    expect(await token(await register(), more)).toMatchObject({ status: 400, body: { error } });
  });

  it('is had at once by a POS that was registered this moment', async () => {
    const times: number[] = [];
    for (let run = 0; run < 10; run++) {
      const pos = await announce();
      const began = performance.now();
      expect(await token(pos)).toMatchObject({ status: 200 });
      times.push(performance.now() - began);
    }
    // the events are on Kafka: the further looks of a failed attempt cover what consuming them takes
    expect(Math.max(...times)).toBeLessThan(1_000);
  });
});

describe('a new process', () => {
  it('knows every client from what was kept, before it has read an event', async () => {
    const pos = await register();
    await token(pos);
    const found = await eventually('the facts are kept', async () => {
      const directory = new ClientDirectory();
      for (const fact of await app.get(ClientsStore).load()) directory.apply(fact);
      return directory.find(pos.applicationId);
    });
    expect(found.client).toMatchObject({ posId: pos.posId, tenantId: pos.tenantId, saleId: pos.saleId, version: 1 });
    expect(found.verifiers).toHaveLength(1);
  });
});

describe('a failure', () => {
  it('is the same for an unknown client, a wrong Key and a deregistered POS', async () => {
    const [pos, gone] = [await register(), await register()];
    expect(await token(gone)).toMatchObject({ status: 200 });
    await deregister(gone);
    const gonesAnswer = await eventually('the deregistration', async () => {
      const answer = await token(gone);
      return answer.status === 401 ? answer : undefined;
    });
    const wrongKey = await token({ ...pos, applicationKey: `${pos.applicationKey}x` });
    const unknown = await token({ ...pos, applicationId: 'app_unknown' });
    const seen = [gonesAnswer, wrongKey, unknown].map(({ status, headers, body }) => ({
      status,
      body,
      challenge: headers.get('www-authenticate'),
      cache: headers.get('cache-control'),
    }));
    expect(new Set(seen.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(seen[0]).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
      challenge: expect.stringMatching(/^Basic/),
    });
    expect(await token(pos)).toMatchObject({ status: 200 });
  });

  it('often enough ends in 429 for that client and address, and for no other', async () => {
    const pos = await register();
    const wrong = { grant_type: 'client_credentials', client_id: pos.applicationId, client_secret: 'wrong' };
    const from = { 'x-forwarded-for': '198.51.100.7' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('/oauth2/token', wrong, from)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([401]));
    const refused = await post('/oauth2/token', { ...wrong, client_secret: pos.applicationKey }, from);
    expect(refused).toMatchObject({ status: 429, body: { error: 'slow_down' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await token(pos)).toMatchObject({ status: 200 });
  });

  it('of an address with many clients ends in 429 for that address', async () => {
    const from = { 'x-forwarded-for': '198.51.100.8' };
    const guess = (n: number) =>
      post('/oauth2/token', { grant_type: 'client_credentials', client_id: `app_${n}`, client_secret: 'x' }, from);
    await Promise.all(Array.from({ length: 100 }, (_, n) => guess(n)));
    expect(await guess(1000)).toMatchObject({ status: 429 });
  });
});

describe('the rate', () => {
  it('of one client is limited, and another client does not notice', async () => {
    const [pos, other] = [await register(), await register()];
    await token(pos);
    const answers = await Promise.all(Array.from({ length: RATE * 3 }, () => token(pos)));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect(answers.filter((answer) => answer.status === 200).length).toBeGreaterThanOrEqual(RATE / 2);
    expect(await token(other)).toMatchObject({ status: 200 });
  });

  it('stays limited per process, and tokens are issued, while Redis is away', async () => {
    const pos = await register();
    await token(pos);
    const redis = app.get(Redis).commands;
    redis.disconnect();
    expect(await token(pos)).toMatchObject({ status: 200 });
    const answers = await Promise.all(Array.from({ length: RATE * 3 }, () => token(pos)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 429]));
    await redis.connect();
  });
});

describe('introspection', () => {
  const introspect = (pos: TestPos, what: string) =>
    post('/oauth2/introspect', { token: what, client_id: pos.applicationId, client_secret: pos.applicationKey });

  it('knows a token until its POS is deregistered', async () => {
    const pos = await register();
    const sibling = await register(pos);
    const what = String((await token(pos)).body['access_token']);
    expect(await introspect(sibling, what)).toMatchObject({ status: 200, body: { active: true, ver: 1 } });
    const began = performance.now();
    await deregister(pos);
    await eventually('the deregistration', async () =>
      (await introspect(sibling, what)).body['active'] ? undefined : true,
    );
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('tells an organisation nothing of another, and an operator everything', async () => {
    const [pos, foreign] = [await register(), await register()];
    await token(foreign);
    const what = String((await token(pos)).body['access_token']);
    expect((await introspect(foreign, what)).body).toEqual({ active: false });
    const asOperator = { token: what, client_id: auth.operator.clientId, client_secret: auth.operator.clientKey };
    expect((await post('/oauth2/introspect', asOperator)).body).toMatchObject({ active: true, sub: pos.posId });
  });

  it('lets a POS revoke no token but its own', async () => {
    const pos = await register();
    const sibling = await register(pos);
    const what = String((await token(pos)).body['access_token']);
    await token(sibling);
    const revoke = (by: TestPos) =>
      post('/oauth2/revoke', { token: what, client_id: by.applicationId, client_secret: by.applicationKey });
    expect(await revoke(sibling)).toMatchObject({ status: 200 });
    expect((await introspect(pos, what)).body).toMatchObject({ active: true });
    expect(await revoke(pos)).toMatchObject({ status: 200 });
    expect((await introspect(pos, what)).body).toEqual({ active: false });
    expect(await post('/oauth2/revoke', { token: 'nonsense', client_id: pos.applicationId, client_secret: pos.applicationKey })).toMatchObject({ status: 200 }); // prettier-ignore
  });

  it('is not the only one that hears of a revocation: the other services are told, once', async () => {
    const pos = await register();
    const what = String((await token(pos)).body['access_token']);
    const { jti, exp = 0 } = decodeJwt(what);
    const asOperator = { token: what, client_id: auth.operator.clientId, client_secret: auth.operator.clientKey };
    const told = async () => {
      const records = await readRecords({
        brokers: testStores().kafkaBrokers,
        prefixes: [topicName('authEvents', { cell: auth.cell })],
      });
      return records.filter((record) => record.key === jti);
    };
    expect(await told()).toEqual([]);
    for (let time = 0; time < 2; time++) {
      expect(await post('/oauth2/revoke', asOperator)).toMatchObject({ status: 200 });
    }
    const [first] = await eventually('the event', async () => {
      const records = await told();
      return records.length > 0 ? records : undefined;
    });
    expect(first?.headers).toMatchObject({ ce_type: 'TokenRevoked', ce_source: `/${auth.cell}/auth` });
    expect(JSON.parse(first?.value ?? '')).toEqual({ jti, expiresAt: new Date(exp * 1000).toISOString() });
    await eventually('an empty outbox', async () => {
      const rows = await app.get(Database).query('select 1 from outbox');
      return rows.length === 0 ? true : undefined;
    });
    expect(await told()).toHaveLength(1);
    expect(await app.get(Database).query('select 1 from revoked_token where jti = $1', [jti])).toHaveLength(1);
  });

  it('takes no forged token', async () => {
    const pos = await register();
    const good = String((await token(pos)).body['access_token']);
    const [header = '', payload = '', signature = ''] = good.split('.');
    const claims = decodeJwt(good);
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signed = (head: object, body: object = {}) =>
      new SignJWT({ ...claims, ...body }).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1', ...head } as never).sign(privateKey); // prettier-ignore
    const ours = async (head: object, body: object = {}) => {
      const key = await importJWK(auth.signingKeys.current, 'ES256');
      return new SignJWT({ ...claims, ...body })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1', ...head } as never)
        .sign(key);
    };
    const hs256 = createHmac('sha256', JSON.stringify(auth.signingKeys.current.x));
    const forged: Record<string, string> = {
      none: `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
      hs256: `${encode({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })}.${payload}.${hs256.update(payload).digest('base64url')}`,
      zeroSignature: `${header}.${payload}.${Buffer.alloc(64).toString('base64url')}`,
      otherPayload: `${header}.${encode({ ...claims, sub: randomUUID() })}.${signature}`,
      otherKey: await signed({}),
      ownJwk: await signed({ jwk: { kty: 'EC' } }),
      unknownKid: await signed({ kid: "../../etc/passwd' or 1=1" }),
      idToken: await ours({ typ: 'JWT' }),
      otherIssuer: await ours({}, { iss: 'https://evil.example' }),
      expired: await ours({}, { exp: Math.floor(Date.now() / 1000) - 1 }),
      expAsText: await ours({}, { exp: '9999999999' }),
      otherAudience: await ours({}, { aud: 'someone-else' }),
      noVersion: await ours({}, { ver: undefined }),
      oldVersion: await ours({}, { ver: 0 }),
      huge: `${good}${'A'.repeat(5_000)}`,
      empty: ' ',
      words: 'a.b.c',
    };
    const operatorSays = { client_id: auth.operator.clientId, client_secret: auth.operator.clientKey };
    expect((await post('/oauth2/introspect', { ...operatorSays, token: good })).body).toMatchObject({ active: true });
    for (const [name, what] of Object.entries(forged)) {
      const { status, body } = await post('/oauth2/introspect', { ...operatorSays, token: what });
      expect({ name, status, body }).toEqual({ name, status: 200, body: { active: false } });
    }
  });
});
