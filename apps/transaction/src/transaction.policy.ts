import { outcomeOf, rootOf } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import type { Completed, EndState, ExchangePolicy } from '@ppaas/exchange';
import { END_STATES } from '@ppaas/exchange';
import { isSessionReady } from './transaction.store.ts';

/** What a device's answer to a service of this service means. A rejection says that nothing was started. */
function endOf(answer: NexoMessage): EndState | undefined {
  if (rootOf(answer) === 'SaleToPOIMessageRejection') return 'NOT_STARTED';
  const outcome = outcomeOf(answer);
  // FAILED: over without money, perhaps with a card interaction.
  return outcome === 'FAILED' ? 'DECLINED' : END_STATES.find((state) => state === outcome);
}

/** Money: what an exchange means to this service. */
export const transactionPolicy: ExchangePolicy = {
  owner: 'T',
  service: 'transaction',
  outcomeOf: endOf,
  isReady: (client, exchange) => isSessionReady(client, exchange.deviceId),
  completed: ({ exchange, state }: Completed) => [
    {
      topic: 'transactionEvents',
      type: 'ExchangeCompleted',
      key: exchange.deviceId,
      tenantId: exchange.tenantId,
      ...(exchange.traceparent !== null && { traceparent: exchange.traceparent }),
      data: {
        exchangeId: exchange.exchangeId,
        exchangeIdentification: exchange.exchangeIdentification,
        tenantId: exchange.tenantId,
        storeId: exchange.storeId,
        posId: exchange.posId,
        deviceId: exchange.deviceId,
        kind: exchange.kind,
        state,
        amount: exchange.amount,
        currency: exchange.currency,
        transactionReference: exchange.transactionReference,
        acceptedAt: exchange.acceptedAt.toISOString(),
        completedAt: new Date().toISOString(),
        sessionId: exchange.sessionId,
      },
    },
  ],
};
