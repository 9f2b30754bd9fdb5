import { halfOf } from './amount.ts';
import type { JsonObject } from './json.ts';
import type { InteractionResult, SettledFacts } from './journal.ts';
import { answerTo, type Message, type Outcome } from './message.ts';
import type { PaymentRun } from './payment-run.ts';
import { receiptsOf } from './receipt.ts';

interface Authorisation {
  readonly result: InteractionResult;
  readonly response: 'Approved' | 'Declined' | 'PartialApproved';
  readonly authorised?: string;
}

function authorisationOf(run: PaymentRun): Authorisation {
  if (run.plan.answer.response === 'Failure') return { result: 'DECLINED', response: 'Declined' };
  if (run.plan.outcome !== 'partial') return { result: 'APPROVED', response: 'Approved', authorised: run.facts.amount };
  return { result: 'PARTIAL', response: 'PartialApproved', authorised: halfOf(run.facts.amount) };
}

/** What an ended card flow says to the POS (casp.002, PaymentResponse3), and what the books keep of it. */
export function paymentAnswer(request: Message, run: PaymentRun): { message: JsonObject; facts: SettledFacts } {
  const { facts, card, plan } = run;
  const authorisation = authorisationOf(run);
  const isApproved = authorisation.authorised !== undefined;
  const outcome: Outcome =
    authorisation.result === 'PARTIAL'
      ? { response: 'Success', text: `${authorisation.authorised} of ${facts.amount} ${facts.currency} authorised` }
      : plan.answer;
  const message = answerTo(request, outcome, run.endedAt, {
    environment: {
      Acquirer: { Identification: { Identification: 'SIM-ACQUIRER' } },
      Card: { ...(card.maskedPan === '' ? {} : { MaskedPAN: card.maskedPan }), CardBrand: card.brand },
    },
    context: {
      PaymentContext: {
        CardPresent: card.maskedPan !== '',
        CardholderPresent: true,
        AttendanceContext: 'Attended',
        CardDataEntryMode: card.entryMode,
      },
    },
    body: {
      PaymentResponse: {
        SaleTransactionIdentification: facts.transaction['TransactionIdentification'],
        POITransactionIdentification: {
          TransactionDateTime: run.endedAt.toISOString(),
          TransactionReference: run.poiReference,
        },
        POIReconciliationIdentification: reconciliationOf(run.endedAt),
        RetailerPaymentResult: {
          TransactionType: facts.transactionType,
          RequestedTransaction: requestedTransaction(run, authorisation.authorised),
          TransactionResponse: {
            AuthorisationResult: {
              ResponseToAuthorisation: {
                Response: authorisation.response,
                ...(plan.hostCode === undefined ? {} : { ResponseReason: plan.hostCode }),
              },
              ...(isApproved ? { AuthorisationCode: run.authorisationCode } : {}),
            },
          },
          OnlineFlag: true,
        },
        PaymentReceipt: receiptsOf(run, authorisation.response, authorisation.authorised ?? facts.amount),
      },
    },
  });
  return {
    message,
    facts: {
      kind: facts.transactionType === 'Refund' ? 'refund' : 'payment',
      result: authorisation.result,
      amount: authorisation.authorised ?? facts.amount,
      currency: facts.currency,
      brand: card.brand,
      saleId: request.initiatingParty,
      poiReference: run.poiReference,
    },
  };
}

/** Id of the day's reconciliation period. */
export const reconciliationOf = (now: Date): string => `R-${now.toISOString().slice(0, 10)}`;

function requestedTransaction(run: PaymentRun, authorised: string | undefined): JsonObject {
  const { facts, card } = run;
  return {
    TransactionType: facts.transactionType,
    TransactionIdentification: facts.transaction['TransactionIdentification'],
    TransactionDetails: {
      Currency: facts.currency,
      TotalAmount: facts.amount,
      ...(authorised === undefined ? {} : { AuthorisedAmount: authorised }),
    },
    ...(facts.proposed.length === 0 ? {} : { CardProgrammeProposed: facts.proposed }),
    CardProgrammeApplied: card.brand,
  };
}
