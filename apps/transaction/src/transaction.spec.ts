import { describe, expect, it } from '@jest/globals';
import type { NexoMessage } from '@ppaas/nexo';
import { aPayment, aSessionRequest } from '@ppaas/testing';
import { moneyOf, objection } from './transaction.ts';
import type { TransactionFacts } from './transaction.ts';

const free: TransactionFacts = {
  session_pos_id: null,
  session_pos_name: null,
  session_policy: 'IMPLICIT',
  earlier_exchange: null,
  earlier_state: null,
  is_session_exchange: false,
};

describe('an objection to an exchange', () => {
  it.each<[string, Partial<TransactionFacts>, unknown]>([
    ['none on a free device', {}, undefined],
    ['none in the session of the caller', { session_pos_id: 'me', session_pos_name: 'Till 1' }, undefined],
    [
      'none in the session of the caller where one is demanded',
      { session_pos_id: 'me', session_policy: 'LOGIN_REQUIRED' },
      undefined,
    ],
    [
      'Busy in the session of another',
      { session_pos_id: 'other', session_pos_name: 'Till 2' },
      { reason: 'Busy', info: 'session held by Till 2' },
    ],
    [
      'LoggedOut without a session where one is demanded',
      { session_policy: 'LOGIN_REQUIRED' },
      { reason: 'LoggedOut', info: expect.any(String) },
    ],
    [
      'NotAllowed for the same sale under another id',
      { earlier_exchange: 'x-1', earlier_state: 'APPROVED' },
      { reason: 'NotAllowed', info: 'the same sale was sent as exchange x-1 (APPROVED)' },
    ],
    [
      'a duplicate of a session call, whatever else',
      { is_session_exchange: true, earlier_exchange: 'x-1' },
      'duplicate',
    ],
  ])('%s', (_name, change, expected) => {
    expect(objection({ ...free, ...change }, 'me')).toEqual(expected);
  });
});

describe('the money of a request', () => {
  it('is that of a payment', () => {
    expect(
      moneyOf(aPayment({ saleId: 'T', deviceId: 'd', amount: '12.50', reference: 'r', methods: ['CARD'] })),
    ).toEqual({
      amount: '12.50',
      currency: 'EUR',
      transactionReference: 'r',
      transactionType: 'CardPayment',
      transactionAt: '2026-01-01T10:00:00.000Z',
      isSplit: false,
      methods: ['CARD'],
    });
  });
  it.each(['2026-01-01T10:00:00Z', '2026-01-01T10:00:00.000Z', '2026-01-01T11:00:00+01:00'])(
    'takes %s for the same moment',
    (at) => {
      const request = JSON.parse(
        JSON.stringify(aPayment({ saleId: 'T', deviceId: 'd' })).replace('2026-01-01T10:00:00.000Z', at),
      ) as NexoMessage;
      expect(moneyOf(request).transactionAt).toBe('2026-01-01T10:00:00.000Z');
    },
  );
  it('is nothing for anything else', () => {
    expect(moneyOf(aSessionRequest({ saleId: 'T', deviceId: 'd', kind: 'Login' }))).toMatchObject({
      amount: null,
      methods: [],
    });
  });
});
