import { describe, expect, it } from '@jest/globals';
import {
  accepted,
  BODY,
  changed,
  DETAILS,
  HEADER,
  jsonOf,
  messageOf,
  PAYMENT,
  rejected,
  textOf,
} from '../test/fixtures.ts';
import { bodyOf, headerOf, readMessage, rootOf, validateCanonical, writeMessage } from './index.ts';

const lenient = (text: string) => accepted(readMessage(text, 'lenient'));
const refusal = (text: string, profile: 'strict' | 'lenient' = 'lenient') => rejected(readMessage(text, profile));

describe('identifiers (1.2)', () => {
  const id = 'a3bb189e-8bf9-3888-9912-ace4e6543002';

  it('takes exchange ids of up to 64 characters, strictly 35', () => {
    expect(
      headerOf(lenient(changed(PAYMENT, `${HEADER}/ExchangeIdentification`, id)).message).ExchangeIdentification,
    ).toBe(id);
    expect(lenient(changed(PAYMENT, `${HEADER}/ExchangeIdentification`, 'x'.repeat(64))).root).toBe(
      'SaleToPOIServiceRequest',
    );
    expect(refusal(changed(PAYMENT, `${HEADER}/ExchangeIdentification`, 'x'.repeat(65))).pointer).toBe(
      `${HEADER}/ExchangeIdentification`,
    );
    expect(refusal(changed(PAYMENT, `${HEADER}/ExchangeIdentification`, id), 'strict').pointer).toBe(
      `${HEADER}/ExchangeIdentification`,
    );
  });

  it.each([
    [
      '20-status-request',
      '/SaleToPOIMessageStatusRequest/StatusRequest/MessageStatusRequestData/ExchangeIdentification',
    ],
    ['24-abort', '/SaleToPOIAbort/Abort/SystemAbort/ExchangeIdentification'],
  ])('takes them where an exchange is referred to: %s', (name, pointer) => {
    expect(lenient(changed(name, pointer, id)).warnings).toEqual([]);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(lenient(changed(PAYMENT, `${HEADER}/ExchangeIdentification`, '😀'.repeat(64))).warnings).toEqual([]);
    expect(refusal(changed(PAYMENT, `${HEADER}/ExchangeIdentification`, '😀'.repeat(65))).reason).toBe('ParsingError');
  });
});

describe('header (2.2)', () => {
  it.each(['5.0', '5.1'])('takes version %s in both profiles', (version) => {
    expect(accepted(readMessage(changed(PAYMENT, `${HEADER}/ProtocolVersion`, version), 'strict')).warnings).toEqual(
      [],
    );
  });

  it.each(['5.1-WL1.0.0', '5.1-WL2.0.2', '5.1-WL2.1.1', '5.0-x'])(
    'takes version %s leniently and writes the plain one',
    (version) => {
      const text = changed(PAYMENT, `${HEADER}/ProtocolVersion`, version);
      expect(headerOf(lenient(text).message).ProtocolVersion).toBe(version.slice(0, 3));
      expect(refusal(text, 'strict').reason).toBe('ProtocolVersion');
    },
  );

  it.each(['3.1', '4.0', '6.0', '5', '5.10', '5.1-', `5.1-${'x'.repeat(21)}`, '', 5.1])(
    'refuses version %j',
    (version) => {
      expect(refusal(changed(PAYMENT, `${HEADER}/ProtocolVersion`, version))).toMatchObject({
        pointer: `${HEADER}/ProtocolVersion`,
      });
    },
  );

  it.each([
    ['NumberOfRetries', 3],
    ['SalesSystemInfo', { IntegratorId: 'I', SaleSoftware: [{ Type: 'ECR' }] }],
  ])('takes the extension %s, and leaves it out of the canonical form', (member, value) => {
    const text = changed(PAYMENT, `${HEADER}/${member}`, value);
    const { message, warnings } = lenient(text);
    expect(message).toEqual(messageOf(PAYMENT));
    expect(warnings).toEqual([`${HEADER}/${member}: left out`]);
    expect(refusal(text, 'strict').pointer).toBe(`${HEADER}/${member}`);
  });

  it.each([
    ['WebhookUrl', 'https://example.com/hook'],
    ['NumberOfRetries', 0],
    ['NumberOfRetries', '3'],
    ['Anything', 'x'],
  ])('refuses %s = %j with its pointer', (member, value) => {
    expect(refusal(changed(PAYMENT, `${HEADER}/${member}`, value))).toMatchObject({
      reason: 'ParsingError',
      pointer: `${HEADER}/${member}`,
    });
  });

  it('wants the function of the root', () => {
    expect(refusal(changed(PAYMENT, `${HEADER}/MessageFunction`, 'Abort'))).toMatchObject({
      reason: 'MessageType',
      pointer: `${HEADER}/MessageFunction`,
    });
  });

  it.each(['2025-03-04T09:12:31Z', '2025-03-04T09:12:31', '2025-03-04T09:12:31.123456789+05:30'])(
    'takes the time %s',
    (time) => {
      expect(lenient(changed(PAYMENT, `${HEADER}/CreationDateTime`, time)).warnings).toEqual([]);
    },
  );
});

