import { expect, it } from '@jest/globals';
import { codeOf, facetsOf, memberOf } from './annex.ts';
import { linesOf } from './message-lines.ts';

const MESSAGE = {
  SaleToPOIServiceRequest: {
    Header: { MessageFunction: 'SaleFinancialServiceRequest', InitiatingParty: { Identification: 'TILL-1' } },
    ServiceRequest: {
      PaymentRequest: {
        PaymentTransaction: { TransactionDetails: { TotalAmount: '24.50', SaleItem: [{ ItemIdentification: '1' }] } },
      },
      Invented: { Something: 1 },
    },
  },
};

it('has a line for each member, with what the standard says of it', () => {
  const lines = linesOf(MESSAGE);
  const byPath = new Map(lines.map((line) => [line.path, line]));
  expect(lines.map(({ depth, name }) => `${' '.repeat(depth)}${name}`)).toEqual([
    'SaleToPOIServiceRequest',
    ' Header',
    '  MessageFunction',
    '  InitiatingParty',
    '   Identification',
    ' ServiceRequest',
    '  PaymentRequest',
    '   PaymentTransaction',
    '    TransactionDetails',
    '     TotalAmount',
    '     SaleItem 1',
    '      ItemIdentification',
    '  Invented',
    '   Something',
  ]);
  const under = 'SaleToPOIServiceRequest.';
  expect(byPath.get(`${under}Header.MessageFunction`)).toMatchObject({
    value: 'SaleFinancialServiceRequest',
    member: { xml: 'MsgFctn', type: 'RetailerMessage1Code', min: 1, max: '1' },
  });
  expect(
    byPath.get(`${under}ServiceRequest.PaymentRequest.PaymentTransaction.TransactionDetails.SaleItem[0]`),
  ).toMatchObject({ value: undefined, member: { max: '*' } });
  expect(byPath.get(`${under}ServiceRequest.Invented.Something`)).toMatchObject({ value: '1', member: undefined });
});

it('says of a message in a Document what it says of it outside of one', () => {
  const [document, ...inside] = linesOf({ Document: MESSAGE });
  expect(document).toMatchObject({ name: 'Document', depth: 0, value: undefined });
  const outside = linesOf(MESSAGE).map(({ path, depth, ...line }) => ({
    ...line,
    path: `Document.${path}`,
    depth: depth + 1,
  }));
  expect(inside).toEqual(outside);
});

it('knows codes in both spellings, and what values have to be', () => {
  const both = { name: 'SaleFinancialServiceRequest', code: 'SFSQ' };
  expect(codeOf('RetailerMessage1Code', 'SaleFinancialServiceRequest')).toEqual(both);
  expect(codeOf('RetailerMessage1Code', 'SFSQ')).toEqual(both);
  expect(codeOf('RetailerMessage1Code', 'nothing')).toBeUndefined();
  expect(codeOf('Header41', 'MsgFctn')).toBeUndefined();
  expect(facetsOf('Max35Text')).toBe('string 1..35');
  expect(facetsOf('Header41')).toBeUndefined();
  expect(memberOf('Header41', 'XchgId')).toBeUndefined();
  expect(memberOf(undefined, 'Header')).toBeUndefined();
});
