import { describe, expect, it } from '@jest/globals';
import { accepted, BODY, changed, DETAILS, HEADER, PAYMENT, rejected, textOf } from '../test/fixtures.ts';
import {
  bodyOf,
  findCardData,
  maskCardData,
  readMessage,
  scrubText,
  validateCanonical,
  writeMessage,
} from './index.ts';

const PANS = [
  '4111111111111111',
  '5555555555554444',
  '2223003122003222',
  '378282246310005',
  '6011111111111117',
  '3530111333300000',
  '30569309025904',
  '6212345678901232',
  '4222222222222',
  '6759649826438453',
  '6304000000000000000',
];

describe("a till's own numbers", () => {
  it.each(['R-310-12-361234567', 'X-36-5-40000000000', '2026-11-24/0007/4111111', 'A-4-51-333000000'])(
    'leaves %s alone whatever its check digit',
    (reference) => {
      for (let digit = 0; digit < 10; digit += 1)
        expect(findCardData({ reference: `${reference}${digit}` })).toEqual([]);
    },
  );
});

describe('scrubText', () => {
  it.each(PANS)('masks %s', (pan) => {
    const masked = `${pan.slice(0, 6)}${'*'.repeat(pan.length - 10)}${pan.slice(-4)}`;
    expect(scrubText(pan)).toBe(masked);
    expect(scrubText(`card ${pan}, paid`)).toBe(`card ${masked}, paid`);
    expect(scrubText(`{"pan":${pan}}`)).toBe(`{"pan":${masked}}`);
  });

  it.each([
    ['4111 1111 1111 1111', '4111 11** **** 1111'],
    ['4111-1111-1111-1111', '4111-11**-****-1111'],
    ['4111.1111.1111.1111', '4111.11**.****.1111'],
    ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '4 1 1 1 1 1 * * * * * * 1 1 1 1'],
    ['4111\u00a01111\u00a01111\u00a01111', '4111\u00a011**\u00a0****\u00a01111'],
    ['PAN4111111111111111end', 'PAN411111******1111end'],
    ['12 4111111111111111 12/27', '12 411111******1111 12/27'],
    ['4111111111111111 5555555555554444', '411111******1111 555555******4444'],
    ['4111111111111111', '411111******1111'],
    ['٤١١١١١١١١١١١١١١١', '٤١١١١١******١١١١'],
    [';4111111111111111=27121010000012300000?', ';411111******1111?'],
    ['%B4111111111111111^DOE/JANE^2712101?', '%B411111******1111?'],
  ])('masks %s', (text, masked) => expect(scrubText(text)).toBe(masked));

  it.each([
    ['a masked number', '476173******0119 411111XXXXXX1111'],
    ['a number that fails Luhn', '4111111111111112'],
    ['milliseconds since 1970', '{"time":1763951234566,"x":1763951234574}'],
    ['dates', '20250304101231 2025-03-04T09:12:31.050+01:00'],
    ['an id in hex', 'f4111111111111111a4111111111111111'],
    ['a UUID', '4111a111-1111-1111-1111-4222222222222'.slice(0, 36)],
    ['a long counter', '41111111111111111111111111'],
    ['a short number', '411111111111'],
  ])('leaves %s', (_what, text) => expect(scrubText(text)).toBe(text));
});

describe('card data behind base64', () => {
  const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
  it.each([
    ['a chip PAN', base64('9f0206000000010411' + '5a084111111111111111' + '5f3401019000')],
    ['a chip PAN of odd length', base64('5a08378282246310005f' + '8407a0000000041010')],
    ['chip track 2', base64('7016' + '57114111111111111111d2712101000001230000f')],
    ['a text', Buffer.from('{"pan":"4111111111111111"}').toString('base64')],
    ['a track', Buffer.from(';4111111111111111=27121010000012300000?').toString('base64')],
  ])('finds %s and takes it out', (_what, value) => {
    expect(findCardData({ a: { ICCRelatedData: value } })).toEqual([
      { pointer: '/a/ICCRelatedData', kind: 'sensitive' },
    ]);
    expect(maskCardData({ a: { ICCRelatedData: value, b: 1 }, list: [value, 'x'] })).toEqual({
      a: { b: 1 },
      list: ['x'],
    });
  });

  it('refuses it in a request', () => {
    const chip = base64('5a084111111111111111' + '5f340101');
    expect(rejected(readMessage(changed(PAYMENT, `${DETAILS}/ICCRelatedData`, chip), 'strict'))).toMatchObject({
      reason: 'Security',
      pointer: `${DETAILS}/ICCRelatedData`,
    });
  });

  it.each([
    ['other chip data', base64('9f0206000000010411' + '9f2608a1b2c3d4e5f60718' + '5a0847617399990119ff')],
    ['zeros', base64('00'.repeat(64))],
    ['words', 'abcdefghijklmnop'],
  ])('leaves %s', (_what, value) => expect(findCardData({ value })).toEqual([]));
});

