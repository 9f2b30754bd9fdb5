import type { TransactionKind, TransactionLine, TransactionStage } from '@ppaas/contracts';
import { transactionLine } from '@ppaas/contracts';
import { maskCardData } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { cardFacts } from './card-facts.ts';
import type { CardFacts } from './card-facts.ts';

/** What a line is made of. Messages are canonical JSON texts. */
export interface LineFacts {
  readonly exchange_id: string;
  readonly origin: 'POS' | 'STAND_ALONE';
  readonly kind: string;
  readonly transaction_type: string | null;
  readonly state: string;
  readonly stage: TransactionStage | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly reference: string | null;
  readonly exchange_identification: string | null;
  readonly tenant_id: string;
  readonly merchant_id: string | null;
  readonly store_id: string | null;
  readonly store_name: string | null;
  readonly pos_id: string | null;
  readonly pos_name: string | null;
  readonly sale_id: string | null;
  readonly device_id: string;
  readonly device_name: string | null;
  readonly serial_number: string | null;
  readonly answer: string | null;
  readonly is_contradicted: boolean;
  readonly at: Date;
  readonly completed_at: Date | null;
}

export function kindOf(service: string, transactionType: string | null): TransactionKind {
  if (service === 'FinancialPaymentRequest') return transactionType === 'Refund' ? 'REFUND' : 'PAYMENT';
  if (service === 'FinancialReversalRequest') return 'REVERSAL';
  return service.includes('SessionManagement') ? 'SESSION' : 'OTHER';
}

/** A canonical message of the database, without card data whatever it holds. */
export const shownOf = (text: string): NexoMessage => maskCardData(JSON.parse(text) as NexoMessage);

export const factsOfAnswer = ({ answer }: Pick<LineFacts, 'answer'>): CardFacts =>
  cardFacts(answer === null ? undefined : (JSON.parse(answer) as NexoMessage));

export function presentLine(row: LineFacts, facts: CardFacts = factsOfAnswer(row)): TransactionLine {
  const { authorisedAmount } = facts;
  return transactionLine.parse({
    exchangeId: row.exchange_id,
    origin: row.origin,
    kind: kindOf(row.kind, row.transaction_type),
    service: row.kind,
    state: row.state,
    stage: row.stage,
    amount: row.amount,
    authorisedAmount: authorisedAmount === row.amount ? null : authorisedAmount,
    currency: row.currency,
    reference: row.reference,
    exchangeIdentification: row.exchange_identification,
    organisationId: row.tenant_id,
    merchantId: row.merchant_id,
    storeId: row.store_id,
    storeName: row.store_name,
    posId: row.pos_id,
    posName: row.pos_name,
    saleId: row.sale_id,
    deviceId: row.device_id,
    deviceName: row.device_name,
    serialNumber: row.serial_number,
    brand: facts.brand,
    entryMode: facts.entryMode,
    isContradicted: row.is_contradicted,
    at: row.at.toISOString(),
    completedAt: row.completed_at?.toISOString() ?? null,
  });
}
