import { objectAt, textAt, type JsonObject } from './json.ts';
import type { Message } from './message.ts';
import type { SyntheticCard } from './payment-method.ts';
import type { Plan } from './script.ts';

/** The facts of a PaymentRequest (PaymentRequest3) that a terminal acts on. */
export interface PaymentFacts {
  readonly transactionType: string;
  readonly reference: string;
  readonly dateTime: string;
  readonly amount: string;
  readonly currency: string;
  readonly proposed: readonly string[];
  readonly transaction: JsonObject;
}

export function readPayment(message: Message): PaymentFacts {
  const transaction = objectAt(message.body, 'PaymentRequest', 'PaymentTransaction');
  const proposed = transaction['CardProgrammeProposed'];
  return {
    transactionType: textAt(transaction, 'TransactionType') ?? 'CardPayment',
    reference: textAt(transaction, 'TransactionIdentification', 'TransactionReference') ?? '',
    dateTime: textAt(transaction, 'TransactionIdentification', 'TransactionDateTime') ?? '',
    amount: textAt(transaction, 'TransactionDetails', 'TotalAmount') ?? '0',
    currency: textAt(transaction, 'TransactionDetails', 'Currency') ?? 'EUR',
    proposed: Array.isArray(proposed) ? proposed.map(String) : [],
    transaction,
  };
}

export interface PaymentRun {
  readonly facts: PaymentFacts;
  readonly card: SyntheticCard;
  readonly plan: Plan;
  /** The terminal's own reference of the transaction. */
  readonly poiReference: string;
  readonly authorisationCode: string;
  readonly isTraining: boolean;
  readonly endedAt: Date;
}
