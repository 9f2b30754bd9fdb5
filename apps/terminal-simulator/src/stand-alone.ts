import { randomInt } from 'node:crypto';
import type { SettledFacts } from './journal.ts';
import type { JsonObject } from './json.ts';
import { readMessage } from './message.ts';
import { chooseCard } from './payment-method.ts';
import { readPayment } from './payment-run.ts';
import { paymentAnswer } from './payment.ts';
import { planByAmount } from './script.ts';
import type { TerminalParts } from './terminal-parts.ts';

/**
 * A sale keyed in at the terminal itself. The terminal is its own initiating party; exchange and transaction get
 * references of its own that begin with L (local).
 */
export function standAloneSale(
  terminal: TerminalParts,
  amount: string,
  currency: string,
): { readonly message: JsonObject; readonly facts: SettledFacts; readonly interactionId: string } {
  const now = terminal.options.now();
  const reference = `L${terminal.newReference()}`;
  const own = terminal.deviceId === '' ? terminal.options.serialNumber.slice(0, 35) : terminal.deviceId;
  const interactionId = terminal.interactions.start({
    exchangeIdentification: null,
    saleId: null,
    saleTransactionReference: reference,
    amount,
    currency,
    startedAt: now.toISOString(),
  });
  const request = readMessage({
    SaleToPOIServiceRequest: {
      Header: {
        MessageFunction: 'SaleFinancialServiceRequest',
        ProtocolVersion: '5.0',
        ExchangeIdentification: reference,
        CreationDateTime: now.toISOString(),
        InitiatingParty: { Identification: own, Type: 'OriginatingPOI' },
        RecipientParty: { Identification: own, Type: 'OriginatingPOI' },
      },
      ServiceRequest: {
        ServiceContent: 'FinancialPaymentRequest',
        PaymentRequest: {
          PaymentTransaction: {
            TransactionType: 'CardPayment',
            TransactionIdentification: { TransactionDateTime: now.toISOString(), TransactionReference: reference },
            TransactionDetails: { Currency: currency, TotalAmount: amount },
          },
        },
      },
    },
  });
  const card = chooseCard([]);
  if (request === undefined || card === undefined) throw new Error('a stand-alone sale is a message of our own making');
  const settled = paymentAnswer(request, {
    facts: readPayment(request),
    card,
    plan: planByAmount(amount),
    poiReference: terminal.newReference(),
    authorisationCode: String(randomInt(100_000, 1_000_000)),
    isTraining: false,
    endedAt: now,
  });
  return { ...settled, interactionId };
}
