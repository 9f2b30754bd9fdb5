import { expect, it } from '@jest/globals';
import type { StoreDevice } from '@ppaas/contracts';
import { matching, standingOf } from './standing.ts';

const AT = '2026-01-01T10:00:00.000Z';

it.each([
  ['ONLINE', { presence: 'ONLINE', state: 'IDLE', lastSeenAt: AT }],
  ['BUSY', { presence: 'ONLINE', state: 'BUSY', lastSeenAt: AT }],
  ['MAINTENANCE', { presence: 'ONLINE', state: 'MAINTENANCE', lastSeenAt: AT }],
  ['OFFLINE', { presence: 'OFFLINE', state: 'BUSY', lastSeenAt: AT }],
  ['NEVER', { presence: 'OFFLINE', state: 'IDLE', lastSeenAt: null }],
  ['UNKNOWN', { presence: 'UNKNOWN', state: 'IDLE', lastSeenAt: AT }],
])('is %s', (standing, device) => {
  expect(standingOf(device as StoreDevice)).toBe(standing);
});

it('narrows by what is typed and by what they are now', () => {
  const device = (deviceId: string, name: string, serialNumber: string | null, presence: string) =>
    ({
      ...{ deviceId, name, presence, state: 'IDLE', lastSeenAt: AT },
      hardware: serialNumber === null ? null : { serialNumber },
    }) as StoreDevice;
  const all = [
    device('dev_1', 'Counter', 'SN-7', 'ONLINE'),
    device('dev_2', 'Aisle 7', null, 'OFFLINE'),
    device('dev_3', 'Window', 'SN-8', 'OFFLINE'),
  ];
  const found = (asked: Parameters<typeof matching>[1]): string[] => matching(all, asked).map(({ name }) => name);
  expect(found({})).toEqual(['Counter', 'Aisle 7', 'Window']);
  expect(found({ q: '7' })).toEqual(['Counter', 'Aisle 7']);
  expect(found({ q: 'COUNT' })).toEqual(['Counter']);
  expect(found({ q: 'dev_3' })).toEqual(['Window']);
  expect(found({ q: '7', standing: 'OFFLINE' })).toEqual(['Aisle 7']);
  expect(found({ standing: 'NONSENSE' })).toEqual([]);
});
