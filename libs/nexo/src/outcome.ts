import type { NexoMessage, ResponseType11 } from './generated/types.ts';
import { bodyOf, rootOf } from './message.ts';
import type { ResponseReason } from './reasons.ts';

export type Outcome =
  | 'APPROVED'
  | 'PARTIAL'
  | 'DECLINED'
  | 'CANCELLED'
  | 'NOT_STARTED'
  | 'IN_PROGRESS'
  | 'NOT_FOUND'
  | 'FAILED';

/**
 * What a Failure's reason says about the money (protocol 4.3). NOT_STARTED only where the device says that it refused
 * before any card flow; FAILED is over without money but perhaps with a card interaction.
 */
export const OUTCOME_OF_REASON: Readonly<Record<ResponseReason, Outcome>> = {
  Aborted: 'CANCELLED',
  Cancel: 'CANCELLED',
  Refusal: 'DECLINED',
  WrongPIN: 'DECLINED',
  InvalidCard: 'DECLINED',
  PaymentRestriction: 'DECLINED',
  Busy: 'NOT_STARTED',
  LoggedOut: 'NOT_STARTED',
  NotAllowed: 'NOT_STARTED',
  UnavailableService: 'NOT_STARTED',
  UnavailableDevice: 'NOT_STARTED',
  DeviceOut: 'FAILED',
  InsertedCard: 'FAILED',
  UnreachableHost: 'FAILED',
  InProgress: 'IN_PROGRESS',
  NotFound: 'NOT_FOUND',
};

/** ResponseToAuthorisation.Response (Response9Code) of a service that was done. */
const OUTCOME_OF_AUTHORISATION: Readonly<Record<string, Outcome>> = {
  Approved: 'APPROVED',
  PartialApproved: 'PARTIAL',
  Declined: 'DECLINED',
  TechnicalError: 'FAILED',
  Suspended: 'FAILED',
};

/** ResponseType11 of an answer; undefined for messages that carry none (requests, aborts, events, rejections). */
export const responseOf = (answer: NexoMessage): ResponseType11 | undefined =>
  bodyOf(answer)['Response'] as ResponseType11 | undefined;

interface PaymentBlock {
  readonly RetailerPaymentResult?: {
    readonly TransactionResponse?: {
      readonly AuthorisationResult?: { readonly ResponseToAuthorisation?: { readonly Response?: string } };
    };
  };
}

/**
 * The outcome that an answer tells. A payment is APPROVED or PARTIAL only when Response is not Failure and the
 * authorisation does not say otherwise. For a status answer it is the outcome of the exchange that was asked about; when
 * the enquiry itself failed (Busy, UnreachableHost ...) nothing is known of it yet, which is IN_PROGRESS (protocol 5.3).
 * @throws TypeError when the message is no answer
 */
export function outcomeOf(answer: NexoMessage): Outcome {
  const body = bodyOf(answer);
  const response = responseOf(answer);
  if (!response) throw new TypeError(`${rootOf(answer)} is not an answer`);
  if (rootOf(answer) !== 'SaleToPOIMessageStatusResponse')
    return outcome(response, body['PaymentResponse'] as PaymentBlock | undefined);
  if (response.Response === 'Failure') return response.ResponseReason === 'NotFound' ? 'NOT_FOUND' : 'IN_PROGRESS';
  const data = body['MessageStatusResponseData'] as {
    TransactionResponse: ResponseType11;
    RepeatedPaymentResponse?: PaymentBlock;
  };
  return outcome(data.TransactionResponse, data.RepeatedPaymentResponse);
}

function outcome(response: ResponseType11, payment: PaymentBlock | undefined): Outcome {
  const authorisation =
    payment?.RetailerPaymentResult?.TransactionResponse?.AuthorisationResult?.ResponseToAuthorisation?.Response;
  if (response.Response === 'Failure')
    return response.ResponseReason
      ? OUTCOME_OF_REASON[response.ResponseReason]
      : authorisation === 'Declined'
        ? 'DECLINED'
        : 'FAILED';
  return authorisation === undefined ? 'APPROVED' : (OUTCOME_OF_AUTHORISATION[authorisation] ?? 'FAILED');
}
