import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { pageOf, salesToday, transactionLine, workList } from '@ppaas/contracts';
import type { SalesToday, SignedIn, TransactionLine } from '@ppaas/contracts';
import { eventually, readTopic, testStores, withoutOrganisation } from '@ppaas/testing';
import { cell, close, foreign, open, pool, store, till } from '../transaction.harness.ts';
import { ask } from './operations.harness.ts';
import type { Who } from './operations.harness.ts';

const [otherTill] = store.pos.slice(1);
const sibling = { storeId: randomUUID(), posId: randomUUID(), deviceId: 'dev_sibling' };
const elsewhere = { storeId: randomUUID(), merchantId: randomUUID(), posId: randomUUID(), deviceId: 'dev_elsewhere' };

interface Row {
  readonly id: string;
  readonly tenantId?: string;
  readonly storeId?: string;
  readonly posId?: string;
  readonly deviceId?: string;
  readonly state?: string;
  readonly kind?: string;
  readonly type?: string;
  readonly amount?: string | null;
  readonly currency?: string;
  readonly reference?: string | null;
  readonly xid?: string;
  readonly at?: string;
}

const PAYMENT = 'FinancialPaymentRequest';
/** Rows as the accept statement leaves them, in whatever place and state. */
async function insert(...rows: readonly Row[]): Promise<void> {
  for (const row of rows)
    await pool.query(
      `insert into exchange (exchange_id, tenant_id, store_id, pos_id, device_id, state, kind, transaction_type, amount, currency,
          transaction_reference, exchange_identification, accepted_at, sale_id, cell, is_exclusive, history, is_split)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'TILL-1', 'none', false,
          jsonb_build_array(jsonb_build_object('at', $13::timestamptz, 'state', $6::text, 'cause', 'inserted')), true)`,
      [
        row.id,
        row.tenantId ?? store.tenantId,
        row.storeId ?? store.storeId,
        row.posId ?? till.posId,
        row.deviceId ?? store.deviceIds[0],
        row.state ?? 'APPROVED',
        row.kind ?? PAYMENT,
        row.type ?? (row.kind === undefined ? 'CardPayment' : null),
        row.amount === undefined ? '10.00' : row.amount,
        row.currency ?? 'EUR',
        row.reference === undefined ? `ref-${row.id}` : row.reference,
        row.xid ?? `x-${row.id}`,
        row.at ?? '2026-01-01T10:00:00.000Z',
      ],
    );
}

async function insertStandAlone(id: string, place: { tenantId: string; storeId: string; deviceId: string }): Promise<void> {
  await pool.query(
    `insert into stand_alone (exchange_id, device_id, serial_number, journal_id, journal_sequence, tenant_id, store_id, message,
        state, amount, currency, transaction_reference, sold_at, recorded_at, transaction_type)
      values ($1, $2, 'SN-9', 'j', (random() * 1e9)::int, $3, $4, '{"SaleToPOIServiceResponse":{"Header":{},"ServiceResponse":{}}}',
        'APPROVED', '7.50', 'EUR', 'P-77', '2026-01-01T10:00:06.000Z', '2026-01-02T00:00:00Z', 'CardPayment')`,
    [id, place.deviceId, place.tenantId, place.storeId],
  );
} // prettier-ignore

const T = (name: string): string => `T${name.padEnd(26, 'A')}`;
const [OWN, OTHER_TILL, REFUND, DECLINED, DOLLARS, REVERSAL, SIBLING, ELSEWHERE, FOREIGN, WAITING, LONG_UNKNOWN] = [
  ...['OWN', 'OTHERTILL', 'REFUND', 'DECLINED', 'DOLLARS', 'REVERSAL', 'SIBLING', 'ELSEWHERE', 'FOREIGN', 'WAITING'],
  'UNKNOWN',
].map(T) as [string, string, string, string, string, string, string, string, string, string, string];
const ALONE = `A${'0'.repeat(32)}`;
const FOREIGN_ALONE = `A${'1'.repeat(32)}`;

const place = { tenantId: store.tenantId };
const atSecond = (second: number): string => `2026-01-01T10:00:0${second}.000Z`;

