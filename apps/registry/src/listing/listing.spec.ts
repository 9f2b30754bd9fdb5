import { describe, expect, it } from '@jest/globals';
import { listedDevice } from '@ppaas/contracts';
import { listDevice, showDevice } from './listing.ts';
import type { KnownDevice, LiveState } from './listing.ts';

const now = new Date('2026-01-01T12:00:00Z');
const me = '018f0000-0000-7000-8000-000000000001';
const other = '018f0000-0000-7000-8000-000000000002';
const visa = { code: 'VISA', name: 'Visa', brands: ['VISA'] };
const qr = { code: 'QR', name: 'QR code', brands: [] };

const observation = {
  serialNumber: 'SN1',
  model: 'M1',
  softwareVersion: '1.0',
  paymentMethods: [visa, qr],
  services: ['FinancialPaymentRequest'],
  state: 'Busy',
  lastSeenAt: new Date('2026-01-01T11:00:00Z'),
} as const;
const device: KnownDevice = {
  deviceId: 'dev_1',
  name: 'Counter',
  storeMethods: null,
  deviceMethods: null,
  certificateNotAfter: null,
  enrolledSerialNumber: 'SN0',
  observation,
  session: null,
};
const presence = {
  cell: 'shared',
  instance: 'connector-0',
  epoch: 1,
  serialNumber: 'SN2',
  model: 'M2',
  softwareVersion: '2.0',
  state: 'Idle',
  saleId: null,
  roundTripMs: 42,
  since: '2026-01-01T11:30:00Z',
  lastSeenAt: '2026-01-01T11:59:50Z',
} as const;
const held = (posId: string, expiresAt = '2026-01-01T12:10:00Z') => ({ posId, posName: 'Till 1', expiresAt });
const list = (over: Partial<KnownDevice>, live: LiveState) =>
  listedDevice.parse(listDevice({ ...device, ...over }, live, me, now));

describe('presence', () => {
  it('is what the live connection says', () => {
    expect(list({}, { presence, session: null })).toMatchObject({
      presence: 'ONLINE',
      state: 'IDLE',
      lastSeenAt: '2026-01-01T11:59:50Z',
      hardware: { serialNumber: 'SN2', model: 'M2', softwareVersion: '2.0' },
    });
  });
  it('is OFFLINE without one, with what was seen last', () => {
    expect(list({}, { presence: null, session: null })).toMatchObject({
      presence: 'OFFLINE',
      state: 'BUSY',
      lastSeenAt: '2026-01-01T11:00:00.000Z',
      hardware: { serialNumber: 'SN1', model: 'M1', softwareVersion: '1.0' },
    });
  });
  it('is UNKNOWN while Redis does not answer', () => {
    expect(list({}, 'unreachable')).toMatchObject({ presence: 'UNKNOWN', state: 'BUSY' });
  });
  it('knows a device that never connected by its certificate alone', () => {
    expect(list({ observation: null }, { presence: null, session: null })).toMatchObject({
      presence: 'OFFLINE',
      state: 'IDLE',
      lastSeenAt: null,
      hardware: { serialNumber: 'SN0', model: null, softwareVersion: null },
      paymentMethods: [],
      services: [],
    });
    const neverEnrolled = { observation: null, enrolledSerialNumber: null };
    expect(list(neverEnrolled, { presence: null, session: null }).hardware).toBeNull();
  });
});

describe('session', () => {
  it.each([
    ['held by the caller', held(me), { held: true, byCaller: true, posName: 'Till 1' }],
    ['held by another', held(other), { held: true, byCaller: false, posName: 'Till 1' }],
    ['over', held(me, '2026-01-01T12:00:00Z'), { held: false, byCaller: false, posName: null, expiresAt: null }],
    ['none', null, { held: false, byCaller: false, posName: null, expiresAt: null }],
  ])('%s', (_name, session, expected) => {
    expect(list({}, { presence: null, session }).session).toMatchObject(expected);
    expect(list({ session }, 'unreachable').session).toMatchObject(expected);
  });
});

describe('payment methods', () => {
  it.each([
    ['all that are reported', null, null, ['VISA', 'QR']],
    ['narrowed by the store', ['VISA'], null, ['VISA']],
    ['narrowed by the device', null, ['QR'], ['QR']],
    ['narrowed by both', ['VISA'], ['QR'], []],
    ['never widened', ['VISA', 'AMEX'], ['VISA', 'AMEX'], ['VISA']],
    ['none', [], null, []],
  ])('%s', (_name, storeMethods, deviceMethods, codes) => {
    const listed = list({ storeMethods, deviceMethods }, { presence, session: null });
    expect(listed.paymentMethods.map((method) => method.code)).toEqual(codes);
  });
});

describe('for people', () => {
  const names = new Map([['TILL-1', 'Till 1']]);
  const show = (live: LiveState) => showDevice(device, live, names, now);

  it.each([
    ['a registered till', 'TILL-1', 'Till 1'],
    ['the POS software on the device', 'dev_1', 'Counter'],
    ['one that is not known', 'TILL-9', 'TILL-9'],
    ['nobody', null, null],
  ])('it is busy with %s', (_name, saleId, busyWith) => {
    const shown = show({ presence: { ...presence, saleId }, session: null });
    expect(shown).toMatchObject({ busyWith, state: saleId === null ? 'IDLE' : 'BUSY' });
  });

  it('its connection is told, and that there is none', () => {
    expect(show({ presence, session: null })).toMatchObject({ onlineSince: presence.since, roundTripMs: 42 });
    const nothing = { onlineSince: null, roundTripMs: null, busyWith: null };
    expect(show({ presence: null, session: null })).toMatchObject({ presence: 'OFFLINE', ...nothing });
    expect(show('unreachable')).toMatchObject({ presence: 'UNKNOWN', ...nothing });
  });
});
