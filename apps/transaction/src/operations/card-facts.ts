import { bodyOf, maskCardData, responseOf } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';

/** What an answer says of how it was paid; null where it does not. */
export interface CardFacts {
  readonly brand: string | null;
  readonly entryMode: string | null;
  readonly maskedPan: string | null;
  readonly authorisationCode: string | null;
  /** The device's own reference. */
  readonly poiReference: string | null;
  readonly authorisedAmount: string | null;
  readonly responseReason: string | null;
  readonly responseText: string | null;
}

interface Answer {
  readonly Environment?: { readonly Card?: { readonly CardBrand?: string; readonly MaskedPAN?: string } };
  readonly Context?: { readonly PaymentContext?: { readonly CardDataEntryMode?: string } };
  readonly PaymentResponse?: {
    readonly POITransactionIdentification?: { readonly TransactionReference?: string };
    readonly RetailerPaymentResult?: {
      readonly RequestedTransaction?: {
        readonly CardProgrammeApplied?: string;
        readonly TransactionDetails?: { readonly AuthorisedAmount?: string };
      };
      readonly TransactionResponse?: { readonly AuthorisationResult?: { readonly AuthorisationCode?: string } };
    };
  };
}

/** @param answer of a service request; undefined: there is none yet */
export function cardFacts(answer: NexoMessage | undefined): CardFacts {
  const body = (answer === undefined ? {} : maskCardData(bodyOf(answer))) as Answer;
  const payment = body.PaymentResponse;
  const result = payment?.RetailerPaymentResult;
  const requested = result?.RequestedTransaction;
  const response = answer === undefined ? undefined : responseOf(answer);
  return {
    brand: body.Environment?.Card?.CardBrand ?? requested?.CardProgrammeApplied ?? null,
    entryMode: body.Context?.PaymentContext?.CardDataEntryMode ?? null,
    maskedPan: body.Environment?.Card?.MaskedPAN ?? null,
    authorisationCode: result?.TransactionResponse?.AuthorisationResult?.AuthorisationCode ?? null,
    poiReference: payment?.POITransactionIdentification?.TransactionReference ?? null,
    authorisedAmount: requested?.TransactionDetails?.AuthorisedAmount ?? null,
    responseReason: response?.ResponseReason ?? null,
    responseText: response?.AdditionalResponseInformation ?? null,
  };
}
