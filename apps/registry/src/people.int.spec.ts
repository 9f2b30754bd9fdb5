import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AuditEntry,
  CreatedPos,
  Page,
  PosWithKeys,
  ShownKey,
  SignedIn,
  Store,
  StoreSummary,
} from '@ppaas/contracts';
import { KafkaBus } from '@ppaas/messaging';
import { Database } from '@ppaas/service';
import { eventually, readTopic, testStores } from '@ppaas/testing';
import {
  app,
  asPerson,
  call,
  cell,
  issuer,
  list,
  logLines,
  make,
  newDevice,
  newPos,
  newStore,
  openRegistry,
  closeRegistry,
} from './registry.harness.ts';
import type { Answer } from './registry.harness.ts';

beforeAll(openRegistry, 60_000);
afterAll(closeRegistry);

const V1 = '/registry/v1';
type Method = Parameters<typeof call>[0];

/** A page of a person with a role in the organisation of a store. */
function signIn(store: Store, person: Partial<SignedIn> = {}) {
  const signedIn = issuer.signIn({
    organisationId: store.organisationId,
    email: `${randomUUID()}@x.example`,
    ...person,
  });
  return Object.assign(
    <Body = Record<string, unknown>>(method: Method, path: string, body?: unknown): Promise<Answer<Body>> =>
      call<Body>(method, `${V1}/${path}`, body, asPerson(signedIn)),
    { signedIn },
  );
}

const longAgo = { provenAt: new Date(Date.now() - 6 * 60_000).toISOString() };

describe('a person who is signed in', () => {
  it('changes things from an own page only', async () => {
    const store = await newStore();
    const { cookie, csrfToken } = issuer.signIn({ organisationId: store.organisationId });
    const url = `${V1}/stores/${store.storeId}/points-of-sale`;
    const body = { name: 'Till', reference: 'T' };
    const origin = issuer.issuer;
    for (const headers of [
      { cookie, origin },
      { cookie, origin, 'x-csrf-token': issuer.signIn({}).csrfToken },
      { cookie, 'x-csrf-token': csrfToken },
      { cookie, 'x-csrf-token': csrfToken, origin: 'https://evil.example' },
      { cookie, 'x-csrf-token': csrfToken, origin, 'sec-fetch-site': 'cross-site' },
    ]) {
      expect(await call('POST', url, body, headers as Record<string, string>)).toMatchObject({
        status: 403,
        body: { code: 'request.foreign' },
      });
    }
    expect(await call('POST', url, body, { cookie, 'x-csrf-token': csrfToken, origin })).toMatchObject({ status: 201 });
    // reading needs no token: another site may cause it but not see it
    expect(await call('GET', url, undefined, { cookie })).toMatchObject({ status: 200 });
    expect(await call('GET', url, undefined, { cookie: 'x=1' })).toMatchObject({ body: { code: 'token.missing' } });
  });

  it('is out within two seconds of the end of the sign-in, and has another role as soon', async () => {
    const store = await newStore();
    const person = signIn(store);
    expect(await person('GET', `stores/${store.storeId}`)).toMatchObject({ status: 200 });
    const changedAt = performance.now();
    person.signedIn.change({ role: 'support' });
    await eventually('only reads', async () => {
      const { status } = await person('PATCH', `stores/${store.storeId}`, {});
      return status === 403 ? true : undefined;
    });
    person.signedIn.end();
    await eventually('out', async () => ((await person('GET', 'stores')).status === 401 ? true : undefined));
    expect(performance.now() - changedAt).toBeLessThan(2 * 2_000);
  });
});

