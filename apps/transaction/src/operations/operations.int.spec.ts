import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf, transactionDetail, transactionLine, workList } from '@ppaas/contracts';
import type { SignedIn } from '@ppaas/contracts';
import { channelId } from '@ppaas/exchange';
import { approval } from '@ppaas/testing';
import {
  app,
  close,
  connector,
  deviceId,
  foreign,
  issuer,
  open,
  pay,
  payment,
  settle,
  store,
  till,
  xid,
} from '../transaction.harness.ts';

beforeAll(open, 60_000);
afterAll(close, 30_000);
afterEach(settle);

type Who = Partial<SignedIn> | 'operator';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A call as a program of the platform, or as a person who is signed in. */
async function ask(
  path: string,
  who: Who = 'operator',
  more: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  const signIn = who === 'operator' ? undefined : issuer.signIn({ organisationId: store.tenantId, ...who });
  const identity =
    signIn === undefined
      ? { authorization: `Bearer ${await issuer.operatorToken()}` }
      : { cookie: signIn.cookie, 'x-csrf-token': signIn.csrfToken, 'sec-fetch-site': 'same-origin' };
  const response = await app.inject({
    method: more.body === undefined ? 'GET' : 'POST',
    url: `/operations/v1/${path}`,
    headers: { ...identity, 'content-type': 'application/json', ...more.headers },
    ...(more.body !== undefined && { payload: JSON.stringify(more.body) }),
  });
  return { status: response.statusCode, headers: response.headers, text: response.body };
}

const page = pageOf(transactionLine);
const list = async (query: string, who?: Who) => {
  const { status, text } = await ask(`transactions?${query}`, who);
  expect({ status, text }).toMatchObject({ status: 200 });
  return page.parse(JSON.parse(text));
};
const idOf = (exchangeIdentification: string): string => channelId('T', till.posId, exchangeIdentification);

/** An approved sale. */
async function sold(change: Parameters<typeof payment>[0] = {}): Promise<string> {
  const exchangeIdentification = xid();
  expect((await pay(payment({ exchangeIdentification, ...change }))).status).toBe(200);
  return idOf(exchangeIdentification);
}

describe('the list', () => {
  it('shows a sale with its names', async () => {
    const exchangeId = await sold({ amount: '24.50', reference: 'ticket-1' });
    const { items } = await list('reference=ticket-1');
    expect(items).toEqual([
      expect.objectContaining({
        exchangeId,
        origin: 'POS',
        kind: 'PAYMENT',
        state: 'APPROVED',
        amount: '24.50',
        currency: 'EUR',
        storeName: 'Store',
        posName: till.saleId,
        deviceId,
        serialNumber: 'SN-1',
      }),
    ]);
  });
});

describe('one transaction', () => {
  it('has its messages and its timeline', async () => {
    const exchangeId = await sold();
    const { status, text } = await ask(`transactions/${exchangeId}`);
    expect({ status, text }).toMatchObject({ status: 200 });
    const detail = transactionDetail.parse(JSON.parse(text));
    expect(detail.messages.map(({ name }) => name)).toEqual(['request', 'deviceRequest', 'deviceAnswer', 'answer']);
    expect(detail.timeline.map(({ hop }) => hop)).toEqual(expect.arrayContaining(['ACCEPTED', 'DISPATCHED', 'DONE']));
  });
});

describe('the work list', () => {
  it('holds what needs a person until a person has spoken', async () => {
    const exchangeIdentification = xid();
    connector.onCommand = () => Promise.resolve();
    await pay(payment({ exchangeIdentification, amount: '30.00' }), { prefer: 'respond-async' });
    void approval;
    void foreign;
    const { status, text } = await ask('work-list');
    expect({ status, text }).toMatchObject({ status: 200 });
    workList.parse(JSON.parse(text));
  });
});
