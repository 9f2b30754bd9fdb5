import { describe, expect, it } from '@jest/globals';
import { changed, FIXTURES, messageOf, PAYMENT, accepted, BODY } from '../test/fixtures.ts';
import { buildStatusAnswer, OUTCOME_OF_REASON, outcomeOf, paymentFacts, readMessage, responseOf } from './index.ts';
import { RetailerResultDetail1Code } from './generated/codes.ts';

const response = '/SaleToPOIServiceResponse/ServiceResponse/Response';
const read = (text: string) => accepted(readMessage(text, 'strict')).message;

describe('outcomeOf', () => {
  it.each([
    ['11-payment-response-approved', 'APPROVED'],
    ['12-payment-response-declined', 'DECLINED'],
    ['13-payment-response-busy', 'NOT_STARTED'],
    ['25-payment-response-aborted', 'CANCELLED'],
    ['21-status-response-found', 'APPROVED'],
    ['22-status-response-in-progress', 'IN_PROGRESS'],
    ['23-status-response-not-found', 'NOT_FOUND'],
    ['02-login-response', 'APPROVED'],
  ])('%s is %s', (name, outcome) => expect(outcomeOf(messageOf(name))).toBe(outcome));

  it('has an outcome for every reason', () => {
    expect(new Set(Object.keys(OUTCOME_OF_REASON))).toEqual(RetailerResultDetail1Code.names);
  });

  it.each(Object.entries(OUTCOME_OF_REASON))('Failure / %s is %s', (reason, outcome) => {
    const text = changed('25-payment-response-aborted', response, { Response: 'Failure', ResponseReason: reason });
    expect(outcomeOf(read(text))).toBe(outcome);
  });

  it('is never approved without a Success', () => {
    expect(outcomeOf(read(changed('25-payment-response-aborted', response, { Response: 'Failure' })))).toBe('FAILED');
    expect(outcomeOf(read(changed('11-payment-response-approved', response, { Response: 'Failure' })))).toBe('FAILED');
    expect(outcomeOf(read(changed('11-payment-response-approved', response, { Response: 'Warning' })))).toBe(
      'APPROVED',
    );
  });

  it.each([
    ['Approved', 'APPROVED'],
    ['PartialApproved', 'PARTIAL'],
    ['Declined', 'DECLINED'],
    ['TechnicalError', 'FAILED'],
    ['Suspended', 'FAILED'],
  ])('a Success whose authorisation says %s is %s', (said, outcome) => {
    const pointer =
      '/SaleToPOIServiceResponse/ServiceResponse/PaymentResponse/RetailerPaymentResult/TransactionResponse/AuthorisationResult/ResponseToAuthorisation/Response';
    expect(outcomeOf(read(changed('11-payment-response-approved', pointer, said)))).toBe(outcome);
  });

  it('knows nothing yet when the enquiry itself failed', () => {
    const request = messageOf('20-status-request');
    const now = '2025-03-04T09:16:00Z';
    for (const reason of ['Busy', 'UnreachableHost', 'UnavailableDevice', 'LoggedOut'] as const)
      expect(outcomeOf(buildStatusAnswer(request, { now, response: 'Failure', reason }))).toBe('IN_PROGRESS');
    const repeated = messageOf('12-payment-response-declined');
    expect(outcomeOf(buildStatusAnswer(request, { now, response: 'Success', repeated }))).toBe('DECLINED');
  });

  it('is asked of answers only', () => {
    for (const name of [PAYMENT, '24-abort', '26-rejection'])
      expect(() => outcomeOf(messageOf(name))).toThrow(TypeError);
    expect(responseOf(messageOf(PAYMENT))).toBeUndefined();
  });
});

describe('paymentFacts', () => {
  it('says amount, currency, reference, time, methods and split', () => {
    const transaction = `${BODY}/PaymentRequest/PaymentTransaction`;
    const facts = {
      amount: '104.11',
      currency: 'EUR',
      transactionType: 'CardPayment',
      transactionReference: 'TCK-579',
      transactionDateTime: '2025-03-04T10:12:31.000+01:00',
      methods: [],
      isSplit: false,
    };
    expect(paymentFacts(messageOf(PAYMENT))).toEqual(facts);
    expect(paymentFacts(read(changed(PAYMENT, `${transaction}/CardProgrammeProposed`, ['visa', 'pix'])))).toEqual({
      ...facts,
      methods: ['visa', 'pix'],
    });
    expect(paymentFacts(read(changed(PAYMENT, `${BODY}/Context/SaleContext/SplitPayment`, true)))).toEqual({
      ...facts,
      isSplit: true,
    });
  });

  it('knows none in other messages', () => {
    const known = [...FIXTURES.keys()].filter((name) => paymentFacts(messageOf(name)) !== undefined);
    expect(known).toEqual(['10-payment-request', '14-refund-request']);
  });
});