describe('roles and scopes', () => {
  const roles = ['organisation-admin', 'merchant-admin', 'store-admin', 'support'] as const;

  it('let each do what its line says, within its own scope', async () => {
    const store = await newStore();
    const sibling = await make<Store>(`${V1}/merchants/${store.merchantId}/stores`, { name: 'Sibling' });
    const foreign = await newStore();
    const [pos, device] = [await newPos(store), await newDevice(store)];
    const { organisationId, merchantId, storeId } = store;
    const scopes: Record<(typeof roles)[number], Partial<SignedIn>> = {
      'organisation-admin': {},
      'merchant-admin': { merchantId },
      'store-admin': { merchantId, storeIds: [storeId] },
      support: {},
    };
    const attempts: [Method, string, unknown, number[]][] = [
      ['GET', 'organisations', undefined, [200, 200, 200, 200]],
      ['POST', 'organisations', { name: 'x' }, [403, 403, 403, 403]],
      ['PATCH', `organisations/${organisationId}`, {}, [200, 403, 403, 403]],
      ['PUT', `organisations/${organisationId}/subscriptions/retail-api`, { active: true }, [200, 403, 403, 403]],
      ['GET', `organisations/${organisationId}/merchants`, undefined, [200, 200, 200, 200]],
      ['POST', `organisations/${organisationId}/merchants`, { name: 'x' }, [201, 403, 403, 403]],
      ['PATCH', `merchants/${merchantId}`, {}, [200, 403, 403, 403]],
      ['PUT', `merchants/${merchantId}/subscriptions/retail-api`, { active: true }, [200, 403, 403, 403]],
      ['PUT', `stores/${storeId}/subscriptions/retail-api`, { active: true }, [200, 200, 403, 403]],
      ['PUT', `stores/${foreign.storeId}/subscriptions/retail-api`, { active: true }, [404, 404, 403, 403]],
      ['PATCH', `merchants/${foreign.merchantId}`, {}, [404, 403, 403, 403]],
      ['GET', 'search?q=till', undefined, [200, 200, 200, 200]],
      ['GET', 'audit/verification', undefined, [200, 403, 403, 200]],
      ['POST', `merchants/${merchantId}/stores`, { name: 'x' }, [201, 201, 403, 403]],
      ['GET', `stores/${sibling.storeId}`, undefined, [200, 200, 404, 200]],
      ['PATCH', `stores/${sibling.storeId}`, {}, [200, 200, 404, 403]],
      ['PATCH', `stores/${storeId}`, {}, [200, 200, 200, 403]],
      ['GET', `stores/${storeId}/points-of-sale`, undefined, [200, 200, 200, 200]],
      ['POST', `stores/${storeId}/points-of-sale`, 'new', [201, 201, 201, 403]],
      ['POST', `stores/${sibling.storeId}/points-of-sale`, 'new', [201, 201, 404, 403]],
      ['GET', `points-of-sale/${pos.posId}`, undefined, [200, 200, 200, 200]],
      ['POST', `points-of-sale/${pos.posId}/key-reveals`, undefined, [200, 200, 200, 403]],
      ['POST', `points-of-sale/${pos.posId}/keys`, { overlapSeconds: 60 }, [201, 201, 201, 403]],
      ['GET', `devices/${device.deviceId}`, undefined, [200, 200, 200, 200]],
      ['PATCH', `devices/${device.deviceId}`, {}, [200, 200, 200, 403]],
      ['POST', `devices/${device.deviceId}/activation-codes`, {}, [201, 201, 201, 403]],
      ['GET', 'audit', undefined, [200, 403, 403, 200]],
      ...['stores', 'merchants', 'organisations'].map((kind): [Method, string, unknown, number[]] => [
        ...(['GET', `${kind}/${foreign[`${kind.slice(0, -1)}Id` as 'storeId']}`, undefined] as const),
        [404, 404, 404, 404],
      ]),
      ['POST', `stores/${foreign.storeId}/points-of-sale`, 'new', [404, 404, 404, 403]],
      ['DELETE', `stores/${foreign.storeId}`, undefined, [404, 404, 403, 403]],
    ];
    for (const [at, role] of roles.entries()) {
      const person = signIn(store, { role, ...scopes[role] });
      for (const [method, path, given, expected] of attempts) {
        const body = given === 'new' ? { name: 'Till', reference: randomUUID().slice(0, 8) } : given;
        const { status } = await person(method, path, body);
        expect({ role, method, path, status }).toEqual({ role, method, path, status: expected[at] });
      }
    }
  });

  it('show the stores within reach, by name, with what stands in them', async () => {
    const store = await newStore({ reference: 'HS-1' });
    const sibling = await make<Store>(`${V1}/merchants/${store.merchantId}/stores`, { name: 'Avenue' });
    await newPos(store);
    await newDevice(store);
    const admin = signIn(store);
    const { body } = await admin<Page<StoreSummary>>('GET', 'stores?limit=1');
    expect(body.items).toMatchObject([{ name: 'Avenue', pointsOfSale: 0, devices: 0, devicesOnline: 0 }]);
    const second = await admin<Page<StoreSummary>>('GET', `stores?limit=1&cursor=${body.next}`);
    expect(second.body).toMatchObject({
      items: [{ storeId: store.storeId, reference: 'HS-1', merchantName: 'Bakery', pointsOfSale: 1, devices: 1 }],
      next: null,
    });
    const found = await admin<Page<StoreSummary>>('GET', 'stores?q=hs-');
    expect(found.body.items.map(({ storeId }) => storeId)).toEqual([store.storeId]);
    const narrow = signIn(store, { role: 'store-admin', merchantId: store.merchantId, storeIds: [sibling.storeId] });
    expect((await narrow<Page<StoreSummary>>('GET', 'stores')).body.items).toHaveLength(1);
  });
});