beforeAll(async () => {
  await open();
  await pool.query(
    `insert into store (store_id, tenant_id, merchant_id, status, session_policy, version, name) values
      ($1, $2, $3, 'ACTIVE', 'IMPLICIT', 1, 'Sibling'), ($4, $2, $5, 'ACTIVE', 'IMPLICIT', 1, 'Elsewhere')`,
    [sibling.storeId, store.tenantId, store.merchantId, elsewhere.storeId, elsewhere.merchantId],
  );
  await insert(
    { id: OWN, at: atSecond(1), amount: '24.50', reference: 'ticket-1001', xid: 'exchange-1' },
    { id: OTHER_TILL, at: atSecond(2), amount: '24.5', posId: otherTill?.posId ?? '', deviceId: store.deviceIds[1] ?? '' },
    { id: REFUND, at: atSecond(3), type: 'Refund', amount: '3.00' },
    { id: DECLINED, at: atSecond(4), state: 'DECLINED', reference: 'ticket-1002' },
    { id: DOLLARS, at: atSecond(5), currency: 'USD', amount: '99.99' },
    { id: REVERSAL, at: atSecond(7), kind: 'FinancialReversalRequest', amount: null, reference: null },
    { id: SIBLING, at: atSecond(8), ...sibling },
    { id: ELSEWHERE, at: atSecond(9), ...elsewhere },
    { id: FOREIGN, at: atSecond(9), ...foreign, posId: foreign.pos[0]?.posId ?? '', deviceId: foreign.deviceIds[0] ?? '' },
    { id: WAITING, at: '2026-01-01T09:00:00.000Z', state: 'NEEDS_ATTENTION', amount: '30.00' },
    { id: LONG_UNKNOWN, at: '2026-01-01T09:30:00.000Z', state: 'UNKNOWN', deviceId: 'dev_unknown' },
  ); // prettier-ignore
  await insertStandAlone(ALONE, { ...place, storeId: store.storeId, deviceId: store.deviceIds[0] ?? '' });
  await insertStandAlone(FOREIGN_ALONE, { ...foreign, deviceId: foreign.deviceIds[0] ?? '' });
}, 60_000);
afterAll(close, 30_000);

const page = pageOf(transactionLine);
async function list(query: string, who?: Who): Promise<readonly TransactionLine[]> {
  const { status, text } = await ask(`transactions?${query}`, who);
  expect({ query, status, text }).toMatchObject({ status: 200 });
  return page.parse(JSON.parse(text)).items;
}
const ids = async (query: string, who?: Who): Promise<string[]> =>
  (await list(query, who)).map(({ exchangeId }) => exchangeId);

const IN_STORE = [REVERSAL, ALONE, DOLLARS, DECLINED, REFUND, OTHER_TILL, OWN, LONG_UNKNOWN, WAITING];
const IN_MERCHANT = [SIBLING, ...IN_STORE];
const IN_ORGANISATION = [ELSEWHERE, ...IN_MERCHANT];

