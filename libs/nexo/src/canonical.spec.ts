import { describe, expect, it } from '@jest/globals';
import { accepted, changed, DETAILS, HEADER, messageOf, PAYMENT } from '../test/fixtures.ts';
import { businessContent, canonicalJson, readMessage, writeMessage } from './index.ts';

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [
      { '\u20ac': 1, '\r': 2, '1': 3, '\u0080': 4, ö: 5, '😀': 6, '\ufb33': 7 },
      '{"\\r":2,"1":3,"\u0080":4,"ö":5,"€":1,"😀":6,"\ufb33":7}',
    ],
    [[1e21, 1e-7, 0.1, -0, 333333333.33333329], '[1e+21,1e-7,0.1,0,333333333.3333333]'],
    [{ a: undefined, b: [undefined] }, '{"b":[null]}'],
    ['\u2028"\\', '"\u2028\\"\\\\"'],
  ])('of %j is %s', (value, text) => expect(canonicalJson(value)).toBe(text));

  it.each([NaN, Infinity, undefined, 1n, () => 1])('refuses %p', (value) =>
    expect(() => canonicalJson(value)).toThrow(TypeError),
  );
});

describe('businessContent', () => {
  const content = (text: string): string => businessContent(accepted(readMessage(text, 'lenient')).message);
  const original = businessContent(messageOf(PAYMENT));

  it('is the same whenever, by whichever relay, however signed and in whichever vocabulary it was sent', () => {
    expect(content(changed(PAYMENT, `${HEADER}/CreationDateTime`, '2026-01-01T00:00:00Z'))).toBe(original);
    const relay = {
      RelayIdentification: { Identification: 'r' },
      TraceDateTimeIn: '2025-01-01T00:00:00Z',
      TraceDateTimeOut: '2025-01-01T00:00:00Z',
    };
    expect(content(changed(PAYMENT, `${HEADER}/Traceability`, [relay]))).toBe(original);
    expect(
      content(changed(PAYMENT, '/SaleToPOIServiceRequest/SecurityTrailer', { ContentType: 'SIGN', SignedData: {} })),
    ).toBe(original);
    expect(content(writeMessage(messageOf(PAYMENT), { names: 'code', amounts: 'number', document: true }))).toBe(
      original,
    );
  });

  it.each([
    [`${DETAILS}/TotalAmount`, '104.12'],
    [`${HEADER}/ExchangeIdentification`, 'x-0643'],
    [`${HEADER}/RecipientParty/Identification`, 'other'],
    [`${HEADER}/ProtocolVersion`, '5.1'],
  ])('changes with %s', (pointer, value) => expect(content(changed(PAYMENT, pointer, value))).not.toBe(original));
});
