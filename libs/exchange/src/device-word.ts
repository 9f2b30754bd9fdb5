import { bodyOf, headerOf, isAnswerTo, paymentFacts, rootOf, withHeader } from '@ppaas/nexo';
import type { NexoMessage, PaymentResponse3, ResponseType11 } from '@ppaas/nexo';
import type { EndState, Exchange } from './exchange.ts';
import { requestOf } from './pos-answer.ts';

/** The same instant may be written without its milliseconds. */
const SPELLED_MS = 1_000;

/** The word of an enquiry's answer. A failed enquiry says nothing about the exchange, whatever it repeats. */
export function saidBy(
  response: ResponseType11 | undefined,
  repeated: EndState | undefined,
): EndState | 'IN_PROGRESS' | 'NOT_FOUND' | 'FAILED' {
  const reason = response?.ResponseReason;
  if (reason === 'NotFound') return 'NOT_FOUND';
  if (reason === 'InProgress' || reason === 'Busy') return 'IN_PROGRESS';
  return response?.Response === 'Failure' ? 'FAILED' : (repeated ?? 'FAILED');
}

/** An answer of another kind than the question, a Login's for a payment, is none. A rejection answers anything. */
export function isPaired(exchange: Exchange, answer: NexoMessage): boolean {
  if (rootOf(answer) === 'SaleToPOIMessageRejection') return true;
  const request = requestOf(exchange);
  return isAnswerTo(
    request,
    withHeader(answer, { ...headerOf(request), MessageFunction: headerOf(answer).MessageFunction }),
  );
}

/**
 * A till may use an id again when the exchange is not kept any more, and the journal of the device may go back further: it
 * then answers the new sale with what became of the old one, which has another reference or another time.
 */
export function isSameSale(request: NexoMessage, answer: NexoMessage): boolean {
  const asked = paymentFacts(request);
  const { PaymentResponse: payment } = bodyOf(answer) as { readonly PaymentResponse?: Partial<PaymentResponse3> };
  if (asked === undefined || payment?.SaleTransactionIdentification === undefined) return true;
  const { TransactionReference: reference, TransactionDateTime: at } = payment.SaleTransactionIdentification;
  return (
    reference === asked.transactionReference &&
    (at === asked.transactionDateTime || isSameTime(at, asked.transactionDateTime))
  );
}

const ZONE = /(?:Z|[+-]\d{2}:\d{2})$/;

/** Where one of them says no zone, the clock on the wall is compared. */
function isSameTime(one: string, other: string): boolean {
  const isLocal = !ZONE.test(one) || !ZONE.test(other);
  const msOf = (text: string): number => Date.parse(isLocal ? `${text.replace(ZONE, '')}Z` : text);
  return Math.abs(msOf(one) - msOf(other)) < SPELLED_MS;
}
