import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceName } from '@ppaas/contracts';
import { openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';
import { Platform, SERVICES } from './harness/platform.ts';
import { seenBy, tenantTables, wallFaults } from './harness/walls.ts';

/** Tables whose rows belong to no organisation, and why. All others have a wall. */
const SHARED: Readonly<Record<ServiceName, Readonly<Record<string, string>>>> = {
  auth: {
    migrations: 'versions of the schema',
    outbox: 'messages of all on their way to the broker; an organisation may add some and ask whether these are gone',
    revoked_token: 'ids of tokens, which say nothing and are looked up by whoever has the token',
    throttle: 'hashes of what was tried, before it is known who tries',
    mail: 'letters on their way out; an organisation may add some and read none',
  },
  registry: { migrations: 'as above', outbox: 'as above' },
  session: { migrations: 'as above', outbox: 'as above' },
  transaction: { migrations: 'as above', outbox: 'as above' },
  'device-connector': { migrations: 'as above' },
};

/** Tables in which the test below must find rows of both organisations, or it has shown nothing. */
const FILLED: readonly string[] = [
  ...['organisation', 'merchant', 'store', 'point_of_sale', 'device', 'pos_key', 'activation_code', 'audit'].map(
    (table) => `registry.${table}`,
  ),
  ...['auth.organisation', 'auth.portal_user', 'auth.user_link'],
  ...['session.pos', 'session.device', 'transaction.pos', 'transaction.device', 'transaction.exchange'],
];

let platform: Platform;
let ours: Shop;
let theirs: Shop;

/** A shop with everything that leaves rows: a device, a sale (refused, since the device is not there), a person. */
async function furnish(): Promise<Shop> {
  const shop = await openShop(platform, { terminals: 0 });
  const operator = platform.operator();
  const { deviceId } = await operator.createDevice(shop.storeId, 'Counter');
  const email = `ann-${shop.storeId}@shop.example`;
  const person = { organisationId: shop.organisationId, email, name: 'Ann Example', role: 'organisation-admin' };
  await operator.call('POST', '/auth/v1/users', person);
  const [till] = shop.tills;
  expect(await till?.sale(deviceId)).toMatchObject({ status: 200 });
  return shop;
}

beforeAll(async () => {
  platform = await Platform.start({ name: 'isolation', simulators: 0 });
  [ours, theirs] = [await furnish(), await furnish()];
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

describe('the database of each service', () => {
  it.each(SERVICES)('has a wall around every table of %s that is not listed as shared', async (service) => {
    expect(await wallFaults(platform.pool(service), Object.keys(SHARED[service]))).toEqual([]);
  });

  it.each(SERVICES)('is used by %s in a role that owns nothing and bypasses nothing', async (service) => {
    const roles = await platform.rows(
      service,
      `select distinct r.rolname as name, r.rolsuper or r.rolbypassrls or r.rolcreaterole as "isAbove",
              exists (select 1 from pg_class c where c.relowner = r.oid) as "isOwner"
         from pg_stat_activity a join pg_roles r on r.rolname = a.usename
        where a.datname = current_database() and a.application_name like $1`,
      [`${service}-0%`],
    );
    expect(roles).toEqual([{ name: 'test_service', isAbove: false, isOwner: false }]);
  });
});

it('an organisation sees and changes its own rows of every table, though nothing in the SQL says so', async () => {
  const filled: string[] = [];
  for (const service of SERVICES) {
    const pool = platform.pool(service);
    const walled = (await tenantTables(pool)).filter(({ name }) => SHARED[service][name] === undefined);
    for (const { name, isMutable } of walled) {
      const about = `${service}.${name}`;
      const [mine, hers] = [
        await seenBy(pool, name, ours.organisationId),
        await seenBy(pool, name, theirs.organisationId),
      ];
      expect({ about, shared: mine.rows.filter((row) => hers.rows.includes(row)) }).toEqual({ about, shared: [] });
      for (const nobody of [undefined, randomUUID()]) {
        expect({ about, seen: (await seenBy(pool, name, nobody)).rows }).toEqual({ about, seen: [] });
      }
      if (isMutable) expect({ about, changed: await mine.change() }).toEqual({ about, changed: mine.rows.length });
      if (mine.rows.length > 0 && hers.rows.length > 0) filled.push(about);
    }
  }
  expect(filled).toEqual(expect.arrayContaining([...FILLED]));
}, 60_000);
