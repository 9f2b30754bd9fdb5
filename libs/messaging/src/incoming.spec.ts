import { describe, expect, it } from '@jest/globals';
import { eventPattern, parsePattern } from './event-pattern.ts';
import { isWanted, parseRecord } from './incoming.ts';
import type { RawRecord } from './incoming.ts';

const TENANT = '6f0d4c9e-8f7a-4bb0-9a4c-1f9d3f2f5b11';
const data = { deviceId: 'D1', tenantId: TENANT, serialNumber: 'S', journalSequence: 1, at: '2026-11-24T00:00:00Z' };

const record = (over: Partial<RawRecord> & { value?: Buffer | null } = {}): RawRecord => ({
  key: Buffer.from('D1'),
  value: Buffer.from(JSON.stringify(data)),
  headers: {
    ce_id: Buffer.from('id-1'),
    ce_type: Buffer.from('StandAloneRecorded'),
    ce_time: Buffer.from('2026-11-24T00:00:00Z'),
  },
  offset: '17',
  ...over,
});

const headers = (type: string): RawRecord['headers'] => ({ ce_id: 'id-1', ce_type: type });

describe('a record that comes in', () => {
  it('is a typed message with its envelope', () => {
    const withMore = { ...record().headers, tenant: Buffer.from(TENANT), traceparent: '00-1' };
    expect(parseRecord('transactionEvents', 4, record({ headers: withMore }))).toEqual({
      message: {
        type: 'StandAloneRecorded',
        id: 'id-1',
        key: 'D1',
        data,
        time: '2026-11-24T00:00:00Z',
        tenantId: TENANT,
        traceparent: '00-1',
        offset: '17',
        partition: 4,
      },
    });
  });

  it('may have members that a newer sender added', () => {
    const value = Buffer.from(JSON.stringify({ ...data, ofTomorrow: true }));
    expect(parseRecord('transactionEvents', 0, record({ value }))).toMatchObject({ message: { data } });
  });

  it.each<[string, RawRecord, RegExp]>([
    ['no headers', record({ headers: {} }), /ce_type or ce_id/],
    ['an unknown type', record({ headers: headers('OfTomorrow') }), /unknown type/],
    ['a type that is a member of every object', record({ headers: headers('constructor') }), /unknown type/],
    ['no key', record({ key: null }), /missing/],
    ['no value', record({ value: null }), /missing/],
    ['no JSON', record({ value: Buffer.from('{') }), /not JSON/],
    ['another shape', record({ value: Buffer.from('{"deviceId":1}') }), /\/deviceId/],
    ['null', record({ value: Buffer.from('null') }), /StandAloneRecorded/],
  ])('is poison with %s', (_name, poison, fault) => {
    expect(parseRecord('transactionEvents', 0, poison)).toEqual({ fault: expect.stringMatching(fault) });
  });
});

describe('what a consumer asked for', () => {
  const { only } = parsePattern(
    JSON.stringify(eventPattern('deviceEvents', { only: ['DeviceConnected', 'DeviceDisconnected'] })),
  );
  it.each([
    ['one of its types', { ce_type: 'DeviceDisconnected' }, true],
    ['another type', { ce_type: 'ExchangeAnswered' }, false],
    ['a fault that somebody must see', {}, true],
  ])('%s', (_name, given, expected) => {
    expect(isWanted(record({ headers: given }), only)).toBe(expected);
  });

  it('is everything when it did not say', () => {
    expect(isWanted(record(), undefined)).toBe(true);
  });
});
