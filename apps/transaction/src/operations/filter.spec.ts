import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@ppaas/contracts';
import { readExportQuery, readListQuery, readWorkListQuery } from './filter.ts';
import { Conditions, narrowed, within } from './conditions.store.ts';
import { conditionsOf, isAsked } from './filter.store.ts';
import { orderOf } from './order.store.ts';
import { cursorOf } from './order.ts';

const NOWHERE = { organisationId: null, merchantId: null, storeIds: null };

describe('the filters of the list', () => {
  it('reads several states and kinds, and a page', () => {
    const { filter, page } = readListQuery({ state: 'APPROVED,UNKNOWN', kind: 'REFUND', limit: '10' });
    expect(filter).toEqual({ state: ['APPROVED', 'UNKNOWN'], kind: ['REFUND'] });
    expect(page).toEqual({ after: undefined, limit: 10, sort: '-at' });
  });

  it.each([
    ['state', { state: 'APPROVED,PAID' }],
    ['amount', { amount: '1e3' }],
    ['currency', { currency: 'eur' }],
    ['from', { from: 'yesterday' }],
    ['storeId', { storeId: "1' or true" }],
    ['sort', { sort: 'state' }],
    ['doubt', { doubt: 'MUCH' }],
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

  it('takes back its own cursors, each for the order that it was made in', () => {
    const line = { amount: '24.50', at_text: '2026-01-01T10:00:00.123456Z', exchange_id: `T${'A'.repeat(26)}` };
    const asked = (made: '-at' | 'amount', sort: string, of: object = {}) =>
      readListQuery({ sort, cursor: Buffer.from(cursorOf(made)({ ...line, ...of })).toString('base64url') }).page;
    expect(asked('-at', 'at').after).toBe(`${line.at_text}\n${line.exchange_id}`);
    expect(asked('amount', '-amount').after).toBe(`24.50\n${line.at_text}\n${line.exchange_id}`);
    expect(asked('amount', 'amount', { amount: null }).after).toMatch(/^-1\n/);
    expect(() => asked('amount', 'at')).toThrow(DomainError);
    expect(() => asked('-at', 'amount')).toThrow(DomainError);
    expect(() => asked('-at', '-at', { at_text: '2026-01-01T10:00:00Z' })).toThrow(DomainError);
  });

  it('puts the newest sale first, and on the work list the oldest', () => {
    expect([readListQuery({}).page.sort, readWorkListQuery({}).page.sort]).toEqual(['-at', 'at']);
  });

  it('asks for sales of devices only where they can be', () => {
    expect(isAsked('STAND_ALONE', { posId: 'p' })).toBe(false);
    expect(isAsked('POS', { origin: 'STAND_ALONE' })).toBe(false);
    expect(isAsked('STAND_ALONE', { doubt: 'CONTRADICTED' })).toBe(false);
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

  it('go on behind a cursor by all that is sorted by, in the same direction', () => {
    expect(orderOf('-at', 'x', 'x.accepted_at')).toEqual({
      by: 'x.accepted_at desc, x.exchange_id desc',
      isBeyond: '(x.accepted_at, x.exchange_id) < (?::timestamptz, ?::text)',
    });
    expect(orderOf('amount', 'u')).toEqual({
      by: 'coalesce(u.amount::numeric, -1), u.at, u.exchange_id',
      isBeyond: '(coalesce(u.amount::numeric, -1), u.at, u.exchange_id) > (?::numeric, ?::timestamptz, ?::text)',
    });
  });

  it('are none for who is not narrowed and asks for nothing', () => {
    expect(conditionsOf('POS', NOWHERE, {}, new Conditions()).text).toBe('true');
  });
});
