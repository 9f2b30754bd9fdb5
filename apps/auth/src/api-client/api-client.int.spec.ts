import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient, MadeApiClient, Page } from '@ppaas/contracts';
import { KafkaBus } from '@ppaas/messaging';
import { Database } from '@ppaas/service';
import { eventually, readTopic, testStores } from '@ppaas/testing';
import { decodeJwt } from 'jose';
import { ISSUER } from '../auth.harness.ts';
import { Browser, asOperator, auth, newOrganisation, newUser, signedIn, startPeople } from '../people.harness.ts';
import type { Answer, TestUser } from '../people.harness.ts';

beforeAll(startPeople, 60_000);
afterAll(() => auth.close());

const rows = <Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> =>
  auth.app.get(Database).query<Row>(sql, values);

const aProgram = (organisationId: string | null, role = 'organisation-admin', more: object = {}) => ({
  ...{ organisationId, role, name: 'Till roll-out', ...more },
});

async function made(browser: Browser, program: object): Promise<MadeApiClient> {
  const { status, body } = await browser.call<MadeApiClient>('POST', 'api-clients', program);
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

async function post(path: string, form: Record<string, string>): Promise<Answer> {
  const answer = await fetch(`${auth.origin}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

type Credentials = Pick<MadeApiClient, 'clientId' | 'clientSecret'>;
const formOf = ({ clientId, clientSecret }: Credentials) => ({ client_id: clientId, client_secret: clientSecret });

const ask = (program: Credentials): Promise<Answer> =>
  post('/oauth2/token', { grant_type: 'client_credentials', ...formOf(program) });

async function tokenOf(program: Credentials): Promise<string> {
  const { status, body } = await ask(program);
  expect({ status, body }).toMatchObject({ status: 200, body: { token_type: 'Bearer', scope: 'registry' } });
  return String(body['access_token']);
}

const as = <Body = Record<string, unknown>>(token: string, method: string, path: string, body?: unknown) =>
  new Browser().call<Body>(method, path, body, { authorization: `Bearer ${token}` });

async function administrator(): Promise<TestUser & { browser: Browser }> {
  const user = await newUser();
  return { ...user, browser: await signedIn(user) };
}

const removed = (organisationId: string) =>
  auth.app.get(KafkaBus).publish([
    {
      topic: 'registryEvents',
      type: 'OrganisationChanged',
      key: organisationId,
      data: {
        tenantId: organisationId,
        name: 'Acme',
        status: 'REMOVED',
        retailApi: false,
        cell: auth.cell,
        version: 2,
      },
    },
  ]);

describe('a program', () => {
  it('gets tokens of its role and reach, and does what that role may', async () => {
    const { browser, organisationId } = await administrator();
    const [merchantId, storeId] = [randomUUID(), randomUUID()];
    const whole = await made(browser, aProgram(organisationId));
    const narrow = await made(browser, aProgram(organisationId, 'store-admin', { merchantId, storeIds: [storeId] }));
    const token = await tokenOf(whole);
    expect(decodeJwt(token)).toMatchObject({ sub: whole.clientId, role: 'organisation-admin', tid: organisationId });
    const { mid, store_ids, role } = decodeJwt(await tokenOf(narrow));
    expect({ mid, store_ids, role }).toEqual({ mid: merchantId, store_ids: [storeId], role: 'store-admin' });
    expect((await as(token, 'GET', 'users')).status).toBe(200);
    expect(await as(await tokenOf(narrow), 'GET', 'users')).toMatchObject({
      status: 403,
      body: { code: 'role.missing' },
    });
  });

  it('sees and makes what is of its organisation only', async () => {
    const [one, other] = [await administrator(), await administrator()];
    const theirs = await made(other.browser, aProgram(other.organisationId));
    const token = await tokenOf(await made(one.browser, aProgram(one.organisationId)));
    const { body } = await as<Page<ApiClient>>(token, 'GET', `api-clients?organisationId=${other.organisationId}`);
    expect(body.items.map(({ organisationId }) => organisationId)).toEqual([one.organisationId]);
    for (const method of ['GET', 'DELETE']) {
      expect(await as(token, method, `api-clients/${theirs.clientId}`)).toMatchObject({ status: 404 });
    }
    expect(await as(token, 'POST', 'api-clients', aProgram(other.organisationId))).toMatchObject({ status: 403 });
    expect(await as(token, 'POST', 'api-clients', aProgram(null, 'platform-admin'))).toMatchObject({ status: 403 });
    const child = await as<MadeApiClient>(token, 'POST', 'api-clients', aProgram(one.organisationId, 'support'));
    expect(child).toMatchObject({ status: 201, body: { createdBy: expect.stringMatching(/^api_/) } });
    expect(decodeJwt(await tokenOf(child.body))).toMatchObject({ role: 'support' });
  });

  it('is refused for a wrong secret as whoever is unknown', async () => {
    const { browser, organisationId } = await administrator();
    const program = await made(browser, aProgram(organisationId));
    const wrong = [
      { ...program, clientSecret: `${program.clientSecret}x` },
      { ...program, clientId: `api_${'0'.repeat(32)}` },
      { ...program, clientId: program.clientId.toUpperCase() },
    ];
    const answers = await Promise.all(wrong.map(ask));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify({ status, body }))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const form = { grant_type: 'client_credentials', scope: 'retail', ...formOf(program) };
    expect(await post('/oauth2/token', form)).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
  });

  it('is remembered with when and where it was last used', async () => {
    const { browser, organisationId } = await administrator();
    const program = await made(browser, aProgram(organisationId));
    expect(program).toMatchObject({ lastUsedAt: null, lastUsedFrom: null });
    await tokenOf(program);
    const { body } = await browser.call<ApiClient>('GET', `api-clients/${program.clientId}`);
    expect(body).toMatchObject({ lastUsedAt: expect.any(String), lastUsedFrom: '127.0.0.1' });
    expect(body).not.toHaveProperty('clientSecret');
  });

  it('learns and ends nothing of another organisation’s tokens', async () => {
    const [one, other] = [await administrator(), await administrator()];
    const ours = await made(one.browser, aProgram(one.organisationId));
    const [token, theirs] = [await tokenOf(ours), await tokenOf(await made(other.browser, aProgram(other.organisationId)))]; // prettier-ignore
    const about = (what: string) => post('/oauth2/introspect', { token: what, ...formOf(ours) });
    expect((await about(token)).body).toMatchObject({
      active: true,
      client_id: ours.clientId,
      tid: one.organisationId,
    });
    expect((await about(theirs)).body).toEqual({ active: false });
    await post('/oauth2/revoke', { token: theirs, ...formOf(ours) });
    expect((await as(theirs, 'GET', 'users')).status).toBe(200);
  });
});

describe('making a program', () => {
  it('is for administrators of an organisation, with a fresh proof', async () => {
    const admin = await administrator();
    const { organisationId, userId } = admin;
    for (const [role, more] of [
      ['merchant-admin', { merchantId: randomUUID() }],
      ['support', {}],
    ] as const) {
      const other = await signedIn(await newUser(role, more, admin));
      const answer = await other.call('POST', 'api-clients', aProgram(organisationId, 'support'));
      expect(answer).toMatchObject({ status: 403, body: { code: 'role.missing' } });
    }
    await rows(`update sign_in set proven_at = now() - interval '6 minutes' where user_id = $1`, userId);
    const stale = await admin.browser.call('POST', 'api-clients', aProgram(organisationId));
    expect(stale).toMatchObject({ status: 403, body: { code: 'signIn.notFresh' } });
    expect(await rows('select 1 from api_client where tenant_id = $1', organisationId)).toEqual([]);
  });

  it('refuses a role without its reach, unknown members and unknown organisations', async () => {
    const { browser, organisationId } = await administrator();
    for (const program of [
      aProgram(organisationId, 'store-admin'),
      aProgram(organisationId, 'organisation-admin', { merchantId: randomUUID() }),
      aProgram(organisationId, 'support', { secret: 'mine' }),
      aProgram(organisationId, 'support', { name: ' ' }),
    ]) {
      expect(await browser.call('POST', 'api-clients', program)).toMatchObject({ body: { code: 'request.invalid' } });
    }
    expect(await asOperator('POST', 'api-clients', aProgram(randomUUID()))).toMatchObject({ status: 404 });
  });

  it('makes one under an Idempotency-Key, tells its administrators and keeps no secret in clear', async () => {
    const { browser, organisationId, email } = await administrator();
    const headers = { origin: ISSUER, 'idempotency-key': randomUUID() };
    const make = () => browser.call<MadeApiClient>('POST', 'api-clients', aProgram(organisationId), headers);
    const [first, second] = [await make(), await make()];
    expect(second.body).toEqual(first.body);
    const { clientId, clientSecret } = first.body;
    const told = await rows<{ body: string }>(`select body from mail where recipient = $1 and subject like '%API client%'`, email); // prettier-ignore
    expect(told).toHaveLength(1);
    expect(told[0]?.body).toContain('Till roll-out');
    const kept = await rows<{ text: string }>(
      `select c::text as text from api_client c union all select r::text from idempotent_request r
       union all select m::text from mail m union all select value::text from outbox`,
    );
    const text = kept.map((row) => row.text).join();
    expect(text).toContain(clientId);
    expect(text).not.toContain(clientSecret);
  });
});

describe('a program that is revoked', () => {
  it('gets no token, loses those it has within 2 s, and is told of in the trail', async () => {
    const { browser, organisationId } = await administrator();
    const [program, other] = [await made(browser, aProgram(organisationId)), await made(browser, aProgram(organisationId))]; // prettier-ignore
    const [token, others] = [await tokenOf(program), await tokenOf(other)];
    const begun = performance.now();
    expect((await browser.call('DELETE', `api-clients/${program.clientId}`)).status).toBe(204);
    await eventually('its token is refused', async () =>
      (await as(token, 'GET', 'users')).body['code'] === 'token.revoked' ? true : undefined,
    );
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(await ask(program)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect((await post('/oauth2/introspect', { token, ...formOf(other) })).body).toEqual({ active: false });
    expect((await as(others, 'GET', 'users')).status).toBe(200);
    expect((await browser.call('DELETE', `api-clients/${program.clientId}`)).status).toBe(404);
    const reader = await readTopic({ brokers: testStores().kafkaBrokers, cell: auth.cell, topic: 'accessEvents' });
    const acts = await eventually('the acts are told', () => {
      const told = reader.seen.flatMap(({ type, data }) => (type === 'ActNoted' ? [data] : []));
      const ours = told.filter(({ object }) => object === `apiClient:${program.clientId}`);
      return ours.length >= 2 ? ours : undefined;
    });
    await reader.stop();
    expect(acts.map(({ action }) => action)).toEqual(['apiClient.made', 'apiClient.revoked']);
    expect(acts[0]).toMatchObject({ tenantId: organisationId, detail: { role: 'organisation-admin' } });
  });

  it('takes those with it that it made, and they made', async () => {
    const { browser, organisationId } = await administrator();
    const first = await made(browser, aProgram(organisationId));
    const second = await as<MadeApiClient>(await tokenOf(first), 'POST', 'api-clients', aProgram(organisationId));
    const third = await as<MadeApiClient>(await tokenOf(second.body), 'POST', 'api-clients', aProgram(organisationId));
    const other = await made(browser, aProgram(organisationId));
    expect((await browser.call('DELETE', `api-clients/${first.clientId}`)).status).toBe(204);
    for (const program of [first, second.body, third.body]) expect((await ask(program)).status).toBe(401);
    expect((await ask(other)).status).toBe(200);
  });

  it('is each of an organisation that is removed', async () => {
    const { organisationId } = await newOrganisation();
    const { body: program } = await asOperator<MadeApiClient>('POST', 'api-clients', aProgram(organisationId));
    const token = await tokenOf(program);
    await removed(organisationId);
    await eventually('its token is refused', async () =>
      (await as(token, 'GET', 'users')).body['code'] === 'token.revoked' ? true : undefined,
    );
    expect(await ask(program)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await asOperator('GET', `api-clients/${program.clientId}`)).toMatchObject({ status: 404 });
  });
});
