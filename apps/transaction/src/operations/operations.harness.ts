// What the integration specs of `/operations/v1` share, beside the harness of the service.
import { expect } from '@jest/globals';
import { transactionDetail } from '@ppaas/contracts';
import type { SignedIn, TransactionDetail } from '@ppaas/contracts';
import { channelId } from '@ppaas/exchange';
import { eventually } from '@ppaas/testing';
import { app, issuer, store, till } from '../transaction.harness.ts';

/** A person of the first store's organisation, or a program of the platform. */
export type Who = Partial<SignedIn> | 'operator';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export async function ask(
  path: string,
  who: Who = 'operator',
  more: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  const signIn = who === 'operator' ? undefined : issuer.signIn({ organisationId: store.tenantId, ...who });
  const identity: Record<string, string> =
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

export const idOf = (exchangeIdentification: string): string => channelId('T', till.posId, exchangeIdentification);

export async function detailOf(exchangeId: string, who?: Who): Promise<TransactionDetail> {
  const { status, text } = await ask(`transactions/${exchangeId}`, who);
  expect({ status, text }).toMatchObject({ status: 200 });
  return transactionDetail.parse(JSON.parse(text));
}

/** The page of an exchange once all these hops are on its timeline: they are kept half a second later. */
export const withHops = (exchangeId: string, ...hops: readonly string[]): Promise<TransactionDetail> =>
  eventually(
    `${exchangeId} has ${hops.join(', ')}`,
    async () => {
      const detail = await detailOf(exchangeId);
      const there = detail.timeline.map(({ hop }): string => hop);
      return hops.every((hop) => there.includes(hop)) ? detail : undefined;
    },
    15_000,
  );
