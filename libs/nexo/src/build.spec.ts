import { describe, expect, it } from '@jest/globals';
import { FIXTURES, jsonOf, messageOf, PAYMENT, textOf, accepted } from '../test/fixtures.ts';
import {
  bodyOf,
  buildAbort,
  buildAnswer,
  buildRejection,
  buildStatusAnswer,
  buildStatusRequest,
  headerOf,
  MESSAGES,
  readMessage,
  responseOf,
  rootOf,
  SERVICE_CONTENT,
  validateCanonical,
  withHeader,
  type NexoMessage,
} from './index.ts';

const now = '2025-03-04T09:12:52.410Z';
const valid = (message: NexoMessage): NexoMessage => {
  expect(validateCanonical(message, 'strict')).toEqual({ ok: true, message, root: rootOf(message) });
  return message;
};

const requests = [...FIXTURES.keys()].filter((name) => {
  const root = Object.keys(jsonOf(name))[0];
  return (
    MESSAGES.some((info) => info.root === root && info.answerRoot) &&
    !textOf(name).includes('"DeviceInputNotification"')
  );
});

describe('buildAnswer', () => {
  it.each(requests)('answers %s with a Failure that is valid strictly', (name) => {
    const request = messageOf(name);
    const answer = valid(buildAnswer(request, { now, response: 'Failure', reason: 'Busy', info: 'taken' }));
    const { MessageFunction: _asked, CreationDateTime: _then, ...header } = headerOf(request);
    expect(headerOf(answer)).toMatchObject(header);
    expect(rootOf(answer)).toBe(rootOf(request).replace(/Request$/, 'Response'));
    expect(bodyOf(answer)['Context']).toEqual(bodyOf(request)['Context']);
    expect(responseOf(answer)).toEqual({
      Response: 'Failure',
      ResponseReason: 'Busy',
      AdditionalResponseInformation: 'taken',
    });
    const content = SERVICE_CONTENT.find((row) => row.serviceContent === bodyOf(request)['ServiceContent']);
    expect(bodyOf(answer)['ServiceContent']).toBe(content?.answerServiceContent);
  });

  it('carries the block it is given', () => {
    const given = bodyOf(messageOf('11-payment-response-approved'));
    const block = {
      PaymentResponse: given['PaymentResponse'],
      Environment: given['Environment'],
      Context: given['Context'],
    };
    const answer = valid(buildAnswer(messageOf(PAYMENT), { now, response: 'Success', block }));
    expect(answer).toEqual(messageOf('11-payment-response-approved'));
  });

  it('echoes the device of the environment and no card', () => {
    const request = messageOf(PAYMENT);
    (bodyOf(request)['Environment'] as Record<string, unknown>)['Card'] = { CardBrand: 'VISA' };
    expect(bodyOf(buildAnswer(request, { now, response: 'Success' }))['Environment']).toEqual({
      POI: { Identification: { Identification: 'LD-4f9c2a17' } },
    });
  });

  it('cuts the text to 140 characters', () => {
    const answer = buildAnswer(messageOf(PAYMENT), {
      now,
      response: 'Failure',
      reason: 'Refusal',
      info: '😀'.repeat(200),
    });
    expect([...(responseOf(answer)?.AdditionalResponseInformation ?? '')]).toHaveLength(140);
    valid(answer);
  });

  it.each(['24-abort', '26-rejection', '27-event-notification', '58-input-notification'])(
    'has no answer for %s',
    (name) => {
      expect(() => buildAnswer(messageOf(name), { now, response: 'Success' })).toThrow(TypeError);
    },
  );
});

