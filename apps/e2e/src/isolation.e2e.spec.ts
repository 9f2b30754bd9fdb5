import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AUTHORISE_PATH } from '@ppaas/contracts';
import type { ServiceName } from '@ppaas/contracts';
import { eventually } from '@ppaas/testing';
import { openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';
import { Platform, SERVICES } from './harness/platform.ts';
import { seenBy, tenantTables, wallFaults } from './harness/walls.ts';
import { declaredRoutes, describedOperations, routeOf } from './matrix/routes.ts';
import type { DeclaredRoute, DescribedOperation } from './matrix/routes.ts';
import { faultsFor, filterFaults, makeWorld } from './matrix/run.ts';

/** Tables whose rows belong to no organisation, and why. All others have a wall. */
const SHARED: Readonly<Record<ServiceName, Readonly<Record<string, string>>>> = {
  auth: {
    migrations: 'versions of the schema',
    outbox: 'messages of all on their way to the broker; an organisation may add some and ask whether these are gone',
    revoked_token: 'ids of tokens, which say nothing and are looked up by whoever has the token',
    throttle: 'hashes of what was tried, before it is known who tries',
    mail: 'letters on their way out; an organisation may add some and read none',
  },
  registry: { migrations: 'as above', outbox: 'as above', cell: 'where the doors of each cell are' },
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

/** Routes that ask for no caller, and why. All others name a permission or a scope. */
const PUBLIC: Readonly<Record<string, string>> = {
  'POST /oauth2/token': 'the request itself holds the credentials',
  'POST /retail/v1/getToken': 'the request itself holds the credentials',
  'POST /oauth2/revoke': 'the request itself holds the credentials',
  'POST /oauth2/introspect': 'the request itself holds the credentials',
  'GET /.well-known/jwks.json': 'public keys',
  'GET /.well-known/oauth-authorization-server': 'where what is',
  'POST /auth/v1/sign-in': 'nobody is signed in yet; throttled',
  'POST /auth/v1/sign-in/second-factor': 'the cookie of the first step is checked here',
  'GET /auth/v1/sign-in': 'what the cookie stands for; the guards of other services ask it',
  'POST /auth/v1/password-resets': 'answers the same for everybody; throttled',
  'POST /auth/v1/links/question': 'the token in the body was mailed',
  'POST /auth/v1/links/use': 'the token in the body was mailed',
  'GET /auth/v1/mailbox': 'of a sandbox only',
  'POST /device/v1/enrol': 'the activation code in the body; throttled',
  'POST /device/v1/renew': 'the certificate that the door saw',
  'GET /openapi.json': 'the reference',
  'GET /docs': 'the reference',
  'GET /': 'the portal’s files',
  'GET /*': 'the portal’s files',
};

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
  platform = await Platform.start({
    name: 'isolation',
    simulators: 0,
    environment: { MAILBOX: 'true', SANDBOX: 'true', SIGN_INS_PER_MINUTE: '1000' },
  });
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

describe('every route', () => {
  let routes: DeclaredRoute[];
  let operations: DescribedOperation[];

  beforeAll(async () => {
    [routes, operations] = [await declaredRoutes(), await describedOperations(platform.origin)];
  }, 60_000);

  it('asks for a caller, or is public for a reason', () => {
    const open = routes.filter(({ access }) => access.kind === 'public').map(({ name }) => name);
    // Between the door and auth, not routed to from outside.
    expect(open.filter((name) => !name.endsWith(AUTHORISE_PATH)).sort()).toEqual(Object.keys(PUBLIC).sort());
  });

  it('is in the reference, and what the reference says is a route', () => {
    expect(operations.filter((operation) => routeOf(routes, operation) === undefined)).toEqual([]);
    const described = new Set(operations.map((operation) => routeOf(routes, operation)?.name));
    const silent = routes.filter(({ access, name }) => access.kind !== 'public' && !described.has(name));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('honours the Idempotency-Key that the reference says it takes', () => {
    const keyed = operations.filter(({ isKeyed }) => isKeyed);
    const deaf = keyed.flatMap((operation) => {
      const route = routeOf(routes, operation);
      return route?.isKeyed === false ? [route.name] : [];
    });
    // A word about a sale is kept with the sale, its key with it.
    expect(deaf).toEqual(['POST /operations/v1/transactions/:exchangeId/resolution']);
    expect(keyed.length).toBeGreaterThan(10);
  });

  it('answers each caller about each place as its declaration, the table of roles and the reach of the caller say', async () => {
    const world = await makeWorld(platform);
    const operator = platform.operator();
    const closed = operations.flatMap((operation) => {
      const route = routeOf(routes, operation);
      return route === undefined || route.access.kind === 'public' ? [] : [{ operation, route }];
    });
    const waiting = [...world.actors];
    const faults: string[] = [];
    const serve = async (): Promise<void> => {
      for (let actor = waiting.shift(); actor !== undefined; actor = waiting.shift()) {
        for (const { operation, route } of closed) {
          faults.push(...(await faultsFor(world, operator, platform, actor, route, operation)));
          faults.push(...(await filterFaults(world, actor, route, operation)));
        }
      }
    };
    await Promise.all([serve(), serve(), serve()]);
    expect(faults).toEqual([]);
    expect(closed.filter(({ operation }) => !world.served.has(operation))).toEqual([]);
    // Whoever asked for what is another's stands in the trail, whichever service was asked.
    await eventually('the refusals are written down', async () => {
      const rows = await platform.rows(
        'registry',
        `select distinct split_part(actor, ':', 1) = 'pos' as is_till, split_part(object, ':', 1) as kind
           from audit where action = 'access.refused'`,
      );
      const noted = rows.map((row) => JSON.stringify(row));
      const missing = [
        ...['organisation', 'merchant', 'store', 'pos', 'device', 'user', 'transaction'].map((kind) => ({ is_till: false, kind })), // prettier-ignore
        { is_till: true, kind: 'device' },
      ].filter((each) => !noted.includes(JSON.stringify(each)));
      return missing.length === 0 ? true : undefined;
    });
  }, 240_000);
});
