import { describe, expect, it } from '@jest/globals';
import { bodyOf, buildAnswer } from '@ppaas/nexo';
import { aPayment } from '@ppaas/testing';
import { standAloneFacts } from './stand-alone.ts';

const now = '2026-01-01T10:00:05.000Z';
const request = aPayment({ saleId: 'dev_1', deviceId: 'dev_1', amount: '7.50' });

function answer(response: 'Approved' | 'PartialApproved', authorised?: string) {
  const transaction = (bodyOf(request)['PaymentRequest'] as { PaymentTransaction: Record<string, unknown> })
    .PaymentTransaction;
  const details = { Currency: 'EUR', TotalAmount: '7.50', ...(authorised && { AuthorisedAmount: authorised }) };
  const PaymentResponse = {
    SaleTransactionIdentification: transaction['TransactionIdentification'],
    POITransactionIdentification: { TransactionDateTime: now, TransactionReference: 'P-1' },
    RetailerPaymentResult: {
      TransactionType: 'CardPayment',
      RequestedTransaction: { TransactionType: 'CardPayment', TransactionDetails: details },
      TransactionResponse: { AuthorisationResult: { ResponseToAuthorisation: { Response: response } } },
    },
  };
  return buildAnswer(request, { now, response: 'Success', block: { PaymentResponse } });
}

describe('standAloneFacts', () => {
  it.each([
    [
      'approved',
      answer('Approved'),
      { state: 'APPROVED', amount: '7.50', currency: 'EUR', transactionReference: 'P-1' },
    ],
    ['part approved: what was authorised', answer('PartialApproved', '3.75'), { state: 'PARTIAL', amount: '3.75' }],
    [
      'cancelled, without a word about the money',
      buildAnswer(request, { now, response: 'Failure', reason: 'Cancel', info: 'by the shopper' }),
      { state: 'CANCELLED', amount: null, currency: null, transactionReference: null },
    ],
  ])('of a sale that was %s', (_name, message, expected) => {
    expect(standAloneFacts(message)).toMatchObject({ ...expected, soldAt: now });
  });
});
