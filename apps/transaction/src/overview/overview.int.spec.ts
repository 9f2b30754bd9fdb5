import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { overview } from '@ppaas/contracts';
import type { Overview, SignedIn } from '@ppaas/contracts';
import { SILENT_LOG } from '@ppaas/messaging';
import { Pulses, Redis } from '@ppaas/service';
import { eventually, testStores } from '@ppaas/testing';
import {
  app,
  cell,
  close,
  connector,
  foreign,
  issuer,
  open,
  pay,
  payment,
  pool,
  reaches,
  settle,
  store,
  xid,
} from '../transaction.harness.ts';
import { notePresence } from './overview.store.ts';

// Figures are of whole steps of five seconds.
jest.setTimeout(30_000);
beforeAll(open, 60_000);
afterAll(close, 60_000);
beforeEach(settle);

/** What other processes say of themselves, until the end. */
const elsewhere: { redis?: Redis; readonly pulses: Pulses[] } = { pulses: [] };
afterAll(async () => {
  for (const one of elsewhere.pulses) one.stop();
  await elsewhere.redis?.close();
});

interface Look {
  readonly status: number;
  readonly body: Overview;
}

async function look(headers: Readonly<Record<string, string>>, query = ''): Promise<Look> {
  const answer = await app.inject({ url: `/operations/v1/overview${query}`, headers });
  return { status: answer.statusCode, body: answer.json<Overview>() };
}
const asOperator = async (claims: object = {}): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await issuer.operatorToken({ ...claims })}`,
});
const asPerson = (person: Partial<SignedIn>): Record<string, string> => ({ cookie: issuer.signIn(person).cookie });

/** Looks until the answer, which is kept for two seconds and leaves out the running step, says it. */
const looksUntil = (
  name: string,
  headers: Readonly<Record<string, string>>,
  is: (body: Overview) => boolean,
  query = '',
): Promise<Overview> =>
  eventually(
    name,
    async () => {
      const { body } = await look(headers, query);
      return is(body) ? body : undefined;
    },
    15_000,
  );

describe('the overview', () => {
  it('shows the platform its sales, their stages, its devices and its processes', async () => {
    for (let n = 0; n < 3; n += 1) expect((await pay(payment())).status).toBe(200);
    const operator = await asOperator();
    const seen = await looksUntil('three sales', operator, (body) => body.sales.totals.approved >= 3, '?minutes=1');
    expect(overview.parse(seen)).toEqual(seen);
    expect(seen.sales.points.reduce((sum, point) => sum + point.approved, 0)).toBe(seen.sales.totals.approved);
    expect(seen.stages.find(({ stage }) => stage === 'whole')).toMatchObject({ sales: seen.sales.totals.approved });
    expect(seen.stages.find(({ stage }) => stage === 'whole')?.p50Ms).toBeGreaterThan(0);
    expect(seen.organisations).toEqual([
      { organisationId: store.tenantId, sales: seen.sales.totals.approved, unknown: 0 },
    ]);
    const own = seen.services?.filter((one) => one.cell === cell);
    expect(own?.map(({ service, lagSeconds }) => ({ service, isBehind: lagSeconds > 5 }))).toEqual([
      { service: 'transaction', isBehind: false },
    ]);
    const ours = seen.devices.stores.find(({ storeId }) => storeId === store.storeId);
    expect(ours).toMatchObject({ organisationId: store.tenantId, online: 1, devices: 2 });
    // Other worlds of the same stores told of their devices on the same topic; none of them is online here.
    expect(seen.devices.online).toBe(1);
    expect(seen.devices.devices).toBeGreaterThanOrEqual(3);
  });

  it('shows the platform the processes of all cells, and those that serve one organisation when it is chosen', async () => {
    const [big, served] = [`${cell}-big`, randomUUID()];
    await pool.query("insert into organisation values ($1, true, $2, 'ACTIVE', 1)", [served, big]);
    const redis = new Redis({ url: testStores().redisUrl, name: 'pulses', log: SILENT_LOG });
    elsewhere.redis = redis;
    await redis.connect();
    const processes = [
      { cell: big, service: 'device-connector', instance: 'device-connector-0', outboxSeconds: 7 },
      // Of the same name as the one that answers.
      { cell: big, service: 'transaction', instance: 'transaction-0', outboxSeconds: 8 },
      { cell, service: 'auth', instance: 'auth-0', outboxSeconds: 9 },
    ];
    for (const { outboxSeconds, ...who } of processes) {
      const made = new Pulses(redis, who, SILENT_LOG);
      elsewhere.pulses.push(made);
      made.start(() => ({ outboxSeconds, lagSeconds: 0, poolWaiting: 0 }));
    }
    // Other worlds of the same stores have cells of their own.
    const rowsOf = ({ services }: Overview): string[] =>
      (services ?? [])
        .filter((one) => [big, cell].includes(one.cell))
        .map((one) => `${one.cell === big ? 'big' : 'own'} ${one.instance} ${Math.round(one.outboxSeconds)}`);
    const [ofBig, ofOwn] = [['big device-connector-0 7', 'big transaction-0 8'], ['own transaction-0 0']];
    const operator = await asOperator();
    const all = await looksUntil('all processes', operator, (body) => rowsOf(body).length === 4);
    expect(rowsOf(all)).toEqual(['own auth-0 9', ...ofOwn, ...ofBig]);
    const chosen = async (id: string): Promise<string[]> =>
      rowsOf((await look(operator, `?organisationId=${id}`)).body);
    expect(await chosen(served)).toEqual(['own auth-0 9', ...ofBig]);
    expect(await chosen(store.tenantId)).toEqual(['own auth-0 9', ...ofOwn]);
    expect(await chosen(randomUUID())).toEqual(['own auth-0 9']);
    const person = asPerson({ role: 'organisation-admin', organisationId: served });
    expect((await look(person)).body.services).toBeNull();
    expect((await look(person, `?organisationId=${served}`)).body.services).toBeNull();
  });

  it('counts what is unknown and puts its store first, until it is settled', async () => {
    connector.onCommand = () => Promise.resolve();
    const [exchangeIdentification, operator] = [xid(), await asOperator()];
    void pay(payment({ exchangeIdentification }));
    await reaches(exchangeIdentification, 'UNKNOWN');
    const doubtful = await looksUntil('an unknown', operator, (body) => body.unknown.now === 1);
    expect(doubtful.unknown.lastDay).toBeGreaterThanOrEqual(1);
    expect(Date.parse(doubtful.unknown.since ?? '')).toBeLessThan(Date.now());
    expect(doubtful.trouble[0]).toMatchObject({ storeId: store.storeId, unknown: 1, devicesAway: 1 });
    // After the promised time it is on the work list, and in its figure.
    await pool.query("update exchange set accepted_at = now() - interval '1 hour' where state = 'UNKNOWN'");
    const late = await looksUntil('it is on the work list', operator, (body) => body.workList > 0);
    const listed = await app.inject({ url: '/operations/v1/work-list', headers: operator });
    expect(late.workList).toBe(listed.json<{ count: number }>().count);
    expect(late.trouble[0]).toMatchObject({ workList: late.workList });
    await settle();
    const settled = await looksUntil('no unknown', operator, (body) => body.unknown.now === 0);
    expect(settled.unknown.since).toBeNull();
    expect(settled.unknown.lastDay).toBe(doubtful.unknown.lastDay);
  });

  it('notes when devices go and come, once for each change', async () => {
    const noted = async (): Promise<number[]> => {
      await notePresence(pool);
      const { rows } = await pool.query<{ online: number }>(
        'select online from presence_level where store_id = $1 order by at',
        [store.storeId],
      );
      return rows.map(({ online }) => online);
    };
    const reachesLevel = (online: number): Promise<true> =>
      eventually(`${online} online`, async () => ((await noted()).at(-1) === online ? true : undefined));
    await reachesLevel(1);
    const before = (await noted()).length;
    await connector.disconnect();
    await reachesLevel(0);
    await connector.connect();
    await reachesLevel(1);
    expect((await noted()).slice(before)).toEqual([0, 1]);
    const timelineOf = ({ devices }: Overview): Overview['devices']['stores'][number]['timeline'] =>
      devices.stores.find(({ storeId }) => storeId === store.storeId)?.timeline ?? [];
    const operator = await asOperator();
    const seen = await looksUntil('all of it', operator, (body) => timelineOf(body).length === before + 2);
    expect(timelineOf(seen).at(-1)).toEqual({ at: expect.stringMatching(/^\d{4}-.*Z$/), online: 1 });
  });

  it('shows each its own: organisation, merchant, stores', async () => {
    const { tenantId, merchantId, storeId } = store;
    const whole = asPerson({ role: 'organisation-admin', organisationId: tenantId });
    const own = await looksUntil('own sales', whole, (body) => body.sales.totals.approved > 0);
    expect(own).toMatchObject({ organisationId: tenantId, organisations: [], services: null });
    expect(own.devices.stores.map((each) => each.storeId)).toEqual([storeId]);

    const others = [
      asPerson({ role: 'organisation-admin', organisationId: foreign.tenantId }),
      asPerson({ role: 'merchant-admin', organisationId: tenantId, merchantId: randomUUID() }),
      asPerson({ role: 'store-admin', organisationId: tenantId, storeIds: [randomUUID()] }),
      await asOperator({ tid: foreign.tenantId }),
    ];
    for (const headers of others) {
      const { status, body } = await look(headers);
      expect(status).toBe(200);
      expect(body.sales.totals).toEqual({ approved: 0, partial: 0, declined: 0, cancelled: 0, notStarted: 0 });
      expect(JSON.stringify(body)).not.toContain(storeId);
    }
    const narrow = asPerson({ role: 'store-admin', organisationId: tenantId, merchantId, storeIds: [storeId] });
    expect((await look(narrow)).body.sales.totals).toEqual(own.sales.totals);
  });

  it('lets the platform pick an organisation, and nobody look into another one', async () => {
    const picked = await look(await asOperator(), `?organisationId=${foreign.tenantId}`);
    expect(picked.body).toMatchObject({ organisationId: foreign.tenantId, organisations: [] });
    const curious = asPerson({ role: 'organisation-admin', organisationId: foreign.tenantId });
    expect((await look(curious, `?organisationId=${store.tenantId}`)).status).toBe(404);
    expect((await look({})).status).toBe(401);
    expect((await look(await asOperator(), '?minutes=61')).status).toBe(400);
  });
});
