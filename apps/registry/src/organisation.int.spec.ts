import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AuditEntry,
  AuditVerification,
  Merchant,
  Page,
  PointOfSale,
  SearchHit,
  SignedIn,
  Store,
} from '@ppaas/contracts';
import { KafkaBus } from '@ppaas/messaging';
import { eventually, readTopic, testStores } from '@ppaas/testing';
import type { TopicReader } from '@ppaas/testing';
import { Client } from 'pg';
import { app, asPerson, call, cell, closeRegistry, issuer, list, make, newDevice, newPos, newStore, openRegistry, testDatabase } from './registry.harness.ts'; // prettier-ignore

let told: TopicReader<'registryEvents'>;

beforeAll(async () => {
  await openRegistry();
  told = await readTopic({ brokers: testStores().kafkaBrokers, cell, topic: 'registryEvents' });
}, 60_000);
afterAll(async () => {
  await told.stop();
  await closeRegistry();
});

const V1 = '/registry/v1';
type Method = Parameters<typeof call>[0];

const page = (store: Store, person: Partial<SignedIn> = {}) => {
  const signedIn = issuer.signIn({
    organisationId: store.organisationId,
    email: `${randomUUID()}@x.example`,
    ...person,
  });
  return <Body = Record<string, unknown>>(method: Method, path: string, body?: unknown, more = {}) =>
    call<Body>(method, `${V1}/${path}`, body, { ...asPerson(signedIn), ...more });
};

describe('a merchant', () => {
  it('is renamed by whoever has seen it as it is', async () => {
    const store = await newStore();
    const admin = page(store);
    const url = `merchants/${store.merchantId}`;
    const { body, headers } = await admin<Merchant>('GET', url);
    expect(body).toMatchObject({ name: 'Bakery', retailApi: true });
    const renamed = await admin<Merchant>(
      'PATCH',
      url,
      { name: 'Patisserie' },
      { 'if-match': String(headers['etag']) },
    );
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Patisserie', version: body.version + 1 } });
    const late = await admin('PATCH', url, { name: 'Too late' }, { 'if-match': String(headers['etag']) });
    expect(late).toMatchObject({ status: 412, body: { code: 'entity.changed' } });
  });
});

describe('the subscription to the Retail API', () => {
  it('reaches a till where organisation, merchant and store are in it, and nowhere else', async () => {
    const store = await newStore();
    const sibling = await make<Store>(`${V1}/merchants/${store.merchantId}/stores`, { name: 'Sibling' });
    const [pos, beside] = [await newPos(store), await newPos(sibling)];
    const admin = page(store);
    const statuses = async () => [(await list(pos)).status, (await list(beside)).status];
    const turn = (path: string, active: boolean) => admin('PUT', `${path}/subscriptions/retail-api`, { active });
    expect(await statuses()).toEqual([200, 200]);
    expect((await turn(`stores/${store.storeId}`, false)).body).toMatchObject({ retailApi: false });
    expect(await statuses()).toEqual([403, 200]);
    await turn(`stores/${store.storeId}`, true);
    await turn(`merchants/${store.merchantId}`, false);
    expect(await statuses()).toEqual([403, 403]);
    await turn(`merchants/${store.merchantId}`, true);
    await turn(`organisations/${store.organisationId}`, false);
    expect(await statuses()).toEqual([403, 403]);
  });

  it('of a merchant is told store by store', async () => {
    const store = await newStore();
    const admin = page(store);
    await admin('PUT', `merchants/${store.merchantId}/subscriptions/retail-api`, { active: false });
    // a store that joins a merchant which is out is out
    const late = await make<Store>(`${V1}/merchants/${store.merchantId}/stores`, { name: 'Late' });
    await admin('PATCH', `stores/${store.storeId}`, { name: 'Renamed' });
    const of = ({ storeId }: Store) =>
      told.seen.flatMap((event) =>
        event.type === 'StoreChanged' && event.data.storeId === storeId ? [event.data] : [],
      );
    await eventually('all is told', async () => (of(store).length === 3 && of(late).length === 1 ? true : undefined));
    expect(of(store)).toMatchObject([{ retailApi: true }, { retailApi: false }, { retailApi: false, name: 'Renamed' }]);
    expect(of(late)).toMatchObject([{ retailApi: false }]);
  });
});