describe('the filters', () => {
  const own = (query: string): string => `organisationId=${store.tenantId}&${query}`;
  it.each<[string, string, readonly string[]]>([
    ['store', `storeId=${store.storeId}`, IN_STORE],
    ['merchant', `merchantId=${store.merchantId}`, IN_MERCHANT],
    ['organisation', '', IN_ORGANISATION],
    ['point of sale', `posId=${otherTill?.posId}`, [OTHER_TILL]],
    ['device', `deviceId=${store.deviceIds[1]}`, [OTHER_TILL]],
    ['state', 'state=DECLINED,NEEDS_ATTENTION', [DECLINED, WAITING]],
    ['refunds', 'kind=REFUND', [REFUND]],
    ['reversals', 'kind=REVERSAL,REFUND', [REVERSAL, REFUND]],
    ['other kinds', 'kind=OTHER', []],
    ['payments of a currency', 'kind=PAYMENT&currency=USD', [DOLLARS]],
    ['sales of devices', 'origin=STAND_ALONE', [ALONE]],
    ['an amount, however it was written', 'amount=24.50', [OTHER_TILL, OWN]],
    ['amounts between', 'minAmount=7.5&maxAmount=9', [ALONE]],
    ['a time', `from=${atSecond(2)}&to=${atSecond(4)}`, [REFUND, OTHER_TILL]],
    ['the beginning of a reference', 'reference=ticket-', [DECLINED, OWN]],
    ['a whole exchange identification', 'reference=exchange-1', [OWN]],
    ['a typed amount', 'q=24,50', [OTHER_TILL, OWN]],
    ['a typed reference', 'q=ticket-1002', [DECLINED]],
    ['a typed id', `q=${OWN.toLowerCase()}`, [OWN]],
    ["a device's reference", 'q=P-7', [ALONE]],
    ['what nobody sold', 'q=%25', []],
    ['several at once', `state=APPROVED&posId=${till.posId}&minAmount=20&currency=EUR`, [OWN]],
  ])('find by %s', async (_name, query, expected) => {
    expect(await ids(own(query))).toEqual(expected);
  });

  it('show a line with its names', async () => {
    expect((await list(own('q=ticket-1001')))[0]).toMatchObject({
      kind: 'PAYMENT',
      origin: 'POS',
      storeName: 'Store',
      merchantId: store.merchantId,
      posName: till.saleId,
      deviceName: store.deviceIds[0],
      at: atSecond(1),
    });
  });

  it.each(['limit=0', 'state=PAID', 'sort=state', 'amount=x', 'nonsense=1', 'cursor=AAAA', 'storeId=1'])('refuse %s', async (query) => {
    const { status, text } = await ask(`transactions?${query}`);
    expect([status, (JSON.parse(text) as { code: string }).code]).toEqual([400, 'request.invalid']);
  }); // prettier-ignore
});

describe('what is out of reach', () => {
  const reaches: readonly [string, Who, readonly string[]][] = [
    ['a platform admin', { role: 'platform-admin', organisationId: null }, [FOREIGN, ...IN_ORGANISATION, FOREIGN_ALONE]],
    ['an organisation admin', { role: 'organisation-admin' }, IN_ORGANISATION],
    ['support', { role: 'support' }, IN_ORGANISATION],
    ['a merchant admin', { role: 'merchant-admin', merchantId: store.merchantId }, IN_MERCHANT],
    ['support of a merchant', { role: 'support', merchantId: elsewhere.merchantId }, [ELSEWHERE]],
    ['a store admin', { role: 'store-admin', merchantId: store.merchantId, storeIds: [sibling.storeId] }, [SIBLING]],
    ['a store admin without stores', { role: 'store-admin', merchantId: store.merchantId, storeIds: [] }, []],
    ["another organisation's admin", { role: 'organisation-admin', organisationId: foreign.tenantId }, [FOREIGN, FOREIGN_ALONE]],
  ]; // prettier-ignore
  const everything = [FOREIGN, ...IN_ORGANISATION, FOREIGN_ALONE];
  const waiting = new Set([WAITING, LONG_UNKNOWN]);

  it.each(reaches)('is not there for %s: list, filters, page, export and work list', async (_name, who, expected) => {
    expect([...(await ids('', who))].sort()).toEqual([...expected].sort());
    for (const filter of [`organisationId=${foreign.tenantId}`, `merchantId=${store.merchantId}`, 'q=10.00'])
      for (const id of await ids(filter, who)) expect(expected).toContain(id);
    for (const id of everything)
      expect([id, (await ask(`transactions/${id}`, who)).status]).toEqual([id, expected.includes(id) ? 200 : 404]);
    const { text } = await ask('transactions.csv', who);
    expect(text.trim().split('\r\n')).toHaveLength(expected.length + 1);
    const list = workList.parse(JSON.parse((await ask('work-list', who)).text));
    const mine = expected.filter((id) => waiting.has(id));
    expect([list.count, list.items.map(({ exchangeId }) => exchangeId).sort()]).toEqual([mine.length, mine.sort()]);
  });

  it('is said of what has no id, of a random one and of one of nobody alike', async () => {
    for (const id of [T('NOBODY'), 'x', '%00', `A${'2'.repeat(32)}`, `S${'A'.repeat(26)}`])
      expect((await ask(`transactions/${id}`)).status).toBe(404);
  });

  it('is nobody’s without a token, and not a till’s', async () => {
    const person: Partial<SignedIn> = { role: 'support' };
    expect((await ask('transactions', person, { headers: { cookie: '' } })).status).toBe(401);
  });

  it.each([['for none', undefined], ['for another organisation', randomUUID()]])(
  'shows nothing and settles nothing while the database is not told for whom, but %s',
  async (_name, instead) => {
    const person = {};
    await withoutOrganisation(instead, async () => {
      expect(JSON.parse((await ask('transactions', person)).text)).toMatchObject({ items: [] });
      expect(JSON.parse((await ask('work-list', person)).text)).toMatchObject({ items: [], count: 0 });
      expect((await ask('transactions.csv', person)).text.trim().split('\r\n')).toHaveLength(1);
      expect((await ask(`transactions/${OWN}`, person)).status).toBe(404);
      const body = { outcome: 'APPROVED', reason: 'the receipt' };
      expect((await ask(`transactions/${WAITING}/resolution`, person, { body })).status).toBe(404);
    });
    expect((await ask(`transactions/${OWN}`, person)).status).toBe(200);
  },
); // prettier-ignore
});

