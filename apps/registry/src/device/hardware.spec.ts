import { describe, expect, it } from '@jest/globals';
import { placeHardware } from './hardware.ts';

const active = (serialNumber: string) => ({ serialNumber, role: 'ACTIVE' }) as const;
const standby = (serialNumber: string) => ({ serialNumber, role: 'STANDBY' }) as const;
const placed = (...demoted: string[]) => ({ isPossible: true, demoted });

describe('placeHardware', () => {
  it.each([
    ['the first piece', [], 'A', 'ACTIVE', placed()],
    ['a standby beside the active one', [active('A')], 'B', 'STANDBY', placed()],
    ['a new active one makes the former a standby', [active('A')], 'B', 'ACTIVE', placed('A')],
    ['a swap back', [standby('A'), active('B')], 'A', 'ACTIVE', placed('B')],
    ['the same piece again', [active('A')], 'A', 'ACTIVE', placed()],
    ['several certificates of one piece count once', [active('A'), active('A')], 'B', 'ACTIVE', placed('A')],
    ['a third piece', [active('A'), standby('B')], 'C', 'ACTIVE', { isPossible: false }],
    ['a third piece as a standby', [active('A'), standby('B')], 'C', 'STANDBY', { isPossible: false }],
  ] as const)('%s', (_name, live, serialNumber, role, expected) => {
    expect(placeHardware(live, serialNumber, role)).toEqual(expected);
  });
});