describe('findCardData and maskCardData', () => {
  const value = {
    text: 'ok',
    card: { PlainCardData: { PAN: '1' }, MaskedPAN: '476173******0119' },
    list: [{ note: 'c 4111 1111 1111 1111' }, 4111111111111111],
    pin: { CardholderOnLinePIN: {} },
    check: { CheckTrackData2: { TrackValue: 'x' } },
    swipe: ';4111111111111111=27121010000012300000?',
    'a/b~5555555555554444': 1,
    when: new Date(0),
    nothing: null,
  };

  it('finds each with its pointer', () => {
    expect(findCardData(value)).toEqual([
      { pointer: '/card/PlainCardData', kind: 'sensitive' },
      { pointer: '/list/0/note', kind: 'pan' },
      { pointer: '/list/1', kind: 'pan' },
      { pointer: '/pin/CardholderOnLinePIN', kind: 'pin' },
      { pointer: '/check/CheckTrackData2', kind: 'track' },
      { pointer: '/swipe', kind: 'track' },
      { pointer: '/a~1b~05555555555554444', kind: 'pan' },
    ]);
  });

  it('takes it out of a copy', () => {
    const before = structuredClone(value);
    expect(maskCardData(value)).toEqual({
      text: 'ok',
      card: { MaskedPAN: '476173******0119' },
      list: [{ note: 'c 4111 11** **** 1111' }, '411111******1111'],
      pin: {},
      check: {},
      swipe: ';411111******1111?',
      'a/b~555555******4444': 1,
      when: new Date(0),
      nothing: null,
    });
    expect(value).toEqual(before);
    expect(findCardData(maskCardData(value))).toEqual([]);
  });
});

describe('readMessage', () => {
  const text70 = `${DETAILS}/DeliveryLocation`;

  it.each([
    ['a card number in a text', text70, 'card 4111 1111 1111 1111'],
    [
      'a card number as a reference',
      `${BODY}/PaymentRequest/PaymentTransaction/TransactionIdentification/TransactionReference`,
      '4111111111111111',
    ],
    ['a card number in other digits', text70, '٤١١١١١١١١١١١١١١١'],
    ['plain card data', `${BODY}/Environment/Card`, { PlainCardData: { PAN: '4111111111111111', ExpiryDate: '2712' } }],
    ['private card data', `${BODY}/Environment/Card`, { PrivateCardData: 'AAAA' }],
    ['PIN data', `${BODY}/Environment/Cardholder`, { Authentication: [{ CardholderOnLinePIN: {} }] }],
    ['a check track', `${BODY}/Environment/Check`, { CheckTrackData2: { TrackValue: 'x' } }],
    ['a card number in an unknown member', `${DETAILS}/Vendor`, '4111111111111111'],
    ['a card number over lines', text70, '4111\n1111\n1111\n1111'],
  ])('refuses a request with %s', (_what, pointer, value) => {
    for (const profile of ['strict', 'lenient'] as const) {
      const result = readMessage(changed(PAYMENT, pointer, value), profile);
      expect(JSON.stringify(result)).not.toMatch(/4111.?1111.?1111/);
      if (profile === 'strict' && pointer.endsWith('Vendor')) continue;
      expect(rejected(result).reason).toBe('Security');
      expect(rejected(result).pointer.startsWith(pointer)).toBe(true);
    }
  });

  it('takes it out of an answer, so that a result is never lost', () => {
    const answer = '/SaleToPOIServiceResponse/ServiceResponse';
    const card = { MaskedPAN: '476173******0119', PlainCardData: { PAN: '4111111111111111', ExpiryDate: '2712' } };
    const json = JSON.parse(changed('11-payment-response-approved', `${answer}/Environment/Card`, card)) as unknown;
    const text = JSON.stringify(json).replace('APPROVED 678803', 'APPROVED 4111111111111111');
    const { message, warnings } = accepted(readMessage(text, 'strict'));
    expect(bodyOf(message)['Environment']).toMatchObject({ Card: { MaskedPAN: '476173******0119' } });
    expect(JSON.stringify(message)).not.toMatch(/PlainCardData|4111111111111111/);
    expect(JSON.stringify(message)).toContain('411111******1111');
    expect(warnings).toEqual([
      `${answer}/Environment/Card/PlainCardData: card data taken out`,
      `${answer}/PaymentResponse/PaymentReceipt/0/OutputContent/MessageContent: card data taken out`,
    ]);
  });

  it('takes a token out whole when it looks like a card number, so that the answer can still be written', () => {
    const environment = '/SaleToPOIServiceResponse/ServiceResponse/Environment';
    const token = { PaymentToken: '4111111111111111', TokenExpiryDate: '2712' };
    const { message } = accepted(
      readMessage(changed('11-payment-response-approved', `${environment}/PaymentToken`, token), 'strict'),
    );
    expect(bodyOf(message)['Environment']).not.toHaveProperty('PaymentToken.PaymentToken');
    expect(validateCanonical(message, 'strict').ok).toBe(true);
    expect(writeMessage(message, { names: 'code', amounts: 'number', document: false })).not.toContain(
      '4111111111111111',
    );
  });

  it('does not repeat a card number in a rejection', () => {
    const text = changed(PAYMENT, `${HEADER}/ExchangeIdentification`, '4111111111111111').replace(
      '"EUR"',
      '"5555555555554444"',
    );
    expect(JSON.stringify(readMessage(text, 'lenient'))).not.toMatch(/4111111111111111|5555555555554444/);
    expect(
      JSON.stringify(readMessage(textOf(PAYMENT).replace('CardPayment', '4111111111111111'), 'lenient')),
    ).not.toContain('4111111111111111');
  });

  it('lets a masked number and a token pass', () => {
    const card = { MaskedPAN: '476173******0119', CardBrand: 'VISA' };
    expect(accepted(readMessage(changed(PAYMENT, `${BODY}/Environment/Card`, card), 'strict')).warnings).toEqual([]);
  });
});