describe('values (2.4)', () => {
  it('takes 4-letter codes, alone or mixed, and reports the style of the MessageFunction', () => {
    const mixed = lenient(changed(PAYMENT, `${BODY}/ServiceContent`, 'FSPQ'));
    expect(mixed.message).toEqual(messageOf(PAYMENT));
    expect(mixed.vocabulary.names).toBe('long');
    const coded = lenient(changed(PAYMENT, `${HEADER}/MessageFunction`, 'SFSQ'));
    expect(coded.message).toEqual(messageOf(PAYMENT));
    expect(coded.vocabulary.names).toBe('code');
    expect(refusal(changed(PAYMENT, `${HEADER}/MessageFunction`, 'SFSQ'), 'strict').detail).toContain('unknown code');
  });

  it.each([
    [104.11, '104.11'],
    [0.1, '0.1'],
    [7, '7'],
  ])('takes the number %d as the exact decimal %s', (value, text) => {
    const read = lenient(changed(PAYMENT, `${DETAILS}/TotalAmount`, value));
    expect(read.vocabulary.amounts).toBe('number');
    expect(totalOf(read.message)).toBe(text);
    expect(refusal(changed(PAYMENT, `${DETAILS}/TotalAmount`, value), 'strict').pointer).toBe(`${DETAILS}/TotalAmount`);
  });

  it.each([
    ['104.10', '104.10'],
    ['1e2', '100'],
    ['1.5E1', '15'],
    ['125e-1', '12.5'],
    ['0.00', '0.00'],
    ['9999999999999.99', '9999999999999.99'],
  ])('keeps what %s says', (raw, text) => {
    const read = lenient(textOf(PAYMENT).replace('"104.11"', raw));
    expect(totalOf(read.message)).toBe(text);
    expect(writeMessage(read.message, read.vocabulary)).toContain(`"TotalAmount":${text}`);
  });

  it.each(['-1', '1e20', '0.000001', '1e-400', '1e5000'])('refuses %s', (raw) => {
    expect(readMessage(textOf(PAYMENT).replace('"104.11"', raw), 'lenient').kind).not.toBe('message');
  });

  it.each(['', '.5', '5.', '1,50', '+1', '1e2', ' 1', '٣'])('refuses the text %j as a decimal', (value) => {
    expect(refusal(changed(PAYMENT, `${DETAILS}/TotalAmount`, value)).pointer).toBe(`${DETAILS}/TotalAmount`);
  });

  it('reads null as absent, strictly not', () => {
    const text = changed(PAYMENT, `${BODY}/Context/SaleContext/ShiftNumber`, null);
    expect(lenient(text).message).toEqual(messageOf(PAYMENT));
    expect(refusal(text, 'strict').pointer).toBe(`${BODY}/Context/SaleContext/ShiftNumber`);
  });

  it('leaves unknown members out with a warning, strictly refuses them', () => {
    const text = changed(PAYMENT, `${DETAILS}/Vendor~/Thing`.replace('~/', '~1'), { a: [1.0, { b: 'c' }] });
    const { message, warnings } = lenient(text);
    expect(message).toEqual(messageOf(PAYMENT));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/TransactionDetails\/Vendor.*: left out$/);
    expect(refusal(text, 'strict').detail).toBe('unknown member');
  });

  it('never takes a single value for an array, nor a word for a boolean', () => {
    expect(refusal(changed(PAYMENT, `${BODY}/Context/SaleContext/CashierLanguage`, 'fr')).detail).toBe(
      'must be an array',
    );
    expect(refusal(changed(PAYMENT, `${BODY}/Context/SaleContext/SplitPayment`, 'true')).detail).toBe(
      'must be true or false',
    );
  });

  it('takes Document and gives it back', () => {
    const read = lenient(JSON.stringify({ Document: jsonOf(PAYMENT) }));
    expect(read.message).toEqual(messageOf(PAYMENT));
    expect(read.vocabulary.document).toBe(true);
    const broken = JSON.stringify({
      Document: JSON.parse(changed(PAYMENT, `${DETAILS}/TotalAmount`, undefined)) as unknown,
    });
    expect(refusal(broken)).toMatchObject({
      pointer: `/Document${DETAILS}/TotalAmount`,
      vocabulary: { document: true },
    });
  });
});