describe('what is another’s', () => {
  it('is unknown to whoever asks for it by its id, and that is written down where neither learns of the other', async () => {
    const [ours, theirs] = [await newStore(), await newStore()];
    const sibling = await make<Store>(`${V1}/merchants/${ours.merchantId}/stores`, { name: 'Avenue' });
    const [till, device] = [await newPos(ours), await newDevice(sibling)];
    const stranger = signIn(theirs, { email: 'stranger@x.example' });
    const narrow = signIn(ours, { email: 'narrow@x.example', role: 'store-admin', merchantId: ours.merchantId, storeIds: [ours.storeId] }); // prettier-ignore
    const foreign = ['organisations', 'merchants', 'stores'].map((kind) => `${kind}/${ours[`${kind.slice(0, -1)}Id` as 'storeId']}`); // prettier-ignore
    const paths = [...foreign, `points-of-sale/${till.posId}`, `devices/${device.deviceId}`];
    for (const path of paths) expect((await stranger('GET', path)).status).toBe(404);
    expect((await narrow('POST', `stores/${sibling.storeId}/points-of-sale`, { name: 'T', reference: 'T' })).status).toBe(404); // prettier-ignore
    expect((await list(till, `/${device.deviceId}`)).status).toBe(404);
    // Neither what is nowhere nor what one had oneself.
    expect((await stranger('GET', `stores/${randomUUID()}`)).status).toBe(404);
    await call('DELETE', `${V1}/stores/${theirs.storeId}`);
    expect((await stranger('GET', `stores/${theirs.storeId}`)).status).toBe(404);
    const refused = await eventually('all are written down', async () => {
      const rows = await app.get(Database).query<{ actor: string; object: string; tenant_id: string | null }>(
        `select actor, object, tenant_id from audit where action = 'access.refused' and
           (actor in ('stranger@x.example', 'narrow@x.example') or actor = $1) order by seq`,
        [`pos:${till.posId}`],
      );
      return rows.length >= 7 ? rows : undefined;
    });
    const kinds = paths.map((path) => path.replace('points-of-sale/', 'pos:').replace('s/', ':'));
    expect(refused.filter(({ tenant_id }) => tenant_id === null)).toHaveLength(kinds.length);
    expect(refused.map(({ actor, object }) => `${actor} ${object}`).sort()).toEqual(
      [
        ...kinds.map((object) => `stranger@x.example ${object}`),
        `narrow@x.example store:${sibling.storeId}`,
        `pos:${till.posId} device:${device.deviceId}`,
      ].sort(),
    );
    for (const [store, actions] of [
      [ours, ['narrow@x.example', `pos:${till.posId}`]],
      [theirs, []],
    ] as const) {
      const { body } = await signIn(store)<Page<AuditEntry>>('GET', 'audit?action=access.refused');
      expect(body.items.map(({ actor }) => actor).sort()).toEqual([...actions].sort());
    }
  });
});

