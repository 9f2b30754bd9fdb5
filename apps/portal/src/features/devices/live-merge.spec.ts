import { expect, it } from '@jest/globals';
import type { StoreDevice, StoreDevices } from '@ppaas/contracts';
import { mergeChange } from './live-merge.ts';

const device = (deviceId: string, name = 'x') => ({ deviceId, name }) as StoreDevice;
const names = ({ devices }: StoreDevices): string[] => devices.map(({ deviceId, name }) => `${deviceId} ${name}`);

it('what changed takes the place of what was, what is gone goes, and what is new comes last', () => {
  const before = { storeId: 's', asOf: '1', devices: [device('a'), device('b'), device('c')] };
  const after = mergeChange(before, {
    storeId: 's',
    asOf: '2',
    devices: [device('c', 'y'), device('0', 'new')],
    removed: ['a', 'never there'],
  });
  expect(names(after)).toEqual(['b x', 'c y', '0 new']);
  expect(after.asOf).toBe('2');
});
