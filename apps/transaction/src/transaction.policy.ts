import type { OutgoingMessage } from '@ppaas/messaging';
import { bodyOf, buildAnswer, outcomeOf, rootOf } from '@ppaas/nexo';
import type { CardPaymentTransaction110, NexoMessage } from '@ppaas/nexo';
import type { Completed, EndState, Exchange, ExchangeContext, ExchangePolicy, Word } from '@ppaas/exchange';
import { liveSession, liveSessionKey, readCause } from '@ppaas/contracts';
import { END_STATES, requestOf } from '@ppaas/exchange';
import { isSessionReady } from './transaction.store.ts';

/** What a device's answer to a service of this service means. A rejection says that nothing was started. */
function endOf(answer: NexoMessage): EndState | undefined {
  if (rootOf(answer) === 'SaleToPOIMessageRejection') return 'NOT_STARTED';
  const outcome = outcomeOf(answer);
  // FAILED: over without money, perhaps with a card interaction.
  return outcome === 'FAILED' ? 'DECLINED' : END_STATES.find((state) => state === outcome);
}

const AUTHORISATION: Partial<Readonly<Record<EndState, string>>> = { APPROVED: 'Approved', PARTIAL: 'PartialApproved' };

/** The shape of a payment's answer when a person, not the device, says how it ended. */
function resolution(exchange: Exchange, { outcome, amount }: Word, reference: string): NexoMessage {
  const request = requestOf(exchange);
  const now = new Date().toISOString();
  const verdict =
    outcome === 'APPROVED' || outcome === 'PARTIAL'
      ? ({ response: 'Success', info: 'resolved by a person' } as const)
      : ({ response: 'Failure', reason: 'Refusal', info: 'resolved by a person' } as const);
  const payment = bodyOf(request).PaymentRequest as
    | { readonly PaymentTransaction?: CardPaymentTransaction110 }
    | undefined;
  const transaction = payment?.PaymentTransaction;
  if (transaction === undefined) return buildAnswer(request, { now, ...verdict });
  const { TransactionType, TransactionIdentification, TransactionDetails } = transaction;
  const PaymentResponse = {
    SaleTransactionIdentification: TransactionIdentification,
    POITransactionIdentification: { TransactionDateTime: now, TransactionReference: reference },
    RetailerPaymentResult: {
      TransactionType,
      ...(amount !== null && {
        RequestedTransaction: {
          TransactionType,
          TransactionIdentification,
          TransactionDetails: { ...TransactionDetails, AuthorisedAmount: amount },
        },
      }),
      TransactionResponse: {
        AuthorisationResult: {
          ResponseToAuthorisation: { Response: AUTHORISATION[outcome] ?? 'Declined' },
        },
      },
    },
  };
  return buildAnswer(request, { now, ...verdict, block: { PaymentResponse } });
}

const about = (
  exchange: Exchange,
): { readonly exchangeId: string; readonly deviceId: string; readonly tenantId: string; readonly storeId: string } => ({
  exchangeId: exchange.exchangeId,
  deviceId: exchange.deviceId,
  tenantId: exchange.tenantId,
  storeId: exchange.storeId,
});

/**
 * A sale right after a Login overtakes the event of the session: the live session in Redis says who holds the device now. When
 * Redis fails, this service's own tables stand.
 */
async function isJustLoggedIn({ redis, logger }: ExchangeContext, posId: string, deviceId: string): Promise<boolean> {
  try {
    const value = await redis.commands.get(liveSessionKey(deviceId));
    return value !== null && liveSession.parse(JSON.parse(value)).posId === posId;
  } catch (error) {
    logger.warn({ err: error, deviceId }, 'the live session cannot be read');
    return false;
  }
}

/** For those who follow sales, and for session: the id is spent for its calls too. */
const exchangeCompleted = ({ exchange, state }: Pick<Completed, 'exchange' | 'state'>): OutgoingMessage[] => [
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
];

/** What is told when a status request has spent an id that was never seen. */
export const spentMessages = (exchange: Exchange): OutgoingMessage[] =>
  exchangeCompleted({ exchange, state: 'NOT_STARTED' });

/** Money: what an exchange means to this service. */
export const transactionPolicy: ExchangePolicy = {
  owner: 'T',
  service: 'transaction',
  areEndsUrgent: false,
  outcomeOf: endOf,
  resolution,
  isPassing: async (context, { posId, deviceId }, { reason, info }) =>
    (reason === 'LoggedOut' || (reason === 'Busy' && readCause(info)?.cause === 'sessionHeld')) &&
    isJustLoggedIn(context, posId, deviceId),
  needsAttention: (exchange, reason) => [
    {
      topic: 'transactionEvents',
      type: 'ExchangeNeedsAttention',
      key: exchange.deviceId,
      tenantId: exchange.tenantId,
      data: { ...about(exchange), reason, at: new Date().toISOString() },
    },
  ],
  contradicted: (exchange, reported) => [
    {
      topic: 'transactionEvents',
      type: 'ExchangeContradicted',
      key: exchange.deviceId,
      tenantId: exchange.tenantId,
      data: { ...about(exchange), state: exchange.state, reported, at: new Date().toISOString() },
    },
  ],
  foreign: (result) => [
    {
      topic: 'transactionEvents',
      type: 'ForeignResultRefused',
      key: result.deviceId,
      tenantId: result.tenantId,
      data: result,
    },
  ],
  isReady: (client, exchange) => isSessionReady(client, exchange.deviceId),
  completed: exchangeCompleted,
  refused: exchangeCompleted,
};