describe('parts that peers leave out (2.5)', () => {
  it.each([undefined, {}, null])('fills in Environment and Context given as %j from the header', (value) => {
    const json = jsonOf(PAYMENT) as { SaleToPOIServiceRequest: { ServiceRequest: Record<string, unknown> } };
    Object.assign(json.SaleToPOIServiceRequest.ServiceRequest, { Environment: value, Context: value });
    const body = bodyOf(lenient(JSON.stringify(json)).message);
    expect(body['Environment']).toEqual({ POI: { Identification: { Identification: 'LD-4f9c2a17' } } });
    expect(body['Context']).toEqual({ SaleContext: { SaleIdentification: 'POS-LYON-01-07' } });
  });

  it('takes the device from the initiator when that is the POI', () => {
    const text = changed(
      '27-event-notification',
      '/SaleToPOIEventNotification/EventNotification/Environment',
      undefined,
    );
    expect(bodyOf(lenient(text).message)['Environment']).toEqual({
      POI: { Identification: { Identification: 'LD-4f9c2a17' } },
    });
  });

  it('leaves device messages as they are', () => {
    const text = changed('50-display-request', '/SaleToPOIDeviceRequest/DeviceRequest/Environment', undefined);
    expect(bodyOf(lenient(text).message)['Environment']).toBeUndefined();
  });

  const transaction = '/SaleToPOIServiceRequest/ServiceRequest/ReversalRequest/ReversalTransaction';
  it.each([
    `${transaction}/TransactionIdentification`,
    `${transaction}/TransactionDetails`,
    `${transaction}/OriginalTransaction/POIIdentification`,
  ])('does not ask for %s', (pointer) => {
    const text = changed('15-reversal-request', pointer, undefined);
    expect(lenient(text).warnings).toEqual([]);
    expect(refusal(text, 'strict').pointer).toBe(pointer);
  });

  it('asks for them in a payment', () => {
    const pointer = `${BODY}/PaymentRequest/PaymentTransaction/TransactionIdentification`;
    expect(refusal(changed(PAYMENT, pointer, undefined)).pointer).toBe(pointer);
  });
});

describe('spellings of peers', () => {
  it('takes Malfunction, ReversalRequest, Failed, PartialApproved and Result', () => {
    const reversal = '/SaleToPOIServiceRequest/ServiceRequest';
    expect(lenient(changed('15-reversal-request', `${reversal}/ServiceContent`, 'ReversalRequest')).message).toEqual(
      messageOf('15-reversal-request'),
    );
    const body = bodyOf(
      lenient(changed('15-reversal-request', `${reversal}/ReversalRequest/ReversalReason`, 'Malfunction')).message,
    );
    expect(body['ReversalRequest']).toMatchObject({ ReversalReason: 'Malfuntion' });
    const response = '/SaleToPOIServiceResponse/ServiceResponse/Response';
    const failed = lenient(
      changed('12-payment-response-declined', response, { Result: 'Failed', ResponseReason: 'REFU' }),
    ).message;
    expect(bodyOf(failed)['Response']).toEqual({ Response: 'Failure', ResponseReason: 'Refusal' });
    const partial = lenient(changed('11-payment-response-approved', response, { Response: 'PART' })).message;
    expect(bodyOf(partial)['Response']).toEqual({ Response: 'Success' });
  });

  it('takes the block FinancialReversalResponse for ReversalResponse', () => {
    const text = textOf('16-reversal-response').replace('"ReversalResponse"', '"FinancialReversalResponse"');
    expect(lenient(text).message).toEqual(messageOf('16-reversal-response'));
    expect(refusal(text, 'strict').detail).toBe('unknown member');
  });
});

it('gives a canonical form that is valid strictly', () => {
  const text = changed(PAYMENT, `${HEADER}/ProtocolVersion`, '5.1-WL2.1.1')
    .replace('"104.11"', '104.110e0')
    .replace('104.110e0', '104.10');
  const { message } = lenient(text);
  expect(validateCanonical(message, 'strict')).toEqual({ ok: true, message, root: rootOf(message) });
});

function totalOf(message: ReturnType<typeof messageOf>): unknown {
  const body = bodyOf(message) as {
    PaymentRequest: { PaymentTransaction: { TransactionDetails: { TotalAmount: unknown } } };
  };
  return body.PaymentRequest.PaymentTransaction.TransactionDetails.TotalAmount;
}

describe('supplementary data', () => {
  const paymentWith = (envelope: unknown): string =>
    changed(PAYMENT, `${BODY}/SupplementaryData`, [{ Envelope: envelope }]);

  it.each([
    ['in a value', { x: '\u0000' }],
    ['in a name', { 'a\u0000b': 1 }],
    ['deep inside', { x: [{ y: 'a\u0000' }] }],
  ])('holds no NUL %s: no text of a database does', (_name, envelope) => {
    expect(refusal(paymentWith(envelope)).pointer).toMatch(/SupplementaryData\/0\/Envelope$/);
  });

  it('may hold a backslash before u0000, and any other control character', () => {
    expect(lenient(paymentWith({ x: '\\u0000', y: 'a\tb\n' })).root).toBe('SaleToPOIServiceRequest');
  });
});