describe('the quota of an organisation', () => {
  it('is set by the platform alone, by whoever has seen it as it is, told with its other facts, and written down', async () => {
    const store = await newStore();
    const { organisationId } = store;
    const url = `organisations/${organisationId}`;
    const [admin, platform] = [page(store), page(store, { role: 'platform-admin', organisationId: null })];
    const seen = await admin('GET', url);
    expect(seen.body).toMatchObject({ exchangesPerSecond: null });
    // Its own people cannot raise it, in whichever way they ask; nor can they lower it.
    const refused = { status: 403, body: { code: 'role.missing' } };
    expect(await admin('PUT', `${url}/quota`, { exchangesPerSecond: 9_000 })).toMatchObject(refused);
    const program = { authorization: `Bearer ${await issuer.operatorToken({ tid: organisationId })}` };
    expect(await call('PUT', `${V1}/${url}/quota`, { exchangesPerSecond: 9_000 }, program)).toMatchObject(refused);
    const member = await admin('PATCH', url, { exchangesPerSecond: 9_000 });
    expect(member).toMatchObject({ status: 400, body: { code: 'request.invalid' } });

    const ifMatch = { 'if-match': String(seen.headers['etag']) };
    const set = await platform('PUT', `${url}/quota`, { exchangesPerSecond: 50 }, ifMatch);
    expect(set).toMatchObject({ status: 200, body: { exchangesPerSecond: 50 } });
    const late = await platform('PUT', `${url}/quota`, { exchangesPerSecond: 60 }, ifMatch);
    expect(late).toMatchObject({ status: 412, body: { code: 'entity.changed' } });
    // Another change leaves it, and the platform's program may take it back.
    await admin('PATCH', url, { name: 'Acme SA' });
    const back = await call('PUT', `${V1}/${url}/quota`, { exchangesPerSecond: null });
    expect(back).toMatchObject({ status: 200, body: { exchangesPerSecond: null, name: 'Acme SA' } });
    for (const exchangesPerSecond of [0, 1.5, '5', 100_001])
      expect(await platform('PUT', `${url}/quota`, { exchangesPerSecond })).toMatchObject({ status: 400 });

    const of = () =>
      told.seen.flatMap(({ type, data }) =>
        type === 'OrganisationChanged' && data.tenantId === organisationId ? [data.exchangesPerSecond] : [],
      );
    await eventually('all is told', async () => (of().length === 5 ? true : undefined));
    expect(of()).toEqual([null, null, 50, 50, null]);
    const { body } = await admin<Page<AuditEntry>>('GET', 'audit?action=organisation.quota');
    expect(body.items.map(({ detail }) => detail)).toEqual([{ exchangesPerSecond: 50 }, { exchangesPerSecond: null }]);
  });
});

describe('a store', () => {
  it('has a time zone, which is one that there is', async () => {
    const store = await newStore({ timeZone: 'Europe/Paris' });
    expect(store.timeZone).toBe('Europe/Paris');
    const admin = page(store);
    expect((await admin('PATCH', `stores/${store.storeId}`, { timeZone: 'Asia/Tokyo' })).body).toMatchObject({ timeZone: 'Asia/Tokyo' }); // prettier-ignore
    const refused = await admin('PATCH', `stores/${store.storeId}`, { timeZone: 'Mars/Base' });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/timeZone' }] } });
  });
});

