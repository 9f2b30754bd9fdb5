import { describe, expect, it } from '@jest/globals';
import { aPayment, approval } from '@ppaas/testing';
import type { NexoMessage } from '@ppaas/nexo';
import { EXPORT_HEADER, actOfExport, exportFields } from './export.ts';
import { shown } from './messages.ts';
import { presentDetail } from './present-detail.ts';
import type { DetailFacts } from './present-detail.ts';
import { kindOf, presentLine } from './present-line.ts';

const PAN = '4111111111111111';
const request = aPayment({ saleId: 'TILL-1', deviceId: 'dev_1', amount: '24.50' });

const withCard = (answer: NexoMessage): NexoMessage => {
  const copy = structuredClone(answer) as unknown as Record<string, { ServiceResponse: Record<string, unknown> }>;
  const body = copy.SaleToPOIServiceResponse?.ServiceResponse ?? {};
  body.Environment = { Card: { MaskedPAN: '411111******1111', CardBrand: 'VISA', PlainCardData: { PAN } } };
  body.Context = { PaymentContext: { CardDataEntryMode: 'EMVProximityReader' } };
  return copy as unknown as NexoMessage;
};

const envelope = { name: 'request', from: 'POS', to: 'PLATFORM', at: null } as const;
const channel = { request: (message: NexoMessage) => message, answer: (message: NexoMessage) => message };

const facts: DetailFacts = {
  exchange_id: 'T1',
  origin: 'POS',
  kind: 'FinancialPaymentRequest',
  transaction_type: 'CardPayment',
  state: 'APPROVED',
  stage: null,
  amount: '24.50',
  currency: 'EUR',
  reference: '=1+1',
  exchange_identification: 'x-1',
  tenant_id: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  merchant_id: null,
  store_id: null,
  store_name: null,
  pos_id: null,
  pos_name: null,
  sale_id: 'TILL-1',
  device_id: 'dev_1',
  device_name: null,
  serial_number: null,
  answer: JSON.stringify(withCard(approval(request))),
  is_contradicted: true,
  at: new Date(0),
  completed_at: new Date(5),
  request: JSON.stringify(request),
  history: [
    { at: new Date(0), state: 'ACCEPTED', cause: 'accepted' },
    { at: new Date(0), state: 'DISPATCHING', cause: 'accepted' },
    { at: new Date(5), state: 'APPROVED', cause: 'answered by the device' },
  ],
  seen: [],
  contradictions: [
    { at: new Date(9), said: { state: 'DECLINED', answer: JSON.stringify({ x: { note: `card ${PAN}` } }) } },
  ],
  vocabulary: null,
  session_id: null,
  traceparent: null,
  attention_reason: null,
  is_dispatched: true,
  resolution: null,
};

describe('what is shown of a transaction', () => {
  it('never holds card data, whatever the database holds', () => {
    const detail = presentDetail(facts, channel, null);
    expect(JSON.stringify(detail)).not.toContain(PAN);
    expect(JSON.stringify(detail)).not.toContain('PlainCardData');
    expect(detail).toMatchObject({ brand: 'VISA', entryMode: 'EMVProximityReader', maskedPan: '411111******1111' });
    expect(detail.messages.map(({ name }) => name)).toEqual([
      'request',
      'deviceRequest',
      'deviceAnswer',
      'answer',
      'lateAnswer-1',
    ]);
  });

  it('has no word of the device where the platform answers in its place', () => {
    const history = [{ at: new Date(0), state: 'NOT_STARTED', cause: 'Busy: the device is busy' }];
    const detail = presentDetail({ ...facts, history, contradictions: [], is_dispatched: false }, channel, null);
    expect(detail.messages.map(({ name, from }) => `${name} ${from}`)).toEqual(['request POS', 'answer PLATFORM']);
  });

  it('is there in both vocabularies, and in one where it fits no model', () => {
    const { long, codes, till } = shown(envelope, request);
    expect(till).toBeNull();
    expect(JSON.stringify(long)).toContain('"FinancialPaymentRequest"');
    expect(JSON.stringify(codes)).toContain('"FSPQ"');
    const odd = { SaleToPOIServiceRequest: { Header: {} } } as unknown as NexoMessage;
    expect(shown(envelope, odd).codes).toEqual(odd);
  });

  it('is there as the till wrote it and as it reads the answer, but not of what only the device saw', () => {
    const vocabulary = { names: 'code', amounts: 'number', document: true } as const;
    const { messages } = presentDetail({ ...facts, vocabulary }, channel, null);
    const spelled = new Map(messages.map(({ name, till }) => [name, JSON.stringify(till)]));
    expect(spelled.get('request')).toMatch(/^{"Document":{"SaleToPOIServiceRequest":.*"FSPQ".*"TotalAmount":24.5[,}]/);
    expect(spelled.get('answer')).toMatch(/^{"Document":{"SaleToPOIServiceResponse":.*"FSPP"/);
    for (const name of ['deviceRequest', 'deviceAnswer', 'lateAnswer-1']) expect(spelled.get(name)).toBe('null');
  });

  it.each([
    ['FinancialPaymentRequest', 'CardPayment', 'PAYMENT'],
    ['FinancialPaymentRequest', 'Refund', 'REFUND'],
    ['FinancialReversalRequest', null, 'REVERSAL'],
    ['AdministrativeSessionManagementLoginRequest', null, 'SESSION'],
    ['MessageStatusRequest', null, 'OTHER'],
  ])('%s %s is a %s', (service, type, kind) => {
    expect(kindOf(service, type)).toBe(kind);
  });

  it('says what was authorised only where it is not what was asked for', () => {
    expect(presentLine(facts).authorisedAmount).toBeNull();
    expect(presentLine({ ...facts, amount: '30.00' }).authorisedAmount).toBe('24.50');
  });

  it('is exported with a word in the audit trail, which has no card number either', () => {
    const who = { actor: 'ann@shop.example', address: '192.0.2.1', organisationId: null };
    const act = actOfExport(who, { q: PAN });
    expect(act).toMatchObject({ ...{ tenantId: null, object: 'transactions:platform' }, detail: { filter: { q: '411111******1111' } } }); // prettier-ignore
  });

  it('has a field for each column of the export', () => {
    expect(exportFields(presentLine(facts))).toHaveLength(EXPORT_HEADER.length);
  });
});
