import { bodyOf, buildAnswer, headerOf, rootOf, withHeader } from '@ppaas/nexo';
import type { NexoMessage, ResponseReason } from '@ppaas/nexo';
import type { Exchange } from './exchange.ts';

/** The POS's request of an exchange. @throws Error for an id that a status request has spent */
export function requestOf(exchange: Exchange): NexoMessage {
  if (exchange.request === null) throw new Error(`exchange ${exchange.exchangeId} has no request`);
  return JSON.parse(exchange.request) as NexoMessage;
}

/** The stored answer, if there is one. */
export function answerOf(exchange: Exchange): NexoMessage | undefined {
  return exchange.answer === null ? undefined : (JSON.parse(exchange.answer) as NexoMessage);
}

/**
 * A message as it goes down: our exchange id, InitiatingParty = the POS's saleId.
 * @param offeredMethods of a payment for which the POS proposed none
 */
export function forDevice(
  request: NexoMessage,
  exchangeId: string,
  saleId: string,
  offeredMethods: readonly string[] | null = null,
): NexoMessage {
  const { InitiatingParty } = headerOf(request);
  return withHeader(offeredMethods === null ? request : proposing(request, offeredMethods), {
    ExchangeIdentification: exchangeId,
    ProtocolVersion: '5.0',
    InitiatingParty: { ...InitiatingParty, Identification: saleId },
  });
}

function proposing(request: NexoMessage, methods: readonly string[]): NexoMessage {
  const copy = structuredClone(request);
  const { PaymentRequest } = bodyOf(copy) as {
    readonly PaymentRequest?: { readonly PaymentTransaction?: { CardProgrammeProposed?: readonly string[] } };
  };
  if (PaymentRequest?.PaymentTransaction !== undefined)
    PaymentRequest.PaymentTransaction.CardProgrammeProposed = methods;
  return copy;
}

/** The device's answer as the POS gets it: the POS's own id and parties are put back. */
export function forPos(request: NexoMessage, answer: NexoMessage): NexoMessage {
  const { ExchangeIdentification, InitiatingParty, RecipientParty, ProtocolVersion } = headerOf(request);
  return withHeader(answer, {
    ExchangeIdentification,
    InitiatingParty,
    ProtocolVersion,
    ...(RecipientParty && { RecipientParty }),
  });
}

/** An answer of ours. */
export function failure(
  request: NexoMessage,
  reason: ResponseReason,
  info: string,
  now: Date = new Date(),
): NexoMessage {
  return buildAnswer(request, { now: now.toISOString(), response: 'Failure', reason, info: info.slice(0, 140) });
}

type Repeated = {
  readonly TransactionResponse: {
    readonly Response: 'Success' | 'Warning' | 'Failure';
    readonly ResponseReason?: ResponseReason;
    readonly AdditionalResponseInformation?: string;
  };
} & Readonly<Record<string, unknown>>;

/**
 * The answer that a status answer (casp.015) repeats, in the shape of the original one: `RepeatedPaymentResponse` becomes
 * `PaymentResponse`, and so on. The card data of the answer comes from the status answer's Environment.
 */
export function repeatedAnswer(request: NexoMessage, status: NexoMessage): NexoMessage | undefined {
  if (rootOf(status) !== 'SaleToPOIMessageStatusResponse') return undefined;
  const body = bodyOf(status);
  const data = body.MessageStatusResponseData as Repeated | undefined;
  if (data === undefined) return undefined;
  const repeated = Object.entries(data).find(([name]) => name.startsWith('Repeated'));
  const { Response, ResponseReason, AdditionalResponseInformation } = data.TransactionResponse;
  const answer = buildAnswer(request, {
    now: headerOf(status).CreationDateTime,
    response: Response,
    ...(ResponseReason && { reason: ResponseReason }),
    ...(AdditionalResponseInformation && { info: AdditionalResponseInformation }),
    ...(repeated && { block: { [repeated[0].slice('Repeated'.length)]: repeated[1] } }),
  });
  const card = (body.Environment as Record<string, unknown> | undefined)?.Card;
  if (card !== undefined) {
    const answerBody = bodyOf(answer);
    answerBody.Environment = { ...(answerBody.Environment as Record<string, unknown> | undefined), Card: card };
  }
  return answer;
}