describe('the search', () => {
  it('finds by name, reference and id what is within reach, and nothing else', async () => {
    const mark = randomUUID().slice(0, 8);
    const store = await newStore({ name: `Store ${mark}` });
    const foreign = await newStore({ name: `Foreign ${mark}` });
    const pos = await newPos(store, `REF-${mark}`);
    const device = await newDevice(store, { name: `Counter ${mark}` });
    const find = async (who: ReturnType<typeof page>, q: string) =>
      (await who<{ items: SearchHit[] }>('GET', `search?q=${encodeURIComponent(q)}`)).body.items.map(({ kind, id }) => [
        kind,
        id,
      ]);
    const admin = page(store);
    const all = [['STORE', store.storeId], ['POINT_OF_SALE', pos.posId], ['DEVICE', device.deviceId]]; // prettier-ignore
    expect(await find(admin, mark.toUpperCase())).toEqual(all);
    expect(await find(admin, pos.posId)).toEqual([all[1]]);
    expect(await find(admin, '%')).toEqual([]);
    expect(await find(page(foreign), mark)).toEqual([['STORE', foreign.storeId]]);
    const elsewhere = page(store, { role: 'store-admin', merchantId: store.merchantId, storeIds: [randomUUID()] });
    expect(await find(elsewhere, mark)).toEqual([]);

    const database = new Client({ connectionString: testDatabase.url });
    await database.connect();
    const certify = (thumbprint: string, deviceId: string, status: string) =>
      database.query(
        `insert into certificate (thumbprint, device_id, tenant_id, serial_number, key_thumbprint, certificate_serial, role, status,
            not_before, not_after, renewable_from, pem)
          values ($1::text, $2, $3, 'SN-${mark}', $1::text, $1::text, 'ACTIVE', $4, now(), now(), now(), '')`,
        [thumbprint, deviceId, store.organisationId, status],
      ); // prettier-ignore
    const replaced = await newDevice(store, { name: 'Away' });
    await certify(`now-${mark}`, device.deviceId, 'VALID');
    await certify(`then-${mark}`, replaced.deviceId, 'REVOKED');
    await database.end();
    expect(await find(admin, `sn-${mark}`)).toEqual([all[2]]);
    expect(await find(page(foreign), `SN-${mark}`)).toEqual([]);
  });
});

describe('a list that one chooses from', () => {
  it('is narrowed by a part of the name or the reference, and by ids, within reach and on every page', async () => {
    const mark = randomUUID().slice(0, 8);
    const store = await newStore({ name: `Store ${mark}` });
    const { organisationId, merchantId, storeId } = store;
    const foreign = await newStore({ name: `Foreign ${mark}` });
    const merchants = `organisations/${organisationId}/merchants`;
    const other = await make<Merchant>(`${V1}/${merchants}`, { name: `Other ${mark}` });
    const [one, two] = [await newPos(store, `A-${mark}`), await newPos(store, `B-${mark}`)];
    const found = async (who: ReturnType<typeof page>, path: string): Promise<unknown[]> => {
      const { status, body } = await who<Page<Record<string, unknown>>>('GET', path);
      expect({ path, status }).toEqual({ path, status: 200 });
      const id = path.startsWith('stores/') ? 'posId' : path.startsWith('stores') ? 'storeId' : 'merchantId';
      return body.items.map((item) => item[path.startsWith('organisations?') ? 'organisationId' : id]);
    };
    const [admin, narrow] = [page(store), page(store, { role: 'merchant-admin', merchantId })];
    const platform = page(store, { role: 'platform-admin', organisationId: null });
    expect(await found(admin, `${merchants}?q=${mark.toUpperCase()}`)).toEqual([other.merchantId]);
    expect(await found(admin, `${merchants}?q=%25`)).toEqual([]);
    expect(await found(admin, `${merchants}?merchantId=${other.merchantId},${foreign.merchantId}`)).toEqual([
      other.merchantId,
    ]);
    expect(await found(narrow, `${merchants}?merchantId=${other.merchantId}`)).toEqual([]);
    const before = Buffer.from('00000000-0000-0000-0000-000000000000').toString('base64url');
    expect(await found(narrow, `${merchants}?cursor=${before}`)).toEqual([merchantId]);
    expect(await found(admin, `organisations?cursor=${before}`)).toEqual([organisationId]);
    expect(await found(admin, `organisations?organisationId=${foreign.organisationId}`)).toEqual([]);
    expect(await found(platform, `organisations?organisationId=${foreign.organisationId},${organisationId}`)).toEqual(
      [organisationId, foreign.organisationId].sort(),
    );
    expect(await found(admin, `stores?storeId=${storeId},${foreign.storeId}`)).toEqual([storeId]);
    expect(await found(admin, `stores/${storeId}/points-of-sale?q=b-${mark}`)).toEqual([two.posId]);
    expect(await found(admin, `stores/${storeId}/points-of-sale?posId=${one.posId}`)).toEqual([one.posId]);
  });
});

