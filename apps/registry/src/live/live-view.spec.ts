import { describe, expect, it } from '@jest/globals';
import type { StoreDevice, StoreDevices } from '@ppaas/contracts';
import { eventFor, eventText, viewOf } from './live-view.ts';

const device = (deviceId: string, over: Partial<StoreDevice> = {}): StoreDevice => ({
  deviceId,
  name: 'Counter',
  presence: 'ONLINE',
  state: 'IDLE',
  lastSeenAt: null,
  hardware: null,
  session: { held: false, posName: null, expiresAt: null },
  paymentMethods: [],
  services: [],
  certificateNotAfter: null,
  busyWith: null,
  onlineSince: null,
  roundTripMs: null,
  ...over,
});
const store = (asOf: string, ...devices: StoreDevice[]): StoreDevices => ({ storeId: 's', asOf, devices });

describe('what a reader is told', () => {
  const [a, b, c] = [device('a'), device('b'), device('c')];
  const before = viewOf(store('1', a, b, c));

  it('is everything at first, and when it knows another state', () => {
    for (const known of [undefined, 'another'])
      expect(eventFor(known, before)).toEqual({ name: 'devices', id: before.id, data: before.store });
  });

  it('is nothing when nothing has changed but the time, over this connection and over another', () => {
    const later = viewOf(store('2', a, b, c));
    expect(later.id).toBe(before.id);
    for (const known of [before, before.id]) expect(eventFor(known, later)).toBeUndefined();
  });

  it('is what is other, new or gone', () => {
    const [busy, fresh] = [device('b', { state: 'BUSY' }), device('d')];
    const after = viewOf(store('2', a, busy, fresh));
    const data = { storeId: 's', asOf: '2', devices: [busy, fresh], removed: ['c'] };
    expect(eventFor(before, after)).toEqual({ name: 'changed', id: after.id, data });
  });

  it('goes over the line in one piece, whatever people have called a device', () => {
    const text = eventText({ name: 'devices', id: 'x', data: store('1', device('a', { name: 'a\n\nevent: b' })) });
    expect(text.split('\n')).toHaveLength(5);
    expect(text).toMatch(/^id: x\nevent: devices\ndata: \{.*\}\n\n$/);
  });
});
