import { describe, expect, it } from '@jest/globals';
import type { BookedExchange, Books, CompletedEvent, Interaction, Told } from './books.ts';
import { verify } from './verifier.ts';
import type { VerifyOptions } from './verifier.ts';

const anInteraction = (over: Partial<Interaction> = {}): Interaction => ({
  interactionId: 'I1',
  exchangeIdentification: 'TX',
  saleId: 'TILL-1',
  saleTransactionReference: 'R1',
  amount: '12.50',
  currency: 'EUR',
  startedAt: '2026-01-01T10:00:00.000Z',
  endedAt: '2026-01-01T10:00:01.000Z',
  result: 'APPROVED',
  ...over,
});

const anExchange = (over: Partial<BookedExchange> = {}): BookedExchange => ({
  service: 'transaction',
  exchangeId: 'TX',
  exchangeIdentification: 'X1',
  posId: 'P1',
  storeId: 'S1',
  deviceId: 'D1',
  kind: 'FinancialPaymentRequest',
  state: 'APPROVED',
  amount: '12.50',
  currency: 'EUR',
  isAnswered: true,
  isAddressed: true,
  contradictions: [],
  acceptedAt: new Date(0),
  completedAt: new Date(1_000),
  ...over,
});

const aTold = (over: Partial<Told> = {}): Told => ({
  posId: 'P1',
  exchangeIdentification: 'X1',
  by: 'financial',
  status: 200,
  body: '{"answer":1}',
  vocabulary: 'long',
  outcome: 'APPROVED',
  askedAt: 1,
  toldAt: 2,
  ...over,
});

const anEvent = (over: Partial<CompletedEvent> = {}): CompletedEvent => ({
  exchangeId: 'TX',
  id: 'E1',
  state: 'APPROVED',
  ...over,
});

/** One approved sale, in good order. */
const someBooks = (over: Partial<Books> = {}): Books => ({
  interactions: [anInteraction()],
  exchanges: [anExchange()],
  told: [aTold()],
  events: [anEvent()],
  outbox: { transaction: 0 },
  ...over,
});

const declined = (over: Partial<Books> = {}): Books =>
  someBooks({
    interactions: [anInteraction({ result: 'DECLINED' })],
    exchanges: [anExchange({ state: 'DECLINED' })],
    told: [aTold({ outcome: 'DECLINED' })],
    ...over,
  });

const rulesBroken = (books: Books, options?: VerifyOptions): string[] => [
  ...new Set(verify(books, options).map(({ rule }) => rule)),
];

