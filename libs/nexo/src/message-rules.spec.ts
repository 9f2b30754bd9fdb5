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
import { MESSAGES, readMessage, SERVICE_CONTENT } from './index.ts';
import { RetailerMessage1Code, RetailerService1Code } from './generated/codes.ts';

const refusal = (text: string) => rejected(readMessage(text, 'lenient'));
const isAccepted = (text: string): boolean => readMessage(text, 'lenient').kind === 'message';

describe('the tables', () => {
  it('hold 17 messages, each function once', () => {
    expect(MESSAGES).toHaveLength(17);
    expect(new Set(MESSAGES.map((info) => info.messageFunction))).toEqual(RetailerMessage1Code.names);
    expect(MESSAGES.map((info) => info.caspId.slice(5, 8))).toEqual(
      Array.from({ length: 17 }, (_, i) => String(i + 1).padStart(3, '0')),
    );
  });

  it('pair each request with its answer, and nothing else', () => {
    const paired = MESSAGES.flatMap((info) => (info.answerRoot ? [`${info.root}>${info.answerRoot}`] : []));
    expect(paired).toHaveLength(7);
    for (const pair of paired) expect(pair).toMatch(/^(\w+)Request>\1Response$/);
  });

  it('say the codes of the code set, and pair Q with P', () => {
    for (const row of SERVICE_CONTENT) {
      expect([row.serviceContent, RetailerService1Code.codeOf.get(row.serviceContent)]).toEqual([
        row.serviceContent,
        row.code,
      ]);
      if (!row.answerServiceContent) continue;
      expect(RetailerService1Code.codeOf.get(row.answerServiceContent)).toBe(`${row.code.slice(0, 3)}P`);
    }
    expect(SERVICE_CONTENT).toHaveLength(45);
  });
});

describe('the envelope', () => {
  it.each([
    ['an array', '[]', 'InvalidMessage', ''],
    ['a string', '"x"', 'InvalidMessage', ''],
    ['null', 'null', 'InvalidMessage', ''],
    ['no root', '{}', 'InvalidMessage', ''],
    ['an empty Document', '{"Document":{}}', 'InvalidMessage', ''],
    ['two roots', '{"SaleToPOIAbort":{},"SaleToPOIServiceRequest":{}}', 'InvalidMessage', ''],
    ['a root of another protocol', '{"SaleToPOIRequest":{}}', 'MessageType', '/SaleToPOIRequest'],
    ['a root that is no object', '{"SaleToPOIAbort":[]}', 'InvalidMessage', '/SaleToPOIAbort'],
    ['no header', '{"SaleToPOIAbort":{}}', 'InvalidMessage', '/SaleToPOIAbort/Header'],
    ['a root like an inherited member', '{"constructor":{}}', 'MessageType', '/constructor'],
  ])('refuses %s', (_what, text, reason, pointer) => {
    expect(refusal(text)).toMatchObject({ reason, pointer });
    expect(refusal(text).header).toBeUndefined();
  });

  it('reports what of the header can be read', () => {
    const json = jsonOf(PAYMENT) as { SaleToPOIServiceRequest: { Header: Record<string, unknown> } };
    json.SaleToPOIServiceRequest.Header['CreationDateTime'] = 'yesterday';
    json.SaleToPOIServiceRequest.Header['MessageFunction'] = 'SFSQ';
    expect(refusal(JSON.stringify(json))).toEqual({
      reason: 'ParsingError',
      pointer: `${HEADER}/CreationDateTime`,
      detail: 'must be an ISO 8601 date-time',
      header: {
        MessageFunction: 'SaleFinancialServiceRequest',
        ProtocolVersion: '5.0',
        ExchangeIdentification: 'x-0642',
        InitiatingParty: { Identification: 'POS-LYON-01-07', Type: 'Merchant' },
        RecipientParty: { Identification: 'LD-4f9c2a17', Type: 'OriginatingPOI' },
      },
      vocabulary: { names: 'code', amounts: 'string', document: false },
    });
  });
});

describe('block and ServiceContent (2.7)', () => {
  it.each(['FinancialReconciliationRequest', 'FSCQ', 'ReconciliationRequest'])(
    'refuses %s in a service request',
    (content) => {
      expect(refusal(changed(PAYMENT, `${BODY}/ServiceContent`, content)).pointer).toBe(`${BODY}/ServiceContent`);
    },
  );

  it('refuses a sibling of the block', () => {
    expect(refusal(changed(PAYMENT, `${BODY}/EnableServiceRequest`, { TransactionAction: 'Stop' })).pointer).toMatch(
      /EnableServiceRequest/,
    );
    expect(refusal(changed(PAYMENT, `${BODY}/BatchRequest`, {})).pointer).toBe(`${BODY}/BatchRequest`);
  });

  it('does not ask for the block of a Failure, but of a Success', () => {
    const block = '/SaleToPOIServiceResponse/ServiceResponse/PaymentResponse';
    expect(isAccepted(textOf('25-payment-response-aborted'))).toBe(true);
    expect(refusal(changed('11-payment-response-approved', block, undefined)).pointer).toBe(block);
  });

  it('has answers without content', () => {
    const block = '/SaleToPOISessionManagementResponse/SessionManagementResponse/LoginResponse';
    const login = JSON.parse(textOf('02-login-response')) as Record<string, Record<string, Record<string, unknown>>>;
    const content = login['SaleToPOISessionManagementResponse']?.['SessionManagementResponse']?.['LoginResponse'];
    expect(refusal(changed('05-logout-response', block, content)).pointer).toBe(block);
  });
});

