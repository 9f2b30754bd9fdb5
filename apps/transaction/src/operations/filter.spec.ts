import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@ppaas/contracts';
import { CURSOR, amountIn, readExportQuery, readListQuery } from './filter.ts';
import { Conditions, narrowed, within } from './conditions.store.ts';
import { conditionsOf, isAsked } from './filter.store.ts';

const NOWHERE = { organisationId: null, merchantId: null, storeIds: null };

describe('the filters of the list', () => {
  it('reads several states and kinds, and a page', () => {
    const { filter, page } = readListQuery({ state: 'APPROVED,UNKNOWN', kind: 'REFUND', limit: '10' });
    expect(filter).toEqual({ state: ['APPROVED', 'UNKNOWN'], kind: ['REFUND'] });
    expect(page).toEqual({ after: undefined, limit: 10 });
  });

  it.each([
    ['state', { state: 'APPROVED,PAID' }],
    ['amount', { amount: '1e3' }],
    ['currency', { currency: 'eur' }],
    ['from', { from: 'yesterday' }],
    ['storeId', { storeId: "1' or true" }],
    ['query', { unknown: '1' }],
    ['cursor', { cursor: Buffer.from("x'\nT1").toString('base64url') }],
  ])('refuses a wrong %s by its name', (name, query) => {
    let fault: unknown;
    try {
      readListQuery(query);
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(DomainError);
    expect(fault).toMatchObject({ code: 'request.invalid', message: expect.stringContaining(`${name}:`) as unknown });
  });

  it('exports without pages', () => {
    expect(() => readExportQuery({ cursor: 'x' })).toThrow(DomainError);
  });

  it.each([
    ['24.50', '24.50'],
    ['24,5', '24.5'],
    ['7', '7'],
    ['-3', undefined],
    ['R-24.50', undefined],
    ['1.234,56', undefined],
  ])('takes %s for the amount %s', (text, amount) => {
    expect(amountIn(text)).toBe(amount);
  });

  it('knows its own cursors', () => {
    expect(CURSOR.test(`2026-01-01T10:00:00.123456Z\nT${'A'.repeat(26)}`)).toBe(true);
    expect(CURSOR.test('2026-01-01T10:00:00Z\nT1')).toBe(false);
  });

  it('asks for sales of devices only where they can be', () => {
    expect(isAsked('STAND_ALONE', { posId: 'p' })).toBe(false);
    expect(isAsked('POS', { origin: 'STAND_ALONE' })).toBe(false);
    expect(isAsked('STAND_ALONE', {})).toBe(true);
  });
});

describe('the conditions of a statement', () => {
  it('never hold a value in their text, and number the values as they come', () => {
    const reach = { organisationId: 'o', merchantId: 'm', storeIds: ['s'] };
    const conditions = narrowed(within(new Conditions([51]), reach), { storeId: 't' });
    expect(conditions.text).toBe(
      'x.tenant_id = $2 and x.store_id = any(array(select s.store_id from store s where s.merchant_id = $3))' +
        ' and x.store_id = any($4::uuid[]) and x.store_id = $5',
    );
    expect(conditions.values).toEqual([51, 'o', 'm', ['s'], 't']);
  });

  it('are all of the scope and all of the filter', () => {
    const filter = readExportQuery({ q: '24.50', reference: 'R-1', amount: '5', kind: 'PAYMENT,OTHER', currency: 'EUR' });
    const conditions = conditionsOf('POS', { ...NOWHERE, organisationId: 'o' }, filter, new Conditions());
    expect(conditions.text.match(/\$\d+/g)).toEqual(conditions.values.map((_value, index) => `$${index + 1}`));
    expect(conditions.values).toEqual(['o', 'EUR', '5', 'R-1', 'R-1', '24.50', '24.50', '24.50', '24.50']);
  }); // prettier-ignore

  it('are none for who is not narrowed and asks for nothing', () => {
    expect(conditionsOf('POS', NOWHERE, {}, new Conditions()).text).toBe('true');
  });
});
