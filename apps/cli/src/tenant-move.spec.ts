import { describe, expect, it } from '@jest/globals';
import type { OrganisationCells, ServicePulse } from '@ppaas/contracts';
import { devicesOf, leftOf, silentIn } from './tenant-move.ts';

const TO = 'new';

/** As a service answers: where it is served, and what is under way, by cell: devices, exchanges, messages. */
const seen = (
  cell: string,
  work: Readonly<Record<string, readonly [number, number, number]>> = {},
): OrganisationCells => ({
  organisationId: '8b0c9e4a-3a5e-4a47-9a53-3d5f5a3f0d11',
  cell,
  work: Object.entries(work).map(([name, [connectedDevices, runningExchanges, waitingMessages]]) => ({
    cell: name,
    connectedDevices,
    runningExchanges,
    waitingMessages,
  })),
});

it('a cell is silent where no process of its own is heard, whatever other cells say', () => {
  const pulse = (cell: string, service: string): ServicePulse => ({
    ...{ cell, service, instance: `${service}-0`, at: '2026-01-01T00:00:00.000Z' },
    ...{ outboxSeconds: 0, lagSeconds: 0, loopDelayMs: 0, poolWaiting: 0 },
  });
  const old = ['session', 'transaction', 'device-connector'].map((service) => pulse('old', service));
  expect(silentIn(TO, [...old, pulse(TO, 'transaction')])).toEqual(['session', 'device-connector']);
  expect(silentIn('old', old)).toEqual([]);
  expect(silentIn(TO, null)).toEqual([]);
});

describe('a move to another cell', () => {
  it.each([
    ['nothing is left', seen(TO), seen(TO), undefined],
    ['all is in the new cell', seen(TO, { new: [2, 1, 3] }), seen(TO, { new: [2, 0, 0] }), undefined],
    ['transaction has not heard of it', seen('old'), seen(TO), 'not heard of yet by transaction'],
    ['session has not heard of it', seen(TO), seen('old'), 'not heard of yet by session'],
    ['neither has', seen('old'), seen('old'), 'not heard of yet by transaction and session'],
    ['a device is there', seen(TO, { old: [1, 0, 0] }), seen(TO), 'in old: 1 devices on their way'],
    ['session sees a device there', seen(TO), seen(TO, { old: [2, 0, 0] }), 'in old: 2 devices on their way'],
    ['a sale runs there', seen(TO, { old: [0, 1, 0] }), seen(TO), 'in old: 1 sales to their end'],
    ['a Login runs there', seen(TO), seen(TO, { old: [0, 1, 0] }), 'in old: 1 session calls to their end'],
    [
      'messages wait there',
      seen(TO, { old: [0, 0, 1] }),
      seen(TO, { old: [0, 0, 2] }),
      'in old: 3 messages to be told',
    ],
    [
      'it is in two former cells',
      seen(TO, { older: [0, 1, 0], old: [1, 0, 0] }),
      seen(TO, { old: [1, 1, 0] }),
      'in old: 1 devices on their way, 1 session calls to their end; in older: 1 sales to their end',
    ],
  ])('when %s', (_name, transaction, session, left) => {
    expect(leftOf({ transaction, session }, TO)).toBe(left);
  });

  it('counts the devices that are in the new cell, and all of them', () => {
    expect(devicesOf(seen(TO, { old: [3, 0, 0], new: [2, 0, 0] }), TO)).toEqual({ connected: 2, present: 5 });
    expect(devicesOf(seen(TO), TO)).toEqual({ connected: 0, present: 0 });
  });
});
