import { headerOf, isAnswerTo, rootOf, withHeader } from '@ppaas/nexo';
import type { NexoMessage, ResponseType11 } from '@ppaas/nexo';
import type { EndState, Exchange } from './exchange.ts';
import { requestOf } from './pos-answer.ts';

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
