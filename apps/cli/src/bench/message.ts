import { randomUUID } from 'node:crypto';

/** The body all systems get: a payment of a POS, as it comes from a till. */
export function benchMessage(saleId: string, deviceId: string, reference: string): string {
  const now = new Date().toISOString();
  return JSON.stringify({
    SaleToPOIServiceRequest: {
      Header: {
        MessageFunction: 'SaleFinancialServiceRequest',
        ProtocolVersion: '5.0',
        ExchangeIdentification: randomUUID().replaceAll('-', ''),
        CreationDateTime: now,
        InitiatingParty: { Identification: saleId, Type: 'Merchant' },
        RecipientParty: { Identification: deviceId, Type: 'OriginatingPOI' },
      },
      ServiceRequest: {
        Environment: { POI: { Identification: { Identification: deviceId } } },
        Context: {
          SaleContext: { SaleIdentification: saleId, CashierIdentification: 'C-112', CashierLanguage: ['fr'] },
        },
        ServiceContent: 'FinancialPaymentRequest',
        PaymentRequest: {
          PaymentTransaction: {
            TransactionType: 'CardPayment',
            TransactionIdentification: { TransactionDateTime: now, TransactionReference: reference },
            TransactionDetails: { Currency: 'EUR', TotalAmount: '104.11' },
          },
        },
      },
    },
  });
}
