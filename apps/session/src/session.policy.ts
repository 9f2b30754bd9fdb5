import { END_STATES, failure, requestOf } from '@ppaas/exchange';
import type { Completed, EndState, ExchangePolicy } from '@ppaas/exchange';
import type { OutgoingMessage } from '@ppaas/messaging';
import { outcomeOf, rootOf } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { LiveSessions } from './live-session.store.ts';
import { applyEnds, isOwn } from './session.effects.ts';
import { answerFor } from './session-message.ts';
import type { SessionTimes } from './session.times.ts';

/** What a device's answer to a session call means; undefined = it is no end. */
function endOf(answer: NexoMessage): EndState | undefined {
  if (rootOf(answer) === 'SaleToPOIMessageRejection') return 'NOT_STARTED';
  const outcome = outcomeOf(answer);
  return outcome === 'FAILED' ? 'DECLINED' : END_STATES.find((state) => state === outcome);
}

/** For status requests, which transaction answers. Exchanges of the platform's own are nobody's business. */
function exchangeCompleted({ exchange, state, answer }: Completed): OutgoingMessage[] {
  if (isOwn(exchange)) return [];
  return [
    {
      topic: 'sessionEvents',
      type: 'SessionExchangeCompleted',
      key: exchange.deviceId,
      tenantId: exchange.tenantId,
      ...(exchange.traceparent !== null && { traceparent: exchange.traceparent }),
      data: {
        exchangeId: exchange.exchangeId,
        posId: exchange.posId,
        storeId: exchange.storeId,
        tenantId: exchange.tenantId,
        deviceId: exchange.deviceId,
        exchangeIdentification: exchange.exchangeIdentification,
        state,
        answer: { ...answer },
        completedAt: new Date().toISOString(),
      },
    },
  ];
}

/** Who may hold a device: what an exchange means to this service. */
export const sessionPolicy = (times: SessionTimes): ExchangePolicy => ({
  owner: 'S',
  service: 'session',
  areEndsUrgent: true,
  outcomeOf: endOf,
  translate: (exchange, answer) => answerFor(exchange.kind, answer),
  completed: exchangeCompleted,
  refused: exchangeCompleted,
  foreign: (result) => [
    {
      topic: 'sessionEvents',
      type: 'ForeignResultRefused',
      key: result.deviceId,
      tenantId: result.tenantId,
      data: result,
    },
  ],
  effects: (client, completed) => applyEnds(client, completed, times),
  settled: (context, completed) => {
    void new LiveSessions(context).refresh(completed.map(({ exchange }) => exchange.deviceId));
  },
  overdue: {
    afterMs: times.answerMs,
    answer: (exchange) => failure(requestOf(exchange), 'UnreachableHost', 'the device did not answer in time'),
  },
});
