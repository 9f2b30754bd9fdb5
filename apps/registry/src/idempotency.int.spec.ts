import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreatedDevice, CreatedPos, Organisation } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import { app, call, closeRegistry, issuer, newDevice, newStore, openRegistry, operator } from './registry.harness.ts';
import type { Answer } from './registry.harness.ts';

beforeAll(openRegistry, 60_000);
afterAll(closeRegistry);

const post = <Body = Record<string, unknown>>(
  url: string,
  key: string,
  body: unknown,
  token = operator,
): Promise<Answer<Body>> =>
  call<Body>('POST', `/registry/v1/${url}`, body, { authorization: `Bearer ${token}`, 'idempotency-key': key });
const rows = (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  app.get(Database).query(text, values);
const isReplay = ({ headers }: Answer<unknown>): boolean => headers['idempotent-replayed'] === 'true';

describe('a POST with an Idempotency-Key', () => {
  it('creates one thing however often it comes at once, and gives every copy the same answer', async () => {
    const key = randomUUID();
    const name = `Once ${key}`;
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('organisations', key, { name })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers['etag']))).toEqual(new Set(['"1"']));
    expect(answers.filter(isReplay)).toHaveLength(19);
    expect(await rows('select 1 from organisation where name = $1', [name])).toHaveLength(1);
    expect(
      await rows("select 1 from audit where action = 'organisation.created' and detail ->> 'name' = $1", [name]),
    ).toHaveLength(1);
  });

  it('belongs to its path, its body and its operator', async () => {
    const key = randomUUID();
    const { body } = await post<Organisation>('organisations', key, { name: 'First' });
    const refused = { status: 422, body: { code: 'request.keyReused' } };
    expect(await post('organisations', key, { name: 'Second' })).toMatchObject(refused);
    expect(await post(`organisations/${body.organisationId}/merchants`, key, { name: 'First' })).toMatchObject(refused);
    const another = await issuer.operatorToken({ client_id: 'another' });
    const own = await post<Organisation>('organisations', key, { name: 'First' }, another);
    expect(own.status).toBe(201);
    expect(own.body.organisationId).not.toBe(body.organisationId);
  });

  it('gives the Key and the activation code again, and keeps neither in clear', async () => {
    const store = await newStore();
    const { deviceId } = await newDevice(store);
    const key = randomUUID();
    const pos = (): Promise<Answer<CreatedPos>> =>
      post(`stores/${store.storeId}/points-of-sale`, key, { name: 'Till', reference: 'T' });
    const first = await pos();
    const again = await pos();
    expect(again.body).toEqual(first.body);
    expect(again.body.applicationKey).toMatch(/^ppk_/);
    expect(again.headers['cache-control']).toBe('no-store');
    const code = (): Promise<Answer<CreatedDevice>> =>
      post(`devices/${deviceId}/activation-codes`, `code-${key}`, { role: 'STANDBY' });
    const { activationCode } = (await code()).body;
    expect((await code()).body.activationCode).toBe(activationCode);
    const kept = JSON.stringify(await rows('select * from idempotent_request'));
    expect(kept).toContain(key);
    expect(kept).not.toContain(first.body.applicationKey);
    expect(kept).not.toContain(activationCode);
  });

  it('is free again after a refusal, and after a day', async () => {
    const store = await newStore();
    const key = randomUUID();
    const pos = (): Promise<Answer<CreatedPos>> =>
      post(`stores/${store.storeId}/points-of-sale`, key, { name: 'Till', reference: 'T' });
    const inTheWay = await post<CreatedPos>(`stores/${store.storeId}/points-of-sale`, randomUUID(), {
      name: 'Other',
      reference: 'T',
    });
    expect(await pos()).toMatchObject({ status: 409, body: { code: 'entity.conflict' } });
    await call('DELETE', `/registry/v1/points-of-sale/${inTheWay.body.posId}`);
    const made = await pos();
    expect(made.status).toBe(201);
    await call('DELETE', `/registry/v1/points-of-sale/${made.body.posId}`);
    expect((await pos()).body.posId).toBe(made.body.posId);
    await rows("update idempotent_request set expires_at = now() - interval '1 second' where key = $1", [key]);
    const nextDay = await pos();
    expect(nextDay.status).toBe(201);
    expect(isReplay(nextDay)).toBe(false);
    expect(nextDay.body.posId).not.toBe(made.body.posId);
  });

  it.each(['', 'with space', 'x'.repeat(256)])('refuses %j as a key', async (key) => {
    expect(await post('organisations', key, { name: 'None' })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
  });
});
