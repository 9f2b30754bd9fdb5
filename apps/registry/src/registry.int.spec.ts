import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deviceListing, liveSessionKey, presenceKey } from '@ppaas/contracts';
import type { CreatedDevice } from '@ppaas/contracts';
import { KafkaBus } from '@ppaas/messaging';
import { Database, Redis } from '@ppaas/service';
import { asSuperuser, createCsr, eventually, readTopic, testStores } from '@ppaas/testing';
import { open, sealContext } from './secrets/sealed.ts';
import {
  closeRegistry,
  openRegistry,
  DOOR_TOKEN,
  app,
  call,
  cell,
  enrol,
  issuer,
  kek,
  list,
  logLines,
  make,
  newDevice,
  newPos,
  newStore,
  operator,
  testDatabase,
} from './registry.harness.ts';

beforeAll(openRegistry, 60_000);
afterAll(closeRegistry);

describe('the operators API', () => {
  it('leads from an organisation to a POS and a device', async () => {
    const store = await newStore({ sessionPolicy: 'LOGIN_REQUIRED', paymentMethods: ['VISA'] });
    expect(store).toMatchObject({
      status: 'ACTIVE',
      sessionPolicy: 'LOGIN_REQUIRED',
      paymentMethods: ['VISA'],
      version: 1,
    });
    const pos = await newPos(store, 'TILL 1');
    expect(pos).toMatchObject({ storeId: store.storeId, reference: 'TILL 1', saleId: 'TILL 1', status: 'ACTIVE' });
    expect(pos.applicationId).toMatch(/^app_/);
    expect(pos.applicationKey).toMatch(/^ppk_/);
    const device = await newDevice(store);
    expect(device.deviceId).toMatch(/^dev_/);
    expect(device.activationCode).toHaveLength(10);
    expect(await call('GET', `/registry/v1/devices/${device.deviceId}`)).toMatchObject({ body: { hardware: [] } });
  });

  it('never shows a Key again', async () => {
    const store = await newStore();
    const pos = await newPos(store);
    const again = await call('GET', `/registry/v1/points-of-sale/${pos.posId}`);
    const listed = await call('GET', `/registry/v1/stores/${store.storeId}/points-of-sale`);
    expect(again.body).toMatchObject({ posId: pos.posId, applicationId: pos.applicationId });
    expect(JSON.stringify([again, listed])).not.toContain('ppk_');
  });

  it('keeps a reference unique among the active POS of a store', async () => {
    const store = await newStore();
    const url = `/registry/v1/stores/${store.storeId}/points-of-sale`;
    const pos = await newPos(store, 'TILL-1');
    expect(await call('POST', url, { name: 'Two', reference: 'TILL-1' })).toMatchObject({
      status: 409,
      body: { code: 'entity.conflict' },
    });
    await newPos(await newStore(), 'TILL-1');
    await call('DELETE', `/registry/v1/points-of-sale/${pos.posId}`);
    await newPos(store, 'TILL-1');
  });

  it.each([
    ['POST', '/registry/v1/organisations', { name: 'x', other: 1 }, 400, 'request.invalid'],
    ['POST', '/registry/v1/organisations', { name: '' }, 400, 'request.invalid'],
    ['POST', '/registry/v1/organisations', { name: 'a\u0000b' }, 400, 'request.invalid'],
    ['GET', '/registry/v1/organisations?limit=0', undefined, 400, 'request.invalid'],
    ['GET', '/registry/v1/organisations?cursor=zzz', undefined, 400, 'request.invalid'],
    ['GET', '/registry/v1/organisations/1', undefined, 404, 'entity.unknown'],
    ['GET', `/registry/v1/stores/${randomUUID()}`, undefined, 404, 'entity.unknown'],
    ['GET', "/registry/v1/devices/';drop table device", undefined, 404, 'entity.unknown'],
    [
      'POST',
      `/registry/v1/stores/${randomUUID()}/points-of-sale`,
      { name: 'x', reference: 'y' },
      404,
      'entity.unknown',
    ],
    ['POST', `/registry/v1/stores/${randomUUID()}/devices`, { name: 'x' }, 404, 'entity.unknown'],
    ['POST', `/registry/v1/merchants/${randomUUID()}/stores`, { name: 'x' }, 404, 'entity.unknown'],
    ['DELETE', `/registry/v1/points-of-sale/${randomUUID()}`, undefined, 404, 'entity.unknown'],
    ['DELETE', `/registry/v1/devices/${randomUUID().slice(0, 30)}`, undefined, 404, 'entity.unknown'],
  ] as const)('%s %s %j → %i %s', async (method, url, body, status, code) => {
    expect(await call(method, encodeURI(url), body)).toMatchObject({ status, body: { code } });
  });

  it('lets no POS have the id of a device of its store as reference, and no device the reference of a POS', async () => {
    const [store, other] = [await newStore(), await newStore()];
    const id = `one-${randomUUID().slice(0, 8)}`;
    const devices = `/registry/v1/stores/${store.storeId}/devices`;
    const pointsOfSale = `/registry/v1/stores/${store.storeId}/points-of-sale`;
    await newPos(store, id);
    const asDevice = { name: 'x', deviceId: id };
    expect(await call('POST', devices, asDevice)).toMatchObject({
      status: 409,
      body: { code: 'entity.conflict', errors: [{ pointer: '/deviceId' }] },
    });
    // In another store the two can be told apart.
    await newDevice(other, { deviceId: id });
    await newPos(await newStore(), id);
    const device = await newDevice(store);
    const asReference = { name: 'x', reference: device.deviceId };
    expect(await call('POST', pointsOfSale, asReference)).toMatchObject({
      status: 409,
      body: { code: 'entity.conflict', errors: [{ pointer: '/reference' }] },
    });
    await call('DELETE', `/registry/v1/devices/${device.deviceId}`);
    await newPos(store, device.deviceId);
    // Of two that come at the same time one is made.
    const both = `both-${randomUUID().slice(0, 8)}`;
    const answers = await Promise.all([
      call('POST', pointsOfSale, { name: 'x', reference: both }),
      call('POST', devices, { name: 'x', deviceId: both }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('refuses a reference that does not fit into a nexo identification', async () => {
    const { storeId } = await newStore();
    const answer = await call('POST', `/registry/v1/stores/${storeId}/points-of-sale`, {
      name: 'x',
      reference: 'x'.repeat(36),
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', detail: expect.stringContaining('/reference') },
    });
  });

  it('refuses to delete what something depends on, and deletes it afterwards', async () => {
    const store = await newStore();
    const pos = await newPos(store);
    const urls = [
      `/registry/v1/points-of-sale/${pos.posId}`,
      `/registry/v1/stores/${store.storeId}`,
      `/registry/v1/merchants/${store.merchantId}`,
      `/registry/v1/organisations/${store.organisationId}`,
    ];
    for (const url of urls.slice(1)) {
      expect(await call('DELETE', url)).toMatchObject({ status: 409, body: { code: 'entity.inUse' } });
    }
    for (const url of urls) expect(await call('DELETE', url)).toMatchObject({ status: 204 });
    expect(await call('GET', `/registry/v1/stores/${store.storeId}`)).toMatchObject({ status: 404 });
  });

  it('changes only what was seen', async () => {
    const { storeId } = await newStore();
    const url = `/registry/v1/stores/${storeId}`;
    const headers = { authorization: `Bearer ${operator}` };
    const seen = await call('GET', url);
    expect(seen.headers['etag']).toBe('"1"');
    const change = (tag: string, body: object) => call('PATCH', url, body, { ...headers, 'if-match': tag });
    expect(await change('"1"', { name: 'New' })).toMatchObject({ status: 200, body: { name: 'New', version: 2 } });
    expect(await change('"1"', { name: 'Newer' })).toMatchObject({ status: 412, body: { code: 'entity.changed' } });
    expect(await change('"2"', { paymentMethods: [] })).toMatchObject({ body: { name: 'New', paymentMethods: [] } });
    expect(await change('*', { paymentMethods: null })).toMatchObject({ body: { paymentMethods: null, version: 4 } });
  });

  it('pages through a collection', async () => {
    const store = await newStore();
    const made = [await newDevice(store), await newDevice(store), await newDevice(store)].map((d) => d.deviceId);
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await call<{ items: { deviceId: string }[]; next: string | null }>(
        'GET',
        `/registry/v1/stores/${store.storeId}/devices?limit=2${cursor}`,
      );
      seen.push(...body.items.map((item) => item.deviceId));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(seen).toEqual([...made].sort());
  });

  it('opens to operators only, and to one of an organisation no other', async () => {
    const store = await newStore();
    const pos = await newPos(store);
    const posToken = await issuer.tokenFor({ ...pos, tenantId: pos.organisationId });
    const tenantOperator = await issuer.operatorToken({ tid: store.organisationId });
    const url = '/registry/v1/organisations';
    expect(await call('GET', url, undefined, {})).toMatchObject({ status: 401, body: { code: 'token.missing' } });
    expect(await call('GET', url, undefined, { authorization: `Bearer ${posToken}` })).toMatchObject({ status: 401 });
    const asTenant = { authorization: `Bearer ${tenantOperator}` };
    expect(await call('GET', url, undefined, asTenant)).toMatchObject({
      body: { items: [{ organisationId: store.organisationId }], next: null },
    });
    expect(await call('POST', url, { name: 'x' }, asTenant)).toMatchObject({ body: { code: 'role.missing' } });
  });

  it('opens to a program as far as its role and its stores reach', async () => {
    const [own, other] = [await newStore(), await newStore()];
    const claims = { tid: own.organisationId, mid: own.merchantId, store_ids: [own.storeId] };
    const as = async (role: string | undefined) => ({ authorization: `Bearer ${await issuer.operatorToken({ ...claims, role })}` }); // prettier-ignore
    const add = async (store: typeof own, role?: string) => {
      const till = { name: 'Till', reference: `T-${randomUUID().slice(0, 8)}` };
      return call('POST', `/registry/v1/stores/${store.storeId}/points-of-sale`, till, await as(role));
    };
    expect(await add(own, 'store-admin')).toMatchObject({ status: 201 });
    expect(await add(own, 'support')).toMatchObject({ status: 403, body: { code: 'role.missing' } });
    expect(await add(other, 'store-admin')).toMatchObject({ status: 404 });
    expect(await add(own)).toMatchObject({ status: 401, body: { code: 'token.invalid' } });
  });

  it('writes down who did what, and the trail only grows', async () => {
    const pos = await newPos(await newStore());
    const database = app.get(Database);
    const rows = await database.query<{ actor: string; action: string }>(
      'select actor, action from audit where object = $1',
      [`pos:${pos.posId}`],
    );
    expect(rows).toEqual([{ actor: 'operator', action: 'pos.created' }]);
    for (const statement of ['update audit set actor = null', 'delete from audit', 'truncate audit']) {
      await expect(database.query(statement)).rejects.toThrow('permission denied');
      await expect(asSuperuser(testDatabase.url, statement)).rejects.toThrow('only grows');
    }
    const page = await call<{ items: object[] }>('GET', '/registry/v1/audit?limit=1');
    expect(page.body).toMatchObject({
      items: [{ actor: 'operator', action: 'organisation.created' }],
      next: expect.any(String),
    });
  });
});

describe('enrolment', () => {
  it('gives a certificate for a code, once of fifty at the same time', async () => {
    const store = await newStore();
    const device = await newDevice(store);
    const requests = await Promise.all(Array.from({ length: 50 }, () => createCsr('2.5.4.5=SN1')));
    const answers = await Promise.all(requests.map(({ csr }) => enrol(device.activationCode.toLowerCase(), csr)));
    const won = answers.filter((answer) => answer.status === 200);
    expect(won).toHaveLength(1);
    expect(answers.filter((answer) => answer.body['code'] === 'activation.invalid')).toHaveLength(49);
    expect(won[0]?.body).toMatchObject({
      deviceId: device.deviceId,
      connectUrl: 'wss://devices.example/device/v1/connect',
      certificate: expect.stringContaining('BEGIN CERTIFICATE'),
      chain: expect.stringContaining('BEGIN CERTIFICATE'),
    });
    const { body } = await call('GET', `/registry/v1/devices/${device.deviceId}`);
    expect(body['hardware']).toMatchObject([{ serialNumber: 'SN1', role: 'ACTIVE', status: 'VALID' }]);
  });

  it('voids a code after five bad requests', async () => {
    const device = await newDevice(await newStore());
    const { csr } = await createCsr();
    for (let use = 0; use < 5; use++) {
      expect(await enrol(device.activationCode, 'no request')).toMatchObject({
        status: 400,
        body: { code: 'csr.invalid' },
      });
    }
    expect(await enrol(device.activationCode, csr)).toMatchObject({
      status: 403,
      body: { code: 'activation.invalid' },
    });
  });

  it('takes no code that is over, replaced or made up', async () => {
    const device = await newDevice(await newStore());
    const { csr } = await createCsr();
    const url = `/registry/v1/devices/${device.deviceId}/activation-codes`;
    const { activationCode } = await make<CreatedDevice>(url, {});
    expect(await enrol(device.activationCode, csr)).toMatchObject({ status: 403 });
    await app
      .get(Database)
      .query(`update activation_code set expires_at = now() where device_id = $1`, [device.deviceId]);
    expect(await enrol(activationCode, csr)).toMatchObject({ status: 403 });
    expect(await enrol('0000000000', csr)).toMatchObject({ status: 403 });
    expect(await enrol('short', csr)).toMatchObject({ status: 403 });
  });

  it('swaps hardware: the new one is active, the former a standby, a third is refused until one is revoked', async () => {
    const store = await newStore();
    const device = await newDevice(store);
    const codes = `/registry/v1/devices/${device.deviceId}/activation-codes`;
    const put = async (code: string, serial: string) => enrol(code, (await createCsr(`2.5.4.5=${serial}`)).csr);
    const hardware = async () =>
      ((await call('GET', `/registry/v1/devices/${device.deviceId}`)).body['hardware'] as Record<string, string>[]).map(
        (line) => `${line['serialNumber']} ${line['role']} ${line['status']}`,
      );
    expect(await put(device.activationCode, 'A')).toMatchObject({ status: 200 });
    expect(await put((await make<CreatedDevice>(codes, { role: 'ACTIVE' })).activationCode, 'B')).toMatchObject({
      status: 200,
    });
    expect(await hardware()).toEqual(['B ACTIVE VALID', 'A STANDBY VALID']);
    const third = await make<CreatedDevice>(codes, { role: 'STANDBY' });
    expect(await put(third.activationCode, 'C')).toMatchObject({ status: 409, body: { code: 'entity.conflict' } });
    expect(await call('DELETE', `/registry/v1/devices/${device.deviceId}/hardware/A`)).toMatchObject({ status: 204 });
    expect(await call('DELETE', `/registry/v1/devices/${device.deviceId}/hardware/A`)).toMatchObject({ status: 204 });
    expect(await put(third.activationCode, 'C')).toMatchObject({ status: 200 });
    expect(await hardware()).toEqual(['C STANDBY VALID', 'B ACTIVE VALID', 'A STANDBY REVOKED']);
    expect(await call('DELETE', `/registry/v1/devices/${device.deviceId}/hardware/Z`)).toMatchObject({ status: 404 });
    expect(await call('DELETE', `/registry/v1/devices/${device.deviceId}`)).toMatchObject({ status: 204 });
    const rows = await app
      .get(Database)
      .query('select 1 from certificate where device_id = $1 and status = $2', [device.deviceId, 'VALID']);
    expect(rows).toEqual([]);
  });

  it('renews at the mutual-TLS door, from day 60, and keeps the former certificate for 24 h', async () => {
    const device = await newDevice(await newStore());
    const first = await createCsr('2.5.4.5=SN1');
    await enrol(device.activationCode, first.csr);
    const hardware = async () =>
      (await call('GET', `/registry/v1/devices/${device.deviceId}`)).body['hardware'] as {
        thumbprint: string;
        notAfter: string;
      }[];
    const [{ thumbprint } = { thumbprint: '' }] = await hardware();
    const door = { 'x-client-cert-sha256': thumbprint, 'x-door-token': DOOR_TOKEN };
    const renew = (csr: string, headers: Record<string, string> = door) =>
      call('POST', '/device/v1/renew', { csr }, headers);
    const next = await createCsr();
    const unproven: Record<string, string>[] = [
      {},
      { 'x-client-cert-sha256': thumbprint },
      { ...door, 'x-door-token': 'guess' },
    ];
    for (const headers of unproven) {
      expect(await renew(next.csr, headers)).toMatchObject({ status: 401, body: { code: 'certificate.required' } });
    }
    expect(await renew(next.csr)).toMatchObject({ status: 409, body: { code: 'renewal.tooEarly' } });
    await app.get(Database).query('update certificate set renewable_from = now() where thumbprint = $1', [thumbprint]);
    expect(await renew(first.csr)).toMatchObject({ status: 400, body: { code: 'csr.invalid' } });
    const renewed = await renew(next.csr);
    expect(renewed).toMatchObject({ status: 200, body: { deviceId: device.deviceId } });
    // the answer was lost: the same request again gives the same certificate
    expect((await renew(next.csr)).body).toEqual(renewed.body);
    const lines = await hardware();
    expect(lines).toHaveLength(2);
    const former = lines.find((line) => line.thumbprint === thumbprint);
    expect(Date.parse(former?.notAfter ?? '') - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
    await call('DELETE', `/registry/v1/devices/${device.deviceId}/hardware/SN1`);
    expect(await renew((await createCsr()).csr)).toMatchObject({ status: 401 });
  });
});

describe('the listing', () => {
  const visa = { code: 'VISA', name: 'Visa', brands: [] };
  const qr = { code: 'QR', name: 'QR', brands: [] };
  const hello = {
    serialNumber: 'SN1',
    model: 'M1',
    softwareVersion: '1.0',
    protocolVersions: ['5.0'],
    paymentMethods: [visa, qr],
    services: ['FinancialPaymentRequest'],
    capabilities: {},
    state: 'Busy' as const,
    bootId: 'b',
    journalId: 'j',
    oldestSequence: 0,
    journalSequence: 0,
  };

  it('shows the devices of the own store, and only those', async () => {
    const [mine, sibling, foreign] = [await newStore(), await newStore(), await newStore()];
    const pos = await newPos(mine);
    const [first, second] = [await newDevice(mine), await newDevice(mine)];
    const others = [await newDevice(sibling), await newDevice(foreign)];
    const answer = await list(pos);
    const listing = deviceListing.parse(answer.body);
    expect(listing.storeId).toBe(mine.storeId);
    expect(listing.devices.map((device) => device.deviceId)).toEqual([first.deviceId, second.deviceId].sort());
    expect(listing.devices[0]).toMatchObject({ presence: 'OFFLINE', state: 'IDLE', lastSeenAt: null, hardware: null });
    for (const other of others) {
      expect(await list(pos, `/${other.deviceId}`)).toMatchObject({ status: 404, body: { code: 'device.unknown' } });
    }
    expect(await list(pos, `/${first.deviceId}`)).toMatchObject({ status: 200, body: { deviceId: first.deviceId } });
    await call('DELETE', `/registry/v1/devices/${first.deviceId}`);
    expect(await list(pos, `/${first.deviceId}`)).toMatchObject({ status: 404 });
  });

  it('says what is live, what was seen last, and who holds the device', async () => {
    const store = await newStore({ paymentMethods: ['VISA', 'AMEX'] });
    const [pos, other] = [await newPos(store), await newPos(store)];
    const device = await newDevice(store);
    const bus = app.get(KafkaBus);
    const connection = {
      deviceId: device.deviceId,
      tenantId: store.organisationId,
      instance: 'c-0',
      epoch: 7,
      serialNumber: 'SN1',
    };
    const now = Date.now();
    const at = (ms: number): string => new Date(now + ms).toISOString();
    const sessionId = randomUUID();
    await bus.publish([
      { topic: 'deviceEvents', type: 'DeviceConnected', key: device.deviceId, data: { ...connection, role: 'ACTIVE', connectedAt: at(-2000), hello } },
      // late, from an older connection: changes nothing
      { topic: 'deviceEvents', type: 'DeviceConnected', key: device.deviceId, data: { ...connection, epoch: 6, role: 'ACTIVE', connectedAt: at(-9000), hello: { ...hello, model: 'M0' } } },
      { topic: 'deviceEvents', type: 'DeviceDisconnected', key: device.deviceId, data: { ...connection, disconnectedAt: at(-1000), reason: 'closed' } },
      { topic: 'sessionEvents', type: 'SessionOpened', key: device.deviceId, data: { deviceId: device.deviceId, tenantId: store.organisationId, storeId: store.storeId, sessionId, posId: other.posId, posName: other.name, saleId: other.saleId, fence: 3, expiresAt: at(600_000),
          bootId: 'b', attributes: {} } },
    ]); // prettier-ignore
    const offline = await eventually('the observation', async () => {
      const { body } = await list(pos, `/${device.deviceId}`);
      return body['lastSeenAt'] === at(-1000) ? body : undefined;
    });
    expect(offline).toMatchObject({
      presence: 'OFFLINE',
      state: 'BUSY',
      hardware: { serialNumber: 'SN1', model: 'M1', softwareVersion: '1.0' },
      paymentMethods: [visa],
      services: ['FinancialPaymentRequest'],
      session: { held: false },
    });

    const redis = app.get(Redis).commands;
    const presence = { instance: 'c-0', epoch: 8, serialNumber: 'SN1', model: 'M1', softwareVersion: '1.1', state: 'Idle', since: at(0), lastSeenAt: at(0) }; // prettier-ignore
    const session = { sessionId, posId: pos.posId, posName: pos.name, fence: 4, expiresAt: at(60_000) };
    await redis.set(presenceKey(device.deviceId), JSON.stringify(presence), 'EX', 45);
    await redis.set(liveSessionKey(device.deviceId), JSON.stringify(session), 'EX', 60);
    expect((await list(pos, `/${device.deviceId}`)).body).toMatchObject({
      presence: 'ONLINE',
      state: 'IDLE',
      lastSeenAt: at(0),
      hardware: { softwareVersion: '1.1' },
      session: { held: true, byCaller: true, posName: pos.name },
    });
    expect((await list(other, `/${device.deviceId}`)).body).toMatchObject({ session: { held: true, byCaller: false } });

    redis.disconnect();
    await eventually('UNKNOWN while Redis is away', async () => {
      const { body } = await list(other, `/${device.deviceId}`);
      return body['presence'] === 'UNKNOWN' ? body : undefined;
    }).then((body) => {
      expect(body).toMatchObject({ state: 'BUSY', session: { held: true, byCaller: true, posName: other.name } });
    });
    await redis.connect();
    expect((await list(other, `/${device.deviceId}`)).body).toMatchObject({ presence: 'ONLINE' });
  });

  it('refuses a POS that is deregistered, by its next call, and touches no other', async () => {
    const store = await newStore();
    const [pos, other] = [await newPos(store), await newPos(store)];
    expect(await list(pos)).toMatchObject({ status: 200 });
    const url = `/registry/v1/points-of-sale/${pos.posId}`;
    expect(await call('DELETE', url)).toMatchObject({ status: 204 });
    expect(await call('DELETE', url)).toMatchObject({ status: 204 });
    expect(await list(pos)).toMatchObject({ status: 401, body: { code: 'token.revoked' } });
    expect(await list(other)).toMatchObject({ status: 200 });
    expect(await list(other, '', { ver: 2 })).toMatchObject({ status: 401, body: { code: 'token.revoked' } });
    const sealed = await app.get(Database).query('select 1 from pos_key where pos_id = $1', [pos.posId]);
    expect(sealed).toEqual([]);
  });

  it('refuses an organisation that is not subscribed', async () => {
    const store = await newStore();
    const pos = await newPos(store);
    const url = `/registry/v1/organisations/${store.organisationId}/subscriptions/retail-api`;
    await call('PUT', url, { active: false });
    expect(await list(pos)).toMatchObject({ status: 403, body: { code: 'organisation.notSubscribed' } });
    await call('PUT', url, { active: true });
    expect(await list(pos)).toMatchObject({ status: 200 });
  });
});

describe('a Key', () => {
  it('is in no table, no event and no log line, and opens from its seal', async () => {
    const store = await newStore();
    const pos = await newPos(store);
    const database = app.get(Database);
    const tables = await database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(10);
    const secret = pos.applicationKey.slice(4, 40);
    for (const { name } of tables) {
      const hits = await database.query(`select 1 from "${name}" t where t::text like $1 limit 1`, [`%${secret}%`]);
      expect({ table: name, hits: hits.length }).toEqual({ table: name, hits: 0 });
    }
    expect(logLines.length).toBeGreaterThan(10);
    expect(logLines.filter((line) => line.includes('ppk_') || line.includes(secret))).toEqual([]);

    const reader = await readTopic({ brokers: testStores().kafkaBrokers, cell, topic: 'registryEvents' });
    const credential = await eventually('the credential event', () =>
      reader.seen.find((message) => message.key === `credential:${pos.posId}`),
    );
    await reader.stop();
    expect(credential.data).toMatchObject({ applicationId: pos.applicationId, verifiers: [{ pepperVersion: 1 }] });
    expect(JSON.stringify(reader.seen)).not.toMatch(new RegExp(`ppk_|${secret}`));

    const [row] = await database.query<{ sealed: never }>('select sealed from pos_key where pos_id = $1', [pos.posId]);
    const context = sealContext(store.organisationId, pos.posId, 1);
    expect(open((row ?? { sealed: {} as never }).sealed, context, kek)).toBe(pos.applicationKey);
  });
});
