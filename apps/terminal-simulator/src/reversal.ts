import { compareAmounts } from './amount.ts';
import { objectAt, textAt, type JsonObject } from './json.ts';
import type { JournalState, SettledFacts } from './journal.ts';
import { answerTo, failure, SUCCESS, type Message } from './message.ts';
import { reconciliationOf } from './payment.ts';

/** Undoes an approved payment that stands in this terminal's own journal (casp.002, ReversalResponse5). */
export function reversalAnswer(
  request: Message,
  journal: JournalState,
  own: { readonly poiReference: string; readonly now: Date },
): { message: JsonObject; facts?: SettledFacts } {
  const transaction = objectAt(request.body, 'ReversalRequest', 'ReversalTransaction');
  const reference = textAt(transaction, 'OriginalTransaction', 'TransactionIdentification', 'TransactionReference');
  const original = reference === undefined ? undefined : journal.settledUnder(reference);
  if (reference === undefined || original === undefined) {
    return {
      message: answerTo(request, failure('NotFound', 'the original transaction is not in the journal'), own.now),
    };
  }
  const amount = textAt(transaction, 'TransactionDetails', 'TotalAmount') ?? original.amount;
  const isApproved = original.result === 'APPROVED' || original.result === 'PARTIAL';
  if (!isApproved || original.isReversed || compareAmounts(amount, original.amount) > 0) {
    const why = original.isReversed
      ? 'it is reversed already'
      : isApproved
        ? 'it was less than that'
        : 'it was not approved';
    return { message: answerTo(request, failure('NotAllowed', `the original transaction: ${why}`), own.now) };
  }
  const message = answerTo(request, SUCCESS, own.now, {
    body: {
      ReversalResponse: {
        SaleTransactionIdentification: transaction['TransactionIdentification'] ?? {
          TransactionDateTime: own.now.toISOString(),
          TransactionReference: own.poiReference,
        },
        POITransactionIdentification: {
          TransactionDateTime: own.now.toISOString(),
          TransactionReference: own.poiReference,
        },
        POIReconciliationIdentification: reconciliationOf(own.now),
        ReversalTransactionResult: {},
        ReversedAmount: amount,
      },
    },
  });
  const facts: SettledFacts = {
    kind: 'reversal',
    result: 'APPROVED',
    amount,
    currency: original.currency,
    saleId: request.initiatingParty,
    poiReference: own.poiReference,
    reverses: reference,
  };
  return { message, facts };
}
