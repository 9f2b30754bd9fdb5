import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LONG } from '@ppaas/nexo';
import { AddOutboxCell1700000000100, CreateOutbox1700000000000 } from '@ppaas/messaging';
import { Pool } from 'pg';
import type { QueryRunner } from 'typeorm';
import { acceptStatement } from './accept.store.ts';
import type { AcceptCall, AcceptOutcome } from './accept.store.ts';
import { ExchangeStore } from './exchange.store.ts';
import { channelId } from './exchange.ts';
import { AddCells1700000006000 } from './migrations/add-cells.ts';
import { CreateExchange1700000001000 } from './migrations/create-exchange.ts';
import { NameWhatIsSold1700000004000 } from './migrations/name-what-is-sold.ts';
import { QuotaOfOrganisation1700000008000 } from './migrations/quota-of-organisation.ts';
import { StoreRetailApi1700000004500 } from './migrations/store-retail-api.ts';

const admin = new Pool({ connectionString: process.env.TEST_POSTGRES_URL, max: 1 });
const name = `accept_${randomUUID().replaceAll('-', '')}`;
let pool: Pool;

const accept = acceptStatement({
  name: 'plain',
  columns: '',
  joins: '',
  condition: 'true',
  state: "'DISPATCHING'",
  sessionId: 'null::uuid',
  offeredMethods: 'null::text[]',
});
const tenantId = randomUUID();
const storeId = randomUUID();
const posId = randomUUID();
const otherPosId = randomUUID();

beforeAll(async () => {
  await admin.query(`create database ${name}`);
  const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
  url.pathname = `/${name}`;
  pool = new Pool({ connectionString: url.href, max: 60 });
  // The database is dropped with whatever is still closing.
  pool.on('error', (error) => expect(error.message).toMatch(/terminat/));
  const query = async (sql: string, values?: unknown[]): Promise<unknown[]> => (await pool.query(sql, values)).rows;
  const runner = { query } as unknown as QueryRunner;
  const migrations = [
    ...[new CreateOutbox1700000000000(), new AddOutboxCell1700000000100(), new CreateExchange1700000001000()],
    ...[new NameWhatIsSold1700000004000(), new StoreRetailApi1700000004500(), new AddCells1700000006000()],
    new QuotaOfOrganisation1700000008000(),
  ];
  for (const migration of migrations) await migration.up(runner);
});