describe('buildStatusAnswer', () => {
  const request = messageOf('20-status-request');

  it('repeats the original answer', () => {
    const repeated = messageOf('11-payment-response-approved');
    const answer = valid(buildStatusAnswer(request, { now, response: 'Success', repeated }));
    const data = bodyOf(answer)['MessageStatusResponseData'] as Record<string, unknown>;
    expect(data['TransactionResponse']).toEqual({ Response: 'Success' });
    expect(data['RepeatedPaymentResponse']).toEqual(bodyOf(repeated)['PaymentResponse']);
    expect(bodyOf(answer)['Environment']).toEqual(bodyOf(repeated)['Environment']);
    expect(data['ExchangeIdentification']).toBe('x-0642');
  });

  it('says the response of a service without a repeated block', () => {
    const repeated = messageOf('25-payment-response-aborted');
    const data = bodyOf(valid(buildStatusAnswer(request, { now, response: 'Success', repeated })))[
      'MessageStatusResponseData'
    ];
    expect(data).toMatchObject({ TransactionResponse: { Response: 'Failure', ResponseReason: 'Aborted' } });
  });

  it.each([
    ['InProgress', '22-status-response-in-progress'],
    ['NotFound', '23-status-response-not-found'],
  ] as const)('says %s twice', (reason, name) => {
    const answer = valid(buildStatusAnswer(request, { now, response: 'Failure', reason, info: 'x' }));
    expect(bodyOf(answer)['MessageStatusResponseData']).toMatchObject({
      TransactionResponse: { ResponseReason: reason },
    });
    expect(responseOf(answer)).toMatchObject({ Response: 'Failure', ResponseReason: reason });
    expect(rootOf(answer)).toBe(rootOf(messageOf(name)));
  });
});

describe('our own messages', () => {
  const party = { Identification: 'POS-LYON-01-07', Type: 'Merchant' } as const;
  const recipient = { Identification: 'LD-4f9c2a17', Type: 'OriginatingPOI' } as const;
  const own = { now, exchangeIdentification: 'Q1', initiatingParty: 'POS-LYON-01-07', deviceId: 'LD-4f9c2a17' };

  it('are valid strictly', () => {
    const status = valid(
      buildStatusRequest({ ...own, about: { exchangeIdentification: 'T1', initiatingParty: 'POS-LYON-01-07' } }),
    );
    expect(bodyOf(status)['MessageStatusRequestData']).toEqual({
      ExchangeIdentification: 'T1',
      InitiatingParty: party,
    });
    const abort = valid(buildAbort({ ...own, about: 'T1', reason: 'r'.repeat(200) }));
    expect(bodyOf(abort)['SystemAbort']).toEqual({ ExchangeIdentification: 'T1', AbortReason: 'r'.repeat(140) });
  });

  it('reject with pointer and detail, at most 500 characters and no card number', () => {
    const pointer =
      '/SaleToPOIServiceRequest/ServiceRequest/PaymentRequest/PaymentTransaction/TransactionDetails/TotalAmount';
    const input = {
      now: '2025-03-04T09:17:00.000Z',
      exchangeIdentification: 'x-0647',
      initiatingParty: party,
      recipientParty: recipient,
    };
    const rejection = valid(buildRejection({ ...input, reason: 'ParsingError', pointer, detail: 'missing' }));
    expect(rejection).toEqual(messageOf('26-rejection'));
    const long = buildRejection({
      ...input,
      reason: 'Security',
      detail: `4111111111111111 ${'x'.repeat(600)}`,
      protocolVersion: '5.1-WL2.1.1',
    });
    expect(headerOf(valid(long)).ProtocolVersion).toBe('5.1');
    expect(bodyOf(long)['AdditionalInformation']).toMatch(/^411111\*{6}1111 x{483}$/);
  });

  it('falls back to 5.0 when the version of the question cannot be used', () => {
    const bare = {
      now,
      exchangeIdentification: 'x',
      reason: 'ProtocolVersion',
      detail: '',
      initiatingParty: party,
    } as const;
    expect(headerOf(valid(buildRejection({ ...bare, protocolVersion: '3.1' }))).ProtocolVersion).toBe('5.0');
  });
});

it('changes a header in a copy', () => {
  const request = messageOf(PAYMENT);
  const copy = withHeader(request, { ExchangeIdentification: 'T1' });
  expect(headerOf(copy).ExchangeIdentification).toBe('T1');
  expect(headerOf(request).ExchangeIdentification).toBe('x-0642');
  expect(bodyOf(copy)).toBe(bodyOf(request));
  expect(accepted(readMessage(textOf(PAYMENT), 'strict')).message).toEqual(request);
});