/** Ids of all pages, read one after the other. */
async function allPages(query: string, limit: number, between?: () => Promise<void>, who?: Who): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const asked = `transactions?${query}&limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { items, next } = page.parse(JSON.parse((await ask(asked, who)).text));
    seen.push(...items.map(({ exchangeId }) => exchangeId));
    cursor = next;
    await between?.();
  }
  return seen;
}

describe('pages', () => {
  it('have no gap and nothing twice while more is sold, even within one microsecond', async () => {
    const many = Array.from({ length: 25 }, (_, n) => T(`PAGE${String.fromCharCode(65 + n)}`));
    const storeId = randomUUID();
    await insert(...many.map((id) => ({ id, storeId, at: '2026-01-03T10:00:00.123456Z' })));
    let turn = 0;
    const seen = await allPages(`storeId=${storeId}`, 10, async () => {
      await insert({ id: T(`NEWER${String.fromCharCode(65 + turn++)}`), storeId, at: '2026-01-03T10:00:01.000Z' });
    });
    expect(seen).toEqual(many.toReversed());
  });

  it('of the work list come the other way too, and by amount', async () => {
    const sorted = async (sort: string): Promise<string[]> =>
      workList.parse(JSON.parse((await ask(`work-list?sort=${sort}`)).text)).items.map(({ exchangeId }) => exchangeId);
    expect(await sorted('-at')).toEqual([LONG_UNKNOWN, WAITING]);
    expect(await sorted('amount')).toEqual([LONG_UNKNOWN, WAITING]);
    expect(await sorted('-amount')).toEqual([WAITING, LONG_UNKNOWN]);
  });

  it('of the work list are oldest first and counted together', async () => {
    const first = workList.parse(JSON.parse((await ask('work-list?limit=1')).text));
    expect([first.count, first.items[0]?.exchangeId]).toEqual([2, WAITING]);
    const second = workList.parse(JSON.parse((await ask(`work-list?limit=1&cursor=${String(first.next)}`)).text));
    expect([second.count, second.items[0]?.exchangeId, second.next]).toEqual([2, LONG_UNKNOWN, null]);
    expect(second.items[0]).toMatchObject({ outlook: { isDeviceOnline: null, may: ['RECONNECT_DEVICE', 'WAIT'] } });
  });
});

describe('an order', () => {
  const [NONE, LOW, HIGH, SAME, LAST] = ['NONE', 'LOW', 'HIGH', 'SAME', 'LAST'].map(T) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const storeId = randomUUID();
  beforeAll(() =>
    insert(
      { id: NONE, storeId, amount: null, at: '2026-01-05T00:00:00Z' },
      { id: LOW, storeId, amount: '9', at: '2026-01-06T00:00:00Z' },
      { id: HIGH, storeId, amount: '100.5', at: '2026-01-07T00:00:00Z' },
      { id: SAME, storeId, amount: '100.50', at: '2026-01-08T00:00:00Z' },
      { id: LAST, storeId, amount: '20.00', at: '2026-01-09T00:00:00Z' },
    ),
  );

  it.each([
    ['at', [NONE, LOW, HIGH, SAME, LAST]],
    ['-at', [LAST, SAME, HIGH, LOW, NONE]],
    ['amount', [NONE, LOW, LAST, HIGH, SAME]],
    ['-amount', [SAME, HIGH, LAST, LOW, NONE]],
  ])('by %s is that of a store, an organisation and the platform', async (sort, expected) => {
    expect(await allPages(`storeId=${storeId}&sort=${sort}`, 2)).toEqual(expected);
    const query = `from=2026-01-05T00:00:00Z&to=2026-01-10T00:00:00Z&sort=${sort}`;
    for (const who of ['operator', { role: 'support' }] as const)
      expect(await allPages(query, 2, undefined, who)).toEqual(expected);
  });

  it('by amount holds sales of tills and of devices', async () => {
    const query = `from=${atSecond(1)}&to=${atSecond(8)}&storeId=${store.storeId}&sort=amount`;
    expect(await allPages(query, 1)).toEqual([REVERSAL, REFUND, ALONE, DECLINED, OWN, OTHER_TILL, DOLLARS]);
  });
});

describe('doubtful sales', () => {
  it('are found by what is doubtful of them', async () => {
    const [asked, contradicted] = [T('ASKED'), T('CONTRADICTED')];
    await insert({ id: asked, at: '2026-01-12T00:00:00Z' }, { id: contradicted, at: '2026-01-12T00:00:01Z' });
    await pool.query('update exchange set enquiries = 2 where exchange_id = $1', [asked]);
    await pool.query(`update exchange set contradictions = '[{}]' where exchange_id = $1`, [contradicted]);
    expect(await ids('doubt=ENQUIRED')).toEqual([asked]);
    expect(await ids('doubt=CONTRADICTED')).toEqual([contradicted]);
  });
});

describe('the export', () => {
  it('is the list as CSV, and no cell of it is a formula', async () => {
    await insert({ id: T('FORMULA'), at: '2026-01-04T00:00:00Z', reference: '=HYPERLINK("http://x")' });
    const { headers, text } = await ask(`transactions?from=2026-01-04T00:00:00Z&to=2026-01-05T00:00:00Z`, 'operator', {
      headers: { accept: 'text/csv' },
    });
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toContain('attachment');
    const [header, line, ...more] = text.trim().split('\r\n');
    expect(header?.split(',').slice(0, 2)).toEqual(['at', 'exchangeId']);
    expect(line).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(more).toEqual([]);
  });

  it('is in the audit trail, with who had which sales', async () => {
    const audit = await readTopic({ brokers: testStores().kafkaBrokers, cell, topic: 'accessEvents' });
    const who: Who = { email: 'export@shop.example' };
    expect((await ask('transactions.csv?state=DECLINED&from=once', who)).status).toBe(400);
    expect((await ask('transactions.csv?state=DECLINED,PARTIAL&minAmount=5', who)).status).toBe(200);
    expect((await ask('transactions?q=1', who)).status).toBe(200);
    const mine = () =>
      audit.seen.flatMap(({ type, data }) => (type === 'ActNoted' && data.actor === who.email ? [data] : []));
    await eventually('it is told', () => (mine().length > 0 ? true : undefined));
    await audit.stop();
    expect(mine()).toEqual([
      {
        tenantId: store.tenantId,
        actor: who.email,
        action: 'transactions.exported',
        object: `transactions:${store.tenantId}`,
        address: '127.0.0.1',
        detail: { filter: { state: ['DECLINED', 'PARTIAL'], minAmount: '5' } },
      },
    ]);
  });

  it('goes on over its own pages', async () => {
    const storeId = randomUUID();
    await pool.query(
      `insert into exchange (exchange_id, tenant_id, store_id, pos_id, device_id, state, kind, exchange_identification, sale_id, cell,
          is_exclusive, accepted_at)
        select 'TBULK' || n, $1, $2, $3, 'dev_bulk', 'APPROVED', 'FinancialPaymentRequest', 'bulk-' || n, 'T', 'none', false,
          '2026-02-01'::timestamptz + n * interval '1 second' from generate_series(1, 1203) n`,
      [store.tenantId, storeId, till.posId],
    );
    const { text } = await ask(`transactions.csv?storeId=${storeId}`);
    expect(new Set(text.trim().split('\r\n')).size).toBe(1204);
  });
});

describe('the sales of today', () => {
  const [here, there] = [randomUUID(), randomUUID()];
  const look = async (query: string, who?: Who): Promise<SalesToday['items']> => {
    const { status, text } = await ask(`sales-today?${query}`, who);
    expect({ query, status, text }).toMatchObject({ status: 200 });
    return salesToday.parse(JSON.parse(text)).items;
  };

  beforeAll(async () => {
    await pool.query(
      `insert into store (store_id, tenant_id, merchant_id, status, session_policy, version, name) values
        ($1, $2, $3, 'ACTIVE', 'IMPLICIT', 1, 'Here'), ($4, $2, $5, 'ACTIVE', 'IMPLICIT', 1, 'There')`,
      [here, store.tenantId, store.merchantId, there, elsewhere.merchantId],
    );
    const at = new Date().toISOString();
    await insert(
      { id: T('TODAYA'), storeId: here, at, amount: '24.50' },
      { id: T('TODAYB'), storeId: here, at, amount: '0.5' },
      { id: T('TODAYPART'), storeId: here, at, amount: '50.00', state: 'PARTIAL' },
      { id: T('TODAYUSD'), storeId: here, at, amount: '7.00', currency: 'USD' },
      { id: T('TODAYBACK'), storeId: here, at, amount: '24.50', type: 'Refund' },
      { id: T('TODAYNO'), storeId: here, at, amount: '1.00', state: 'DECLINED' },
      { id: T('BEFORE'), storeId: here, at: new Date(Date.now() - 26 * 3_600_000).toISOString() },
    );
    const RequestedTransaction = { TransactionDetails: { AuthorisedAmount: '10.00' } };
    const PaymentResponse = { RetailerPaymentResult: { RequestedTransaction } };
    await pool.query('update exchange set answer = $2 where exchange_id = $1', [
      T('TODAYPART'),
      JSON.stringify({ SaleToPOIServiceResponse: { Header: {}, ServiceResponse: { PaymentResponse } } }),
    ]);
    await insertStandAlone(`A${'2'.repeat(32)}`, { ...place, storeId: here, deviceId: 'dev_today' });
    await pool.query(`update stand_alone set sold_at = now(), recorded_at = now() where device_id = 'dev_today'`);
  });

  it('are the approved payments since the own day of each store began, by currency', async () => {
    const zones = encodeURIComponent('Pacific/Kiritimati,UTC');
    const [first, second, ...more] = await look(`storeId=${here},${there}&timeZone=${zones}`).then((items) =>
      items.toSorted((a, b) => Number(b.storeId === here) - Number(a.storeId === here)),
    );
    expect(first).toMatchObject({
      ...{ storeId: here, sales: 5 },
      amounts: [
        { currency: 'EUR', amount: '42.50' },
        { currency: 'USD', amount: '7.00' },
      ],
    });
    expect(second).toMatchObject({ storeId: there, sales: 0, amounts: [] });
    expect(more).toEqual([]);
    expect([first?.since.slice(11), second?.since.slice(11)]).toEqual(['10:00:00.000Z', '00:00:00.000Z']);
  });

  it('of what is out of reach, or nowhere, are left out', async () => {
    const query = `storeId=${here},${there},${randomUUID()}&timeZone=UTC`;
    const seen = async (who: Who): Promise<string[]> => (await look(query, who)).map(({ storeId }) => storeId);
    expect(await seen({ role: 'merchant-admin', merchantId: elsewhere.merchantId })).toEqual([there]);
    const { merchantId } = store;
    expect(await seen({ role: 'store-admin', merchantId, storeIds: [here] })).toEqual([here]);
    expect(await seen({ role: 'organisation-admin', organisationId: foreign.tenantId })).toEqual([]);
    expect((await seen({ role: 'platform-admin', organisationId: null })).sort()).toEqual([here, there].sort());
  });

  it.each([
    ['storeId', `timeZone=UTC`],
    ['storeId', `storeId=x&timeZone=UTC`],
    ['timeZone', `storeId=${here}`],
    ['timeZone', `storeId=${here}&timeZone=Nowhere`],
    ['timeZone', `storeId=${here}&timeZone=UTC,UTC`],
  ])('need a right %s: %s', async (name, query) => {
    const { status, text } = await ask(`sales-today?${query}`);
    expect([status, text]).toEqual([400, expect.stringContaining(`${name}:`)]);
  });
});
