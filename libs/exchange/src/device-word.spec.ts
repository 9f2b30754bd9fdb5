import { describe, expect, it } from '@jest/globals';
import { bodyOf, buildAnswer } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { aPayment, approval } from '@ppaas/testing';
import { isSameSale } from './device-word.ts';

const request = aPayment({ saleId: 'TILL-1', deviceId: 'dev', reference: 'ticket-1' });

/** The answer to the request, as if it had been given to another sale. */
function answerTo(sale: { readonly reference?: string; readonly at?: (asked: string) => string }): NexoMessage {
  const answer = structuredClone(approval(request));
  const { PaymentResponse } = bodyOf(answer) as {
    PaymentResponse: { SaleTransactionIdentification: Record<string, string> };
  };
  const named = PaymentResponse.SaleTransactionIdentification;
  named.TransactionReference = sale.reference ?? String(named.TransactionReference);
  named.TransactionDateTime = sale.at?.(String(named.TransactionDateTime)) ?? String(named.TransactionDateTime);
  return answer;
}
const moved = (ms: number) => (asked: string) => new Date(Date.parse(asked) + ms).toISOString();

describe('an answer', () => {
  it.each([
    ['it names it', {}],
    ['it writes its time otherwise', { at: (asked: string) => asked.replace(/(\.\d+)?Z$/, '+00:00') }],
    [
      'it writes its time with its own zone',
      {
        at: (asked: string) =>
          asked
            .replace(/(\.\d+)?Z$/, '$1+02:00')
            .replace(/T(\d\d)/, (_, h) => `T${String((Number(h) + 2) % 24).padStart(2, '0')}`),
      },
    ],
    ['it leaves the zone out', { at: (asked: string) => asked.replace(/Z$/, '') }],
    ['it writes its time without milliseconds', { at: (asked: string) => `${asked.slice(0, 19)}Z` }],
  ])('is of the sale when %s', (_case, sale) => expect(isSameSale(request, answerTo(sale))).toBe(true));

  it.each([
    ['reference', { reference: 'ticket-2' }],
    ['day', { at: moved(-401 * 24 * 3600_000) }],
    ['minute', { at: moved(60_000) }],
    ['time that cannot be read', { at: () => 'yesterday' }],
  ])('is of another sale when it names another %s', (_case, sale) =>
    expect(isSameSale(request, answerTo(sale))).toBe(false),
  );

  it('that names no sale is of the one that was asked for', () => {
    expect(isSameSale(request, buildAnswer(request, { now: new Date().toISOString(), response: 'Failure' }))).toBe(
      true,
    );
  });
});
