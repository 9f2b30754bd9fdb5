import type { CardPaymentTransaction110, NexoMessage, PaymentRequest3, SaleContext4 } from './generated/types.ts';
import { bodyOf } from './message.ts';

/** What a payment request says about the money. */
export interface PaymentFacts {
  /** Decimal text, exactly as the Sale System wrote it. */
  readonly amount: string;
  readonly currency: string;
  /** CardPayment, Refund … */
  readonly transactionType: string;
  readonly transactionReference: string;
  readonly transactionDateTime: string;
  /** CardProgrammeProposed: any of these; empty for all that the store allows. */
  readonly methods: readonly string[];
  /** SaleContext.SplitPayment: one basket paid in several parts. */
  readonly isSplit: boolean;
}

/** The facts of a FinancialPaymentRequest with a payment transaction; undefined for every other message. */
export function paymentFacts(request: NexoMessage): PaymentFacts | undefined {
  const body = bodyOf(request) as { PaymentRequest?: PaymentRequest3; Context?: { SaleContext?: SaleContext4 } };
  const transaction: CardPaymentTransaction110 | undefined = body.PaymentRequest?.PaymentTransaction;
  const currency = transaction?.TransactionDetails.Currency;
  if (!transaction || currency === undefined) return undefined;
  return {
    amount: transaction.TransactionDetails.TotalAmount,
    currency,
    transactionType: transaction.TransactionType,
    transactionReference: transaction.TransactionIdentification.TransactionReference,
    transactionDateTime: transaction.TransactionIdentification.TransactionDateTime,
    methods: transaction.CardProgrammeProposed ?? [],
    isSplit: body.Context?.SaleContext?.SplitPayment === true,
  };
}