afterAll(async () => {
  await pool.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

beforeEach(async () => {
  await pool.query('truncate exchange, outbox, device_route, device, pos, store, organisation');
  await pool.query("insert into organisation values ($1, true, 'shared', 'ACTIVE', 1)", [tenantId]);
  await pool.query("insert into store values ($1, $2, $3, 'ACTIVE', 'IMPLICIT', null, 1)", [
    storeId,
    tenantId,
    randomUUID(),
  ]);
  for (const id of [posId, otherPosId])
    await pool.query("insert into pos values ($1, $2, $2, $3, 'Till', $4, 'ACTIVE', 1)", [
      id,
      tenantId,
      storeId,
      id.slice(0, 8),
    ]);
  await pool.query("insert into device values ('dev_1', $1, $2, 'Counter', 'ACTIVE', null, 1)", [tenantId, storeId]);
  await pool.query(
    "insert into device_route values ('dev_1', true, 'device-connector-0', 7, now(), 'SN-1', 'B-1', 'J-1', 1, 40, '{CARD,QR}', '{FinancialPaymentRequest}')",
  );
});

const TERMS = { commandLifeMs: 15_000, ackMs: 5_000 };

interface Change {
  exchangeIdentification?: string;
  posId?: string;
  methods?: string[];
  requiredService?: string | null;
  fingerprint?: string;
  deviceId?: string;
}

const send = async (change: Change = {}): Promise<AcceptOutcome & { isInserted: boolean }> => {
  const [outcome] = (await accept(pool, [aCall(change)], TERMS)).outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return { ...outcome, isInserted: outcome.inserted !== null };
};

const aCall = (change: Change = {}): AcceptCall => {
  const by = change.posId ?? posId;
  const exchangeIdentification = change.exchangeIdentification ?? 'x-1';
  return {
    exchangeId: channelId('T', by, exchangeIdentification),
    exchangeIdentification,
    posId: by,
    deviceId: change.deviceId ?? 'dev_1',
    kind: 'FinancialPaymentRequest',
    isExclusive: true,
    request: '{"a":1}',
    deviceMessage: '{"b":2}',
    fingerprint: change.fingerprint ?? 'f',
    amount: '1.00',
    currency: 'EUR',
    transactionReference: 'r',
    transactionAt: '2026-01-01T00:00:00Z',
    isSplit: false,
    transactionType: null,
    methods: change.methods ?? [],
    traceparent: null,
    vocabulary: LONG,
    shard: 3,
    headers: { ce_type: 'DeliverExchange' },
    requiredService: change.requiredService === undefined ? 'FinancialPaymentRequest' : change.requiredService,
    needsMethod: true,
    isForced: false,
    told: null,
  };
};

describe('the accept statement', () => {
  it('commits exchange, address and outbox row together', async () => {
    const outcome = await send();
    expect(outcome.isInserted).toBe(true);
    const exchange = await new ExchangeStore().findOne(pool, channelId('T', posId, 'x-1'));
    expect(outcome.inserted).toEqual(exchange);
    expect(exchange).toMatchObject({
      state: 'DISPATCHING',
      tenantId,
      storeId,
      posId,
      address: {
        instance: 'device-connector-0',
        epoch: 7,
        serialNumber: 'SN-1',
        journalId: 'J-1',
        journalSequence: 40,
      },
    });
    const { rows } = await pool.query('select * from outbox');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ topic: 'shared.device-connector-0.commands.v1', key: 'dev_1', shard: 3 });
    expect(JSON.parse(String(rows[0].value))).toEqual({
      exchangeId: exchange?.exchangeId,
      deviceId: 'dev_1',
      epoch: 7,
      notAfter: exchange?.address?.notAfter,
      message: { b: 2 },
    });
    expect(rows[0].not_after.toISOString()).toBe(exchange?.address?.notAfter);
  });

  it('gives the row that is there to a copy, and changes nothing', async () => {
    await send();
    const outcome = await send();
    expect(outcome).toMatchObject({ isInserted: false, existing: { state: 'DISPATCHING', fingerprint: 'f' } });
    expect((await pool.query('select 1 from outbox')).rowCount).toBe(1);
  });

  it.each([
    ['the POS is not known', async () => pool.query('truncate pos')],
    ['the POS is deregistered', async () => pool.query("update pos set status = 'DEREGISTERED'")],
    ['the organisation is not subscribed', async () => pool.query('update organisation set retail_api = false')],
    ['the store is taken out of the subscription', async () => pool.query('update store set retail_api = false')],
    ['the device is removed', async () => pool.query("update device set status = 'REMOVED'")],
    ['the device is of another store', async () => pool.query('update device set store_id = gen_random_uuid()')],
    ['the device is offline', async () => pool.query('update device_route set connected = false')],
    ['the device never connected', async () => pool.query('truncate device_route')],
    ['the store allows none of its methods', async () => pool.query("update store set payment_methods = '{CASH}'")],
  ])('starts nothing when %s', async (_name, arrange) => {
    await arrange();
    expect((await send()).isInserted).toBe(false);
    expect((await pool.query('select 1 from exchange union all select 1 from outbox')).rowCount).toBe(0);
  });

  it('starts nothing with a method or a service that the device lacks', async () => {
    expect((await send({ methods: ['CARD', 'CHEQUE'] })).isInserted).toBe(false);
    expect((await send({ requiredService: 'ReportRequest' })).isInserted).toBe(false);
    expect((await send({ methods: ['CARD', 'QR'] })).isInserted).toBe(true);
  });

  it('lets one of two POS have the device, each of 50 times', async () => {
    for (let round = 0; round < 50; round += 1) {
      const outcomes = await Promise.all([
        send({ exchangeIdentification: `x-${round}` }),
        send({ exchangeIdentification: `x-${round}`, posId: otherPosId }),
      ]);
      expect(outcomes.filter((outcome) => outcome.isInserted)).toHaveLength(1);
      await pool.query("update exchange set state = 'APPROVED'");
    }
  });

  it('decides each of several calls that come together', async () => {
    await pool.query("insert into device values ('dev_2', $1, $2, 'Window', 'ACTIVE', null, 1)", [tenantId, storeId]);
    await pool.query(
      "insert into device_route values ('dev_2', true, 'device-connector-0', 8, now(), 'SN-2', 'B-2', 'J-2', 1, 40, '{CARD}', '{FinancialPaymentRequest}')",
    );
    await send({ exchangeIdentification: 'before', deviceId: 'dev_2', posId: otherPosId });
    const calls = [
      aCall({ exchangeIdentification: 'unknown', posId: randomUUID() }),
      aCall({ exchangeIdentification: 'one' }),
      aCall({ exchangeIdentification: 'another', posId: otherPosId }),
      aCall({ exchangeIdentification: 'before', deviceId: 'dev_2', posId: otherPosId }),
    ];
    const { outcomes, dispatched } = await accept(pool, calls, TERMS);
    const [unknown, one, another, before] = outcomes;
    expect(unknown).toMatchObject({ inserted: null, existing: null, facts: null });
    // One device, one sale: the other reads again, and meets it.
    expect([one, another].filter((outcome) => outcome?.inserted != null)).toHaveLength(1);
    expect([one, another].map((outcome) => outcome?.facts?.device_id)).toEqual(['dev_1', 'dev_1']);
    expect(before).toMatchObject({ inserted: null, existing: { exchangeIdentification: 'before' } });
    expect(dispatched).toMatchObject([
      { topic: 'shared.device-connector-0.commands.v1', key: 'dev_1', expired: false },
    ]);
    const { rows } = await pool.query('select id, value, headers from outbox order by id');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toEqual({ id: dispatched[0]?.id, value: dispatched[0]?.value, headers: dispatched[0]?.headers });
  });

  it('accepts one of 50 concurrent copies', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => send()));
    expect(outcomes.filter((outcome) => outcome.isInserted)).toHaveLength(1);
    expect((await pool.query('select 1 from outbox')).rowCount).toBe(1);
  });
});

describe('cells', () => {
  it('what begins belongs to the cell of the organisation, and goes to the mailbox of the cell that has the device', async () => {
    await pool.query("update organisation set cell = 'big'");
    expect((await send()).inserted).toMatchObject({ cell: 'big', state: 'DISPATCHING' });
    expect((await pool.query('select cell, topic from outbox')).rows).toEqual([
      { cell: 'big', topic: 'shared.device-connector-0.commands.v1' },
    ]);
  });

  it('a device that was sent away is waited for; one that is late is not', async () => {
    await pool.query("update device_route set connected = false, expected_until = now() + interval '5 s'");
    expect((await send()).inserted).toMatchObject({ state: 'ACCEPTED' });
    expect((await pool.query('select 1 from outbox')).rowCount).toBe(0);
    await pool.query("update exchange set state = 'DECLINED'");
    await pool.query("update device_route set expected_until = now() - interval '1 s'");
    expect(await send({ exchangeIdentification: 'x-2' })).toMatchObject({
      inserted: null,
      facts: { connected: false, is_expected: false },
    });
  });
});
