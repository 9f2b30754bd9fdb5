import { describe, expect, it } from '@jest/globals';
import { messageOf, PAYMENT } from '../test/fixtures.ts';
import { buildAnswer, correlationKey, isAnswerTo, withHeader } from './index.ts';

describe('isAnswerTo', () => {
  it.each([
    [PAYMENT, '11-payment-response-approved', true],
    ['01-login-request', '02-login-response', true],
    ['04-logout-request', '05-logout-response', true],
    ['20-status-request', '22-status-response-in-progress', true],
    ['42-reconciliation-request', '43-reconciliation-response', true],
    [PAYMENT, '12-payment-response-declined', false],
    [PAYMENT, '16-reversal-response', false],
    ['01-login-request', '05-logout-response', false],
    [PAYMENT, '26-rejection', false],
    ['24-abort', '25-payment-response-aborted', false],
  ])('%s by %s: %s', (request, answer, expected) => {
    expect(isAnswerTo(messageOf(request), messageOf(answer))).toBe(expected);
  });

  it('wants the same parties and the same id', () => {
    const request = messageOf(PAYMENT);
    const answer = buildAnswer(request, { now: '2025-03-04T09:12:52Z', response: 'Success' });
    expect(isAnswerTo(request, answer)).toBe(true);
    expect(isAnswerTo(request, withHeader(answer, { InitiatingParty: { Identification: 'other' } }))).toBe(false);
    expect(isAnswerTo(request, withHeader(answer, { ExchangeIdentification: 'other' }))).toBe(false);
    expect(correlationKey(request)).toBe('["POS-LYON-01-07","LD-4f9c2a17","x-0642"]');
  });
});
