// What the integration specs of this service share: one world per spec file, since each file loads its own copy of this module.
import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ExchangeState } from '@ppaas/exchange';
import { channelId } from '@ppaas/exchange';
import { writeMessage } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import {
  ScriptedConnector,
  aPayment,
  aStore,
  createDatabase,
  eventually,
  factsOf,
  startTokenIssuer,
  testStores,
  uniqueCell,
} from '@ppaas/testing';
import type { TestDatabase, TestPos, TokenIssuer } from '@ppaas/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';

export const cell = uniqueCell();
export const store = aStore({ cell, devices: 2 });
export const foreign = aStore({ cell });
export const [till, otherTill] = store.pos as unknown as readonly [TestPos, TestPos];
/** The connector plays the first one. */
export const [deviceId, otherDeviceId] = store.deviceIds as unknown as readonly [string, string];
export const tokens = new Map<string, string>();
export let database: TestDatabase;
export let issuer: TokenIssuer;
export let app: NestFastifyApplication;
export let connector: ScriptedConnector;
export let pool: Pool;

/** The service with stores, an issuer and a connector of its own; to be called in `beforeAll`. @param environment on top of the usual one */
export async function open(environment: Readonly<Record<string, string>> = {}): Promise<void> {
  const stores = testStores();
  database = await createDatabase('transaction');
  issuer = await startTokenIssuer();
  connector = await ScriptedConnector.start({ brokers: stores.kafkaBrokers, cell, tenantId: store.tenantId, deviceId });
  const facts = [...factsOf(store, { cell }), ...factsOf(foreign, { cell })];
  await connector.bus.publish(facts);
  await connector.connect();
  Object.assign(process.env, {
    PORT: '0',
    LOG_LEVEL: 'fatal',
    CELL: cell,
    INSTANCE: 'transaction-0',
    // The test has a part in the loop too.
    LOOP_DELAY_MAX_MS: '5000',
    ...database.environment,
    KAFKA_BROKERS: stores.kafkaBrokers.join(','),
    REDIS_URL: stores.redisUrl,
    ISSUER: issuer.issuer,
    JWKS_URL: issuer.jwksUrl,
    AUTH_URL: issuer.issuer,
    TIME_SCALE: '0.1',
    ...environment,
  });
  const [{ start }, { TransactionModule }, { config }] = await Promise.all([
    import('@ppaas/service'),
    import('./transaction.module.ts'),
    import('./transaction.config.ts'),
  ]);
  app = await start({ name: 'transaction', module: TransactionModule, config });
  for (const pos of [...store.pos, ...foreign.pos]) tokens.set(pos.posId, await issuer.tokenFor(pos));
  pool = new Pool({ connectionString: database.url, max: 2 });
  pool.on('error', (error) => expect(error.message).toMatch(/terminat/));
  // Each fact has a key of its own, so they come in any order.
  const ids = (key: string): string =>
    `(select count(*) from ${key} where ${key === 'organisation' ? 'tenant' : key}_id::text = any($1))`;
  const known = `select 1 from device_route where connected and $2 =
    ${['organisation', 'store', 'pos', 'device'].map(ids).join(' + ')}`;
  const keys = facts.map(({ key }) => key);
  await eventually(
    'the stores and the route are known',
    async () => ((await pool.query(known, [keys, keys.length])).rowCount === 1 ? true : undefined),
    20_000,
  );
}

export async function close(): Promise<void> {
  await app.close();
  await connector.stop();
  await pool.end();
  await issuer.close();
  await database.drop();
}

/** Between two tests: nothing holds the device, and it says yes to everything. */
export async function settle(): Promise<void> {
  connector.onCommand = (command) => connector.approve(command);
  await pool.query(
    "update exchange set state = 'DECLINED', answer = coalesce(answer, '{}'), next_action_at = null where state not in ('APPROVED', 'PARTIAL', 'DECLINED', 'CANCELLED', 'NOT_STARTED')",
  );
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export const call = async (
  path: string,
  body: string | undefined,
  options: { readonly pos?: TestPos; readonly prefer?: string } = {},
): Promise<Reply> => {
  const response = await app.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/retail/v1/${path}`,
    headers: {
      authorization: `Bearer ${String(tokens.get((options.pos ?? till).posId))}`,
      'content-type': 'application/json',
      ...(options.prefer && { prefer: options.prefer }),
    },
    ...(body !== undefined && { payload: body }),
  });
  return { status: response.statusCode, headers: response.headers, text: response.body };
};
export const pay = (message: NexoMessage, options: Parameters<typeof call>[2] = {}): Promise<Reply> =>
  call('financial', writeMessage(message), options);
export const xid = (): string => randomUUID().slice(0, 13);
export const payment = (change: Partial<Parameters<typeof aPayment>[0]> = {}): NexoMessage =>
  aPayment({ saleId: till.saleId, deviceId, ...change });
export const stateOf = async (
  exchangeIdentification: string,
  pos: TestPos = till,
): Promise<ExchangeState | undefined> =>
  (
    await pool.query('select state from exchange where exchange_id = $1', [
      channelId('T', pos.posId, exchangeIdentification),
    ])
  ).rows[0]?.state as ExchangeState | undefined;
export const reaches = (exchangeIdentification: string, state: ExchangeState): Promise<true> =>
  eventually(
    `${exchangeIdentification} is ${state}`,
    async () => ((await stateOf(exchangeIdentification)) === state ? true : undefined),
    15_000,
  );
export const says = (
  reply: Reply,
): {
  readonly Response?: string;
  readonly ResponseReason?: string;
  readonly AdditionalResponseInformation?: string;
} => {
  const [[, root]] = Object.entries(
    JSON.parse(reply.text) as Record<string, Record<string, Record<string, unknown>>>,
  ) as [[string, Record<string, Record<string, unknown>>]];
  return (Object.entries(root).find(([name]) => name !== 'Header')?.[1].Response ?? {}) as ReturnType<typeof says>;
};
