import { bodyOf, headerOf, outcomeOf, rootOf } from '@ppaas/nexo';
import type { NexoMessage, Outcome } from '@ppaas/nexo';

/** What the answer of a sale that a device ran on its own says about the money. */
export interface StandAloneFacts {
  /** 'FAILED' also for an answer that is no answer to a sale. */
  readonly state: Outcome;
  /** CardPayment, Refund …; null where the device does not say. */
  readonly transactionType: string | null;
  /** What was authorised, else what was asked for; null where the device does not say. */
  readonly amount: string | null;
  readonly currency: string | null;
  /** The device's own reference of the sale. */
  readonly transactionReference: string | null;
  /** RFC 3339, as the device writes it. */
  readonly soldAt: string;
}

interface PaymentBlock {
  readonly POITransactionIdentification?: { readonly TransactionReference?: string };
  readonly RetailerPaymentResult?: {
    readonly TransactionType?: string;
    readonly RequestedTransaction?: {
      readonly TransactionDetails?: {
        readonly Currency?: string;
        readonly TotalAmount?: string;
        readonly AuthorisedAmount?: string;
      };
    };
  };
}

export function standAloneFacts(answer: NexoMessage): StandAloneFacts {
  const block = bodyOf(answer)['PaymentResponse'] as PaymentBlock | undefined;
  const details = block?.RetailerPaymentResult?.RequestedTransaction?.TransactionDetails;
  return {
    state: rootOf(answer) === 'SaleToPOIServiceResponse' ? outcomeOf(answer) : 'FAILED',
    transactionType: block?.RetailerPaymentResult?.TransactionType ?? null,
    amount: details?.AuthorisedAmount ?? details?.TotalAmount ?? null,
    currency: details?.Currency ?? null,
    transactionReference: block?.POITransactionIdentification?.TransactionReference ?? null,
    soldAt: headerOf(answer).CreationDateTime,
  };
}
