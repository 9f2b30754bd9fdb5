import { toMinorUnits, fromMinorUnits } from '@ppaas/nexo';
import type { JsonObject } from './json.ts';
import type { JournalState, SettledFacts } from './journal.ts';
import { answerTo, SUCCESS, type Message } from './message.ts';
import { reconciliationOf } from './payment.ts';

/** Debit = money from shoppers, Credit = refunds, …Reverse = undone (TypeTransactionTotals3Code). */
function totalType(settled: SettledFacts): string {
  if (settled.result !== 'APPROVED' && settled.result !== 'PARTIAL') return 'Declined';
  if (settled.kind === 'reversal') return 'DebitReverse';
  return settled.kind === 'refund' ? 'Credit' : 'Debit';
}

/** Totals of the journal per brand, currency and type (casp.010, ReportGetTotalsResponse1). */
export function totalsAnswer(request: Message, journal: JournalState, now: Date): JsonObject {
  const sets = new Map<
    string,
    { brand: string | undefined; currency: string; type: string; count: number; minor: bigint }
  >();
  for (const settled of journal.settled()) {
    const type = totalType(settled);
    const key = `${settled.brand ?? ''} ${settled.currency} ${type}`;
    const set = sets.get(key) ?? { brand: settled.brand, currency: settled.currency, type, count: 0, minor: 0n };
    set.count += 1;
    set.minor += toMinorUnits(settled.amount, settled.currency);
    sets.set(key, set);
  }
  const totals = [...sets.values()].map((set) => ({
    PaymentInstrumentType: 'Card',
    AcquirerIdentification: 'SIM-ACQUIRER',
    ...(set.brand === undefined ? {} : { Brand: set.brand }),
    TransactionTotal: {
      Currency: set.currency,
      Type: set.type,
      TotalNumber: String(set.count),
      CumulativeAmount: fromMinorUnits(set.minor, set.currency),
    },
  }));
  return answerTo(request, SUCCESS, now, {
    body: {
      ReportGetTotalsResponse: {
        POIReconciliationIdentification: reconciliationOf(now),
        ...(totals.length === 0 ? {} : { TransactionTotalsSet: totals }),
      },
    },
  });
}