describe('the Key of a POS', () => {
  const reveal = (person: ReturnType<typeof signIn>, { posId }: CreatedPos) =>
    person<ShownKey>('POST', `points-of-sale/${posId}/key-reveals`);
  const keysOf = async (person: ReturnType<typeof signIn>, { posId }: CreatedPos) =>
    (await person<PosWithKeys>('GET', `points-of-sale/${posId}`)).body.keys;

  it('is shown again to a person with a fresh proof, ten times an hour, and that is written down first', async () => {
    const store = await newStore();
    const pos = await newPos(store);
    const person = signIn(store);
    const { applicationId, applicationKey } = pos;
    const shown = await reveal(person, pos);
    expect(shown).toMatchObject({ status: 200, body: { applicationId, applicationKey, keyVersion: 1 } });
    expect(shown.headers['cache-control']).toBe('no-store');
    const stale = signIn(store, longAgo);
    expect(await reveal(stale, pos)).toMatchObject({ status: 403, body: { code: 'signIn.notFresh' } });
    expect(await call('POST', `${V1}/points-of-sale/${pos.posId}/key-reveals`)).toMatchObject({ status: 403 });
    for (let n = 1; n < 10; n++) expect((await reveal(person, pos)).status).toBe(200);
    expect(await reveal(person, pos)).toMatchObject({ status: 429, body: { code: 'request.tooMany' } });
    const acts = await app.get(Database).query(`select 1 from audit where object = $1 and action = 'pos.keyShown'`, [`pos:${pos.posId}`]); // prettier-ignore
    expect(acts).toHaveLength(10);
    expect(logLines.filter((line) => line.includes(applicationKey))).toEqual([]);
  });

  it('is not kept where the store shows it once, and is by its neighbour', async () => {
    const store = await newStore();
    const neighbour = await make<Store>(`${V1}/merchants/${store.merchantId}/stores`, { name: 'Avenue' });
    const [before, elsewhere] = [await newPos(store), await newPos(neighbour)];
    const person = signIn(store, { role: 'store-admin', merchantId: store.merchantId, storeIds: [store.storeId, neighbour.storeId] }); // prettier-ignore
    expect((await person('PATCH', `stores/${store.storeId}`, { showKeysOnce: true })).body).toMatchObject({ showKeysOnce: true }); // prettier-ignore
    const after = await newPos(store);
    for (const pos of [before, after]) {
      expect(await keysOf(person, pos)).toMatchObject([{ keyVersion: 1, isKept: false }]);
      expect(await reveal(person, pos)).toMatchObject({ status: 409, body: { code: 'key.notKept' } });
    }
    expect((await reveal(person, elsewhere)).body.applicationKey).toBe(elsewhere.applicationKey);
    // Not asked for by name it stays; the organisation's word stands above the store's.
    expect((await person('PATCH', `stores/${store.storeId}`, { name: 'Renamed' })).body).toMatchObject({ showKeysOnce: true }); // prettier-ignore
    expect((await person('PATCH', `stores/${neighbour.storeId}`, { showKeysOnce: false })).status).toBe(200);
    await call('PATCH', `${V1}/organisations/${store.organisationId}`, { showKeysOnce: true });
    expect(await reveal(person, await newPos(neighbour))).toMatchObject({ body: { code: 'key.notKept' } });
  });

  it('is not kept where the organisation shows it once', async () => {
    const store = await newStore();
    const before = await newPos(store);
    const person = signIn(store);
    expect((await person('PATCH', `organisations/${store.organisationId}`, { showKeysOnce: true })).body).toMatchObject(
      {
        showKeysOnce: true,
      },
    );
    const after = await newPos(store);
    for (const pos of [before, after]) {
      expect(await keysOf(person, pos)).toMatchObject([{ keyVersion: 1, isKept: false }]);
      expect(await reveal(person, pos)).toMatchObject({ status: 409, body: { code: 'key.notKept' } });
    }
  });

  it('rotates with two alive, of which the former can be ended early', async () => {
    const store = await newStore();
    const pos = await newPos(store);
    const person = signIn(store);
    const rotate = (overlapSeconds: number): Promise<Answer<ShownKey>> =>
      person('POST', `points-of-sale/${pos.posId}/keys`, { overlapSeconds });
    const second = await rotate(3_600);
    expect(second).toMatchObject({ status: 201, body: { keyVersion: 2, applicationId: pos.applicationId } });
    expect(second.body.applicationKey).not.toBe(pos.applicationKey);
    expect(await keysOf(person, pos)).toMatchObject([{ keyVersion: 2, expiresAt: null }, { keyVersion: 1, expiresAt: expect.any(String) }]); // prettier-ignore
    expect((await reveal(person, pos)).body.applicationKey).toBe(second.body.applicationKey);
    await rotate(60);
    expect((await keysOf(person, pos)).map(({ keyVersion }) => keyVersion)).toEqual([3, 2]);
    expect((await person('DELETE', `points-of-sale/${pos.posId}/keys/3`)).body).toMatchObject({ code: 'entity.inUse' });
    expect((await person('DELETE', `points-of-sale/${pos.posId}/keys/2`)).status).toBe(204);
    expect((await keysOf(person, pos)).map(({ keyVersion }) => keyVersion)).toEqual([3]);
    expect((await rotate(7 * 24 * 3_600 + 1)).status).toBe(400);
  });

  it('is made anew by a person with a fresh proof or by a program, ten times an hour, and that is told', async () => {
    const store = await newStore();
    const pos = await newPos(store);
    const url = `points-of-sale/${pos.posId}/keys`;
    const given = { overlapSeconds: 60 };
    expect(await signIn(store, longAgo)('POST', url, given)).toMatchObject({ status: 403, body: { code: 'signIn.notFresh' } }); // prettier-ignore
    const person = signIn(store);
    const reader = await readTopic({ brokers: testStores().kafkaBrokers, cell, topic: 'registryEvents' });
    for (let n = 0; n < 9; n++) expect((await person('POST', url, given)).status).toBe(201);
    // What is shown and what is made count together.
    expect((await reveal(person, pos)).status).toBe(200);
    expect(await person('POST', url, given)).toMatchObject({ status: 429, body: { code: 'request.tooMany' } });
    expect((await call('POST', `${V1}/${url}`, given)).status).toBe(201);
    const told = await eventually('all are told of', () => {
      const of = reader.seen.flatMap(({ type, data }) => (type === 'PosKeyShown' && data.posId === pos.posId ? [data] : [])); // prettier-ignore
      return of.length === 11 ? of : undefined;
    });
    await reader.stop();
    expect(told.filter(({ isNew }) => isNew === true)).toHaveLength(10);
    expect(told[0]).toMatchObject({
      actor: expect.stringContaining('@x.example'),
      posName: pos.name,
      storeName: store.name,
    });
    const acts = await app.get(Database).query(`select 1 from audit where object = $1 and action = 'pos.keyRotated'`, [`pos:${pos.posId}`]); // prettier-ignore
    expect(acts).toHaveLength(10);
  });

  it.each([
    [60, 1],
    [0, 2],
  ])(
    'rotated with an overlap of %i s leaves the registration at version %i, which tokens carry',
    async (overlapSeconds, version) => {
      const store = await newStore();
      const pos = await newPos(store);
      const person = signIn(store);
      await person('POST', `points-of-sale/${pos.posId}/keys`, { overlapSeconds });
      expect((await person('GET', `points-of-sale/${pos.posId}`)).body).toMatchObject({ version });
      const token = await issuer.tokenFor({ ...pos, tenantId: pos.organisationId });
      const listing = await call('GET', '/retail/v1/payment-devices', undefined, { authorization: `Bearer ${token}` });
      expect(listing.status).toBe(version === 1 ? 200 : 401);
    },
  );

  it('says when and from where it was last used', async () => {
    const store = await newStore();
    const pos = await newPos(store);
    const person = signIn(store);
    const at = new Date().toISOString();
    const data = { posId: pos.posId, at, address: '198.51.100.7' };
    await app.get(KafkaBus).publish([{ topic: 'accessEvents', type: 'PosSeen', key: pos.posId, data }]);
    await eventually('the use is shown', async () => {
      const { body } = await person('GET', `points-of-sale/${pos.posId}`);
      return body['lastUsedAt'] === at && body['lastUsedAddress'] === data.address ? true : undefined;
    });
  });
});