describe('the verifier', () => {
  it.each<[string, Books, VerifyOptions?]>([
    ['one approved sale', someBooks()],
    ['a declined sale', declined()],
    [
      'a refusal that never reached a device',
      {
        ...declined(),
        interactions: [],
        told: [aTold({ outcome: 'NOT_STARTED' })],
        exchanges: [anExchange({ state: 'NOT_STARTED', isAddressed: false })],
        events: [],
      },
    ],
    [
      'running first, then approved',
      someBooks({ told: [aTold({ status: 202, outcome: undefined }), aTold({ askedAt: 3, toldAt: 4 })] }),
    ],
    [
      'an answer that was lost on its way',
      someBooks({ told: [aTold({ status: 0, body: '', outcome: undefined }), aTold({ askedAt: 3, toldAt: 4 })] }),
    ],
    [
      'the same answer in two vocabularies',
      someBooks({ told: [aTold(), aTold({ vocabulary: 'code', body: '{"a":1}' })] }),
    ],
    [
      'a status answer beside it',
      someBooks({ told: [aTold(), aTold({ by: 'status', body: '{"status":1}', askedAt: 3, toldAt: 4 })] }),
    ],
    ['an event that was delivered twice', someBooks({ events: [anEvent(), anEvent()] })],
    [
      'a sale nobody asked for',
      someBooks({ interactions: [anInteraction(), anInteraction({ exchangeIdentification: null })] }),
    ],
    [
      'a card flow cut off by a power loss',
      declined({
        interactions: [anInteraction({ result: 'INTERRUPTED' })],
        told: [aTold({ outcome: 'NOT_STARTED' })],
        exchanges: [anExchange({ state: 'NOT_STARTED' })],
      }),
    ],
    [
      'a person is waited for where that was expected',
      someBooks({ exchanges: [anExchange({ state: 'NEEDS_ATTENTION' })], told: [] }),
      { attention: new Set(['X1']) },
    ],
  ])('is content with %s', (_name, books, options = {}) => {
    expect(verify(books, options)).toEqual([]);
  });

  it.each<[string, Books]>([
    [
      'two entries in one journal',
      someBooks({ interactions: [anInteraction(), anInteraction({ interactionId: 'I2' })] }),
    ],
    [
      'a declined one, then an approved one',
      someBooks({ interactions: [anInteraction({ result: 'DECLINED' }), anInteraction({ interactionId: 'I2' })] }),
    ],
  ])('finds a second interaction: %s', (_name, books) => {
    expect(rulesBroken(books)).toContain('one interaction');
  });

  it.each<[string, Books, string]>([
    ['the row is gone', someBooks({ exchanges: [] }), 'outcome kept'],
    ['the row is gone, and the POS was told', someBooks({ exchanges: [], interactions: [] }), 'nothing told is lost'],
    ['the row says declined', someBooks({ exchanges: [anExchange({ state: 'DECLINED' })] }), 'outcome kept'],
    ['the row waits for ever', someBooks({ exchanges: [anExchange({ state: 'UNKNOWN' })] }), 'every sale ends'],
    ['a person is waited for', someBooks({ exchanges: [anExchange({ state: 'NEEDS_ATTENTION' })] }), 'every sale ends'],
    [
      'its end came too late',
      someBooks({ exchanges: [anExchange({ completedAt: new Date(9_000) })] }),
      'every sale ends',
    ],
    ['approved without an interaction', someBooks({ interactions: [] }), 'money took place'],
    [
      'approved with another amount',
      someBooks({ interactions: [anInteraction({ amount: '1.00' })] }),
      'money took place',
    ],
    [
      'approved in another currency',
      someBooks({ interactions: [anInteraction({ currency: 'CHF' })] }),
      'money took place',
    ],
    ['its event was never sent', someBooks({ events: [] }), 'told on once'],
    ['two different events', someBooks({ events: [anEvent(), anEvent({ id: 'E2' })] }), 'told on once'],
    ['the outbox is not empty', someBooks({ outbox: { transaction: 1 } }), 'told on once'],
  ])('finds a lost outcome: %s', (_name, books, rule) => {
    expect(rulesBroken(books, { endsWithinMs: 5_000 })).toContain(rule);
  });

  it.each<[string, Books, string]>([
    [
      'other bytes at the second time',
      someBooks({ told: [aTold(), aTold({ body: '{"answer":2}' })] }),
      'stable answer',
    ],
    [
      'declined, then approved',
      someBooks({ told: [aTold({ outcome: 'DECLINED' }), aTold({ askedAt: 3, toldAt: 4 })] }),
      'stable answer',
    ],
    [
      'another outcome by status',
      someBooks({ told: [aTold(), aTold({ by: 'status', outcome: 'DECLINED' })] }),
      'stable answer',
    ],
    [
      'in progress after its end',
      someBooks({ told: [aTold(), aTold({ by: 'status', outcome: 'IN_PROGRESS', askedAt: 3, toldAt: 4 })] }),
      'stable answer',
    ],
    [
      'not found after its end',
      someBooks({ told: [aTold(), aTold({ by: 'status', outcome: 'NOT_FOUND', askedAt: 3, toldAt: 4 })] }),
      'stable answer',
    ],
    [
      '202 after its end',
      someBooks({ told: [aTold(), aTold({ status: 202, outcome: undefined, askedAt: 3, toldAt: 4 })] }),
      'stable answer',
    ],
    ['"not started" for a charged card', someBooks({ told: [aTold({ outcome: 'NOT_STARTED' })] }), 'honest refusal'],
    ['approved, while the card was declined', declined({ told: [aTold()] }), 'stable answer'],
    ['"not started" after a card flow', declined({ told: [aTold({ outcome: 'NOT_STARTED' })] }), 'honest refusal'],
    [
      'a contradiction of the device',
      someBooks({ exchanges: [anExchange({ contradictions: ['DECLINED'] })] }),
      'stable answer',
    ],
  ])('finds a changed answer: %s', (_name, books, rule) => {
    expect(rulesBroken(books)).toContain(rule);
  });
});