describe('the audit trail', () => {
  it('is narrowed by actor, action, object and time, newest first', async () => {
    const store = await newStore();
    const admin = page(store, { email: 'ann_a@x.example' });
    await admin('PATCH', `stores/${store.storeId}`, { name: 'One' });
    await admin('PATCH', `stores/${store.storeId}`, { name: 'Two' });
    const trail = async (query: string) => (await admin<Page<AuditEntry>>('GET', `audit?${query}`)).body.items;
    const newest = await trail('sort=-at&actor=ann_&limit=1');
    expect(newest).toMatchObject([{ action: 'store.changed', detail: { name: 'Two' } }]);
    expect(await trail('actor=annxa')).toEqual([]);
    expect(await trail(`action=STORE.CHANGED&object=${store.storeId}`)).toHaveLength(2);
    expect(await trail(`from=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([]);
    const first = await admin<Page<AuditEntry>>('GET', 'audit?sort=-at&limit=1');
    const second = await admin<Page<AuditEntry>>('GET', `audit?sort=-at&limit=1&cursor=${first.body.next}`);
    expect(second.body.items[0]?.seq).toBe((first.body.items[0]?.seq ?? 0) - 1);
  });

  it('is held against its hashes, and says where it was touched', async () => {
    const store = await newStore();
    const admin = page(store);
    const verify = async () => (await admin<AuditVerification>('GET', 'audit/verification')).body;
    const before = await verify();
    expect(before).toMatchObject({ organisationId: store.organisationId, fault: null });
    // Not as the service, which may only add to the trail.
    const intruder = new Client({ connectionString: testDatabase.url });
    await intruder.connect();
    await intruder.query('alter table audit disable trigger audit_only_grows');
    await intruder.query(`update audit set actor = 'nobody' where tenant_id = $1 and seq = 2`, [store.organisationId]);
    await intruder.query('alter table audit enable trigger audit_only_grows');
    await intruder.end();
    expect(await verify()).toMatchObject({ fault: 'entry 2 was changed', entries: 1 });
  });
});

describe('a point of sale', () => {
  it('shows when its software first listed the devices, and when its first sale was over', async () => {
    const store = await newStore();
    const pos = await newPos(store);
    const admin = page(store);
    const look = async () => (await admin<PointOfSale>('GET', `points-of-sale/${pos.posId}`)).body;
    expect(await look()).toMatchObject({ firstListedAt: null, firstSaleAt: null });
    await list(pos);
    const { firstListedAt } = await look();
    expect(firstListedAt).not.toBeNull();
    await list(pos);
    expect((await look()).firstListedAt).toBe(firstListedAt);
    const sale = {
      ...{ exchangeId: 'T1', exchangeIdentification: 'x', tenantId: store.organisationId, storeId: store.storeId },
      ...{ posId: pos.posId, deviceId: 'd', kind: 'PaymentRequest', state: 'APPROVED', amount: '1', currency: 'EUR' },
      ...{ transactionReference: null, acceptedAt: new Date().toISOString(), sessionId: null },
    };
    const [first, second] = ['2026-01-01T10:00:00.000Z', '2026-01-01T11:00:00.000Z'] as const;
    const told = (completedAt: string) =>
      ({ topic: 'transactionEvents', type: 'ExchangeCompleted', key: 'd', data: { ...sale, completedAt } }) as const;
    await app.get(KafkaBus).publish([told(first), told(second)]);
    const seen = await eventually('the sale is seen', async () => (await look()).firstSaleAt ?? undefined);
    expect(seen).toBe(first);
  });

  it('whose Key is shown says so to those who answer for it', async () => {
    const store = await newStore();
    const pos = await newPos(store);
    const admin = page(store, { email: 'ann@x.example' });
    expect((await admin('POST', `points-of-sale/${pos.posId}/key-reveals`)).status).toBe(200);
    const event = await eventually('it is told', () =>
      // the topic is one for all cells
      told.seen.find(({ type, data }) => type === 'PosKeyShown' && data.posId === pos.posId),
    );
    expect([event.data]).toMatchObject([
      {
        posId: pos.posId,
        posName: 'Till 1',
        storeName: 'High Street',
        actor: 'ann@x.example',
        tenantId: store.organisationId,
      },
    ]);
  });
});