describe('money', () => {
  it.each([
    ['EUR', '104.11'],
    ['EUR', '104'],
    ['JPY', '500'],
    ['KWD', '1.234'],
    ['CLF', '1.2345'],
  ])('takes %s %s', (currency, amount) => {
    const text = textOf(PAYMENT).replace('"104.11"', `"${amount}"`).replace('"EUR"', `"${currency}"`);
    expect(accepted(readMessage(text, 'strict')).warnings).toEqual([]);
  });

  it.each([
    ['EUR', '104.111'],
    ['EUR', '104.110'],
    ['JPY', '500.0'],
    ['KWD', '1.2345'],
  ])('refuses %s %s: too many decimals', (currency, amount) => {
    const text = textOf(PAYMENT).replace('"104.11"', `"${amount}"`).replace('"EUR"', `"${currency}"`);
    expect(refusal(text)).toMatchObject({ reason: 'ParsingError', pointer: `${DETAILS}/TotalAmount` });
    expect(rejected(readMessage(text, 'strict')).pointer).toBe(`${DETAILS}/TotalAmount`);
  });

  it.each([undefined, 'XYZ', 'eur', 'EURO', '__proto__'])('refuses the currency %j', (currency) => {
    expect(refusal(changed(PAYMENT, `${DETAILS}/Currency`, currency)).pointer).toBe(`${DETAILS}/Currency`);
  });

  it('holds a reversed amount against the currency of what it reverses', () => {
    const pointer = '/SaleToPOIServiceRequest/ServiceRequest/ReversalRequest/ReversedAmount';
    expect(isAccepted(changed('15-reversal-request', pointer, '4.11'))).toBe(true);
    expect(refusal(changed('15-reversal-request', pointer, '4.111')).pointer).toBe(pointer);
  });
});

describe('rules inside a component', () => {
  const receipt = '/SaleToPOIServiceResponse/ServiceResponse/PaymentResponse/PaymentReceipt/0';
  const paid = '11-payment-response-approved';

  it('asks for a signature on the cashier receipt only', () => {
    expect(refusal(changed(paid, `${receipt}/RequiredSignatureFlag`, true)).pointer).toBe(
      `${receipt}/RequiredSignatureFlag`,
    );
    const text = changed(paid, `${receipt}/RequiredSignatureFlag`, true).replace(
      '"CustomerReceipt"',
      '"CashierReceipt"',
    );
    expect(isAccepted(text)).toBe(true);
  });

  it('has a barcode if and only if the format is Barcode', () => {
    const output = `${receipt}/OutputContent`;
    const barcode = { BarcodeType: 'BarcodeEncodedAsEA13', BarcodeValue: '1' };
    expect(refusal(changed(paid, `${output}/Format`, 'Barcode')).pointer).toBe(`${output}/OutputBarcode`);
    expect(refusal(changed(paid, `${output}/OutputBarcode`, barcode)).pointer).toBe(`${output}/OutputBarcode`);
    expect(
      isAccepted(changed(paid, `${output}/OutputBarcode`, barcode).replace('"Format":"SimpleText"', '"Format":"BARC"')),
    ).toBe(true);
  });

  it('has in a security trailer the member that ContentType names', () => {
    const trailer = (content: object): string => changed(PAYMENT, '/SaleToPOIServiceRequest/SecurityTrailer', content);
    const signed = { SignedData: {} };
    expect(isAccepted(trailer({ ContentType: 'SIGN', ...signed }))).toBe(true);
    expect(refusal(trailer({ ContentType: 'AuthenticatedData', ...signed })).pointer).toBe(
      '/SaleToPOIServiceRequest/SecurityTrailer/SignedData',
    );
    expect(refusal(trailer({ ContentType: 'AuthenticatedData' })).pointer).toBe(
      '/SaleToPOIServiceRequest/SecurityTrailer/AuthenticatedData',
    );
  });

  it('bounds the block of a transaction report', () => {
    const report = '/SaleToPOIReportRequest/ReportRequest/ReportTransactionRequest';
    const block = (start: unknown, stop: unknown): string => {
      const once = JSON.parse(changed('46-report-transaction-request', `${report}/BlockStart`, start)) as Record<
        string,
        never
      >;
      const request = once['SaleToPOIReportRequest']?.['ReportRequest']?.['ReportTransactionRequest'] as
        | Record<string, unknown>
        | undefined;
      return JSON.stringify(once, (_key, value: unknown) =>
        value !== null && value === request ? { ...request, BlockStop: stop } : value,
      );
    };
    expect(isAccepted(block('1', '100'))).toBe(true);
    expect(isAccepted(block(1, 100))).toBe(true);
    expect(refusal(block('1', '101')).pointer).toBe(`${report}/BlockStop`);
    expect(refusal(block('5', '4')).pointer).toBe(`${report}/BlockStop`);
  });
});

it('reads the parties of a message that is valid', () => {
  expect(messageOf(PAYMENT)).toEqual(jsonOf(PAYMENT));
});
