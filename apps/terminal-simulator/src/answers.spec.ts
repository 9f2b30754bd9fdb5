import { describe, expect, it } from '@jest/globals';
import { findCardData, validateCanonical } from '@ppaas/nexo';
import { aPayment } from '@ppaas/testing';
import { enquiryAnswer } from './enquiry.ts';
import type { JsonObject } from './json.ts';
import { JournalState } from './journal.ts';
import { answerTo, failure, readMessage, rejectionOf, type Message } from './message.ts';
import { enquiry, session } from './conformance/requests.ts';
import { chooseCard, PAYMENT_METHODS } from './payment-method.ts';
import { readPayment } from './payment-run.ts';
import { paymentAnswer } from './payment.ts';
import { totalsAnswer } from './report.ts';
import { AMOUNT_RULES, planByAmount } from './script.ts';
import { sessionAnswer } from './session.ts';
import { reconnectDelayMs } from './link.ts';

const NOW = new Date('2026-01-01T10:00:00Z');

function requestOf(frame: unknown): Message {
  const message = readMessage(frame as JsonObject);
  if (message === undefined) throw new Error('not a message');
  return message;
}

function expectStrict(message: JsonObject): void {
  expect(validateCanonical(message, 'strict')).toMatchObject({ ok: true });
  expect(findCardData(message)).toEqual([]);
}

function pay(amount: string, methods: string[] = []): JsonObject {
  const request = requestOf(
    aPayment({
      saleId: 'TILL',
      deviceId: 'D',
      exchangeIdentification: 'T1',
      amount,
      ...(methods.length > 0 ? { methods } : {}),
    }),
  );
  const card = chooseCard(methods);
  if (card === undefined) throw new Error('no card');
  const run = {
    facts: readPayment(request),
    card,
    plan: planByAmount(amount),
    poiReference: 'P-ABC',
    authorisationCode: '123456',
    isTraining: false,
    endedAt: NOW,
  };
  return paymentAnswer(request, run).message;
}

describe('answers of the terminal', () => {
  it.each([...AMOUNT_RULES.map(({ units }) => `${units}.00`), '12.50'])(
    'a payment of %s is answered strictly valid',
    (amount) => {
      expectStrict(pay(amount));
    },
  );

  it.each(PAYMENT_METHODS.map(({ code }) => code))(
    'a payment with %s is answered strictly valid and names it',
    (code) => {
      const answer = pay('12.50', [code]);
      expectStrict(answer);
      expect(JSON.stringify(answer)).toContain(`"CardProgrammeApplied":"${code}"`);
    },
  );

  it('a partial approval is a Success with the authorised amount', () => {
    const text = JSON.stringify(pay('9004.00'));
    expect(text).toContain('"AuthorisedAmount":"4502.00"');
    expect(text).toContain('"Response":"PartialApproved"');
    expect(text).toContain('"Response":"Success"');
  });

  it('both receipts are there, and the cashier’s asks for a signature when one is needed', () => {
    const text = JSON.stringify(pay('9017.00'));
    expect(text).toContain('CustomerReceipt');
    expect(text).toMatch(/CashierReceipt","IntegratedPrintFlag":false,"RequiredSignatureFlag":true/);
  });

  it('none of the proposed methods: no card', () => {
    expect(chooseCard(['JCB'])).toBeUndefined();
    expect(chooseCard(['JCB', 'MASTERCARD'])?.brand).toBe('MASTERCARD');
  });

  it.each(['Login', 'Logout', 'Diagnosis'] as const)('%s is answered strictly valid', (what) => {
    const request = requestOf(session({ exchangeId: 'S1', deviceId: 'D', what }));
    const terminal = {
      login: { saleId: 'TILL-1', isTraining: false },
      isBusy: false,
      serialNumber: 'SN',
      softwareVersion: '1',
      now: NOW,
    };
    expectStrict(sessionAnswer(request, terminal).message);
  });

  it('a Logout by another sale system changes nothing', () => {
    const login = { saleId: 'TILL-2', isTraining: false };
    const request = requestOf(session({ exchangeId: 'S1', deviceId: 'D', what: 'Logout' }));
    const answer = sessionAnswer(request, { login, isBusy: false, serialNumber: 'SN', softwareVersion: '1', now: NOW });
    expectStrict(answer.message);
    expect(answer.login).toBe(login);
  });

  it.each(['unknown', 'spent', 'accepted', 'answered'] as const)(
    'an enquiry about an exchange that is %s is answered strictly valid',
    (state) => {
      const request = requestOf(enquiry({ exchangeId: 'Q1', deviceId: 'D', about: 'T1' }));
      const known =
        state === 'unknown' ? undefined : state === 'answered' ? { state, message: pay('12.50') } : { state };
      expectStrict(enquiryAnswer(request, known, NOW));
    },
  );

  it('refusals, rejections and totals are strictly valid', () => {
    const request = requestOf(aPayment({ saleId: 'TILL', deviceId: 'D', exchangeIdentification: 'T1' }));
    expectStrict(answerTo(request, failure('Busy', 'a card flow is running'), NOW));
    expectStrict(rejectionOf(request.header, 'ParsingError', '/x: missing', NOW));
    const journal = new JournalState();
    const facts = {
      kind: 'payment',
      result: 'APPROVED',
      amount: '1.00',
      currency: 'EUR',
      brand: 'VISA',
      saleId: 'TILL',
      poiReference: 'P-1',
    } as const;
    journal.apply(
      { sequence: 0, at: NOW.toISOString(), type: 'answered', exchangeId: 'T1', message: {}, facts },
      { offset: 0, length: 0 },
    );
    const header = { ...request.header, MessageFunction: 'ReportRequest' };
    const report = requestOf({
      SaleToPOIReportRequest: {
        Header: header,
        ReportRequest: { ServiceContent: 'AdministrativeReportGetTotalsRequest' },
      },
    });
    expectStrict(totalsAnswer(report, journal, NOW));
  });
});

describe('the wait before a reconnect', () => {
  it('is full jitter: up to 1 s, doubling to 60 s', () => {
    const longest = [0, 1, 2, 5, 6, 20].map((attempt) => reconnectDelayMs(attempt, () => 1));
    expect(longest).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
    expect(reconnectDelayMs(9, () => 0)).toBe(0);
  });
});
