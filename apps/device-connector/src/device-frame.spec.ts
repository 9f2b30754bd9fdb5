import { describe, expect, it } from '@jest/globals';
import { aHello, aPayment, approval } from '@ppaas/testing';
import { readFrame } from './device-frame.ts';

const answer = (id: string): string =>
  JSON.stringify(approval(aPayment({ saleId: 'TILL', deviceId: 'D', exchangeIdentification: id })));

describe('a frame of a device', () => {
  it.each<[string, unknown, object]>([
    ['Hello', { Hello: aHello() }, { kind: 'hello', hello: aHello() }],
    ['Ack', { Ack: { ExchangeIdentification: 'T1' } }, { kind: 'ack', exchangeId: 'T1' }],
    [
      'Progress',
      { Progress: { ExchangeIdentification: 'T1', Stage: 'PinEntry' } },
      { kind: 'progress', exchangeId: 'T1', stage: 'PinEntry' },
    ],
    ['State', { State: 'Maintenance' }, { kind: 'state', state: 'Maintenance' }],
    [
      'StandAlone',
      { StandAlone: { journalSequence: 3, response: JSON.parse(answer('L1')) as unknown } },
      { kind: 'standAlone', journalSequence: 3, isMasked: false },
    ],
  ])('%s is read', (_name, frame, expected) => {
    expect(readFrame(JSON.stringify(frame))).toMatchObject(expected);
  });

  it.each<[string, string]>([
    ['T1', 'answer'],
    ['S1', 'answer'],
    ['x-0642', 'foreign'],
    ['Q1', 'queryRejected'],
  ])('an answer under the id %s is %s', (id, kind) => {
    expect(readFrame(answer(id)).kind).toBe(kind);
  });

  it('a rejection is the answer of the exchange that was rejected', () => {
    const frame = {
      SaleToPOIMessageRejection: {
        Header: {
          MessageFunction: 'Rejection',
          ProtocolVersion: '5.0',
          ExchangeIdentification: 'T1',
          CreationDateTime: '2026-01-01T00:00:00Z',
          InitiatingParty: { Identification: 'TILL' },
        },
        Reject: { RejectReason: 'ParsingError' },
      },
    };
    expect(readFrame(JSON.stringify(frame))).toMatchObject({ kind: 'answer', exchangeId: 'T1' });
  });

  it('card data is taken out of a result, which is too dear to lose', () => {
    const withPan = answer('T1').replace(
      '"Response":"Success"',
      '"Response":"Success","AdditionalResponseInformation":"4111111111111111"',
    );
    const frame = readFrame(withPan);
    expect(frame).toMatchObject({ kind: 'answer', isMasked: true });
    expect(JSON.stringify(frame)).not.toContain('4111111111111111');
  });

  it.each<[string, string, string]>([
    ['not JSON', 'hello', 'not JSON'],
    ['two members', '{"Ack":{"ExchangeIdentification":"T1"},"State":"Idle"}', 'one member'],
    ['an unknown state', '{"State":"Asleep"}', '/State'],
    ['an id that is too long', `{"Ack":{"ExchangeIdentification":"${'T'.repeat(36)}"}}`, '/Ack/ExchangeIdentification'],
    ['a request', JSON.stringify(aPayment({ saleId: 'T', deviceId: 'D' })), 'not for a device to send'],
    ['card data in an Ack', '{"Ack":{"ExchangeIdentification":"4111111111111111"}}', 'card data'],
    [
      'a stand-alone request',
      `{"StandAlone":{"journalSequence":1,"response":${JSON.stringify(aPayment({ saleId: 'T', deviceId: 'D' }))}}}`,
      'not an answer',
    ],
    ['NUL in an id', '{"Progress":{"ExchangeIdentification":"T\\u0000","Stage":"PinEntry"}}', '/Progress/Exchange'],
    ['NUL in a boot id', JSON.stringify({ Hello: aHello({ bootId: 'b\u0000' }) }), '/Hello/bootId'],
    ['a line feed in a model', JSON.stringify({ Hello: aHello({ model: 'a\nb' }) }), '/Hello/model'],
    [
      'NUL in a payment method',
      JSON.stringify({ Hello: aHello({ paymentMethods: [{ code: 'V\u0000', name: 'Visa', brands: [] }] }) }),
      '/Hello/paymentMethods/0/code',
    ],
    [
      'NUL deep in the capabilities',
      JSON.stringify({ Hello: aHello({ capabilities: { printer: [{ 'a\u0000': 1 }] } }) }),
      '/Hello/capabilities/printer',
    ],
    [
      'NUL in a result',
      answer('T1').replace('"Response":"Success"', '"Response":"Success","AdditionalResponseInformation":"\\u0000"'),
      '/AdditionalResponseInformation: must not hold control characters',
    ],
    [
      'NUL in a stand-alone sale',
      `{"StandAlone":{"journalSequence":1,"response":${answer('L\u0000')}}}`,
      '/Header/ExchangeIdentification: must not hold control characters',
    ],
  ])('%s is wrong, and the reason says where', (_name, text, where) => {
    const frame = readFrame(text);
    expect(frame.kind).toBe('wrong');
    expect('detail' in frame ? frame.detail : '').toContain(where);
  });

  it.each<[string, string]>([
    ['of our own frames', '{"Ack":{"ExchangeIdentification":"T1","gehäuse":1}}'],
    ['of a Hello', JSON.stringify({ Hello: { ...aHello(), gehäuse: 1 } })],
    ['of the capabilities', JSON.stringify({ Hello: aHello({ capabilities: { ['gehäuse'.repeat(20)]: 1 } }) })],
    ['of a message', answer('T1').replace('"Header":{', '"Header":{"gehäuse":1,')],
    ['of a plain name', answer('T1').replace('"Header":{', '"Header":{"gehXuse":1,')],
    ['of no message', '{"gehäuse":{}}'],
    ['that comes twice', '{"State":{"gehäuse":1,"gehäuse":2}}'],
    ['that is a value', answer('T1').replace('"Success"', '"gehäuse"')],
  ])('what nobody knows is not repeated: the name %s', (_name, text) => {
    const frame = readFrame(text);
    expect(frame.kind).toBe('wrong');
    expect('detail' in frame ? frame.detail : 'geh').not.toContain('geh');
  });
});
