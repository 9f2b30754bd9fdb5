import type { JsonObject } from './json.ts';
import type { PaymentRun } from './payment-run.ts';

const TITLES: Readonly<Record<string, string>> = { CardPayment: 'CARD PAYMENT', Refund: 'REFUND' };

/** The shopper's and the cashier's receipt (PaymentReceipt3), plain text, 40 columns at most. */
export function receiptsOf(run: PaymentRun, response: string, amount: string): JsonObject[] {
  const lines = [
    ...(run.isTraining ? ['*** TRAINING, NOT A PAYMENT ***'] : []),
    TITLES[run.facts.transactionType] ?? run.facts.transactionType.toUpperCase(),
    run.endedAt.toISOString().slice(0, 19).replace('T', ' '),
    `${run.card.brand} ${run.card.maskedPan}`.trim(),
    `AMOUNT ${run.facts.currency} ${amount}`,
    response === 'Declined' ? 'DECLINED' : `APPROVED ${run.authorisationCode}`,
    `REF ${run.poiReference}`,
  ];
  const isSigned = run.plan.isSignatureRequired === true;
  return [
    receipt('CustomerReceipt', 'CardholderReceipt', lines, false),
    receipt('CashierReceipt', 'MerchantReceipt', [...lines, ...(isSigned ? ['SIGNATURE ____________'] : [])], isSigned),
  ];
}

const receipt = (qualifier: string, destination: string, lines: readonly string[], isSigned: boolean): JsonObject => ({
  DocumentQualifier: qualifier,
  IntegratedPrintFlag: false,
  RequiredSignatureFlag: isSigned,
  OutputContent: { MessageDestination: destination, Format: 'SimpleText', MessageContent: lines.join('\n') },
});