describe('the audit trail', () => {
  const trailOf = (person: ReturnType<typeof signIn>) => person<Page<AuditEntry>>('GET', 'audit?limit=100');

  it('holds what auth saw, once however often it is told, and nothing of others', async () => {
    const store = await newStore();
    const foreign = await newStore();
    const person = signIn(store);
    const { organisationId: tenantId } = store;
    const object = `user:${randomUUID()}`;
    const data = {
      tenantId,
      actor: 'ann',
      action: 'signIn.opened',
      object,
      address: '198.51.100.7',
      detail: { a: 'é' },
    };
    const message = { topic: 'accessEvents', type: 'ActNoted', key: tenantId, data } as const;
    await app.get(KafkaBus).publish([message]);
    const trail = await eventually('the act is there', async () => {
      const { body } = await trailOf(person);
      return body.items.some((entry) => entry.object === object) ? body.items : undefined;
    });
    expect(trail.every(({ organisationId }) => organisationId === tenantId)).toBe(true);
    expect((await trailOf(signIn(foreign))).body.items.some((entry) => entry.object === object)).toBe(false);
    expect(trail.map(({ seq }) => seq)).toEqual(trail.map((_, at) => at + 1));
    const [row] = await app.get(Database).query<{ source_id: string }>('select source_id from audit where object = $1', [object]); // prettier-ignore
    await app.get(Database).query(
      `insert into audit (actor, action, object, tenant_id, detail, source_id) values ('x', 'x', 'x', $1, '{}', $2)
       on conflict (source_id) do nothing`,
      [tenantId, row?.source_id],
    ); // prettier-ignore
    expect((await trailOf(person)).body.items).toHaveLength(trail.length);
  });
});
