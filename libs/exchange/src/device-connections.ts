import { CAUSES, causeWith } from '@ppaas/contracts';
import type { DataOf } from '@ppaas/contracts';
import { routeConnected, routeDisconnected } from './device-route.store.ts';
import type { ExchangeContext } from './exchange-context.ts';
import { askAgain, loseConnection, loseConnections, makeDue, unfinishedOf } from './recovery.store.ts';
import type { Unfinished } from './recovery.store.ts';
import { note } from './seen.ts';

type Event<T extends 'DeviceConnected' | 'DeviceDisconnected'> = DataOf<'deviceEvents', T>;

/** All of it or nothing: half a reconnect would not be done again when the event comes a second time. */
export async function deviceConnected(context: ExchangeContext, event: Event<'DeviceConnected'>): Promise<void> {
  const { database, times, cell } = context;
  // The device sends its unreleased results right after Welcome: the enquiry comes a little later.
  const settleMs = Math.round(times.enquiryMs / 10);
  const waiting = await database.transaction(async (client): Promise<readonly Unfinished[]> => {
    if (!(await routeConnected(client, event, cell))) return [];
    const unfinished = await unfinishedOf(client, event.deviceId);
    await loseConnections(client, event.deviceId, event.epoch - 1, CAUSES.reconnected, settleMs);
    await makeDue(client, event.deviceId, settleMs);
    await askAgain(client, event.deviceId, settleMs);
    return unfinished;
  });
  for (const exchange of waiting) note(context, exchange, 'DEVICE_BACK', event.serialNumber, event.connectedAt);
}

export async function deviceDisconnected(context: ExchangeContext, event: Event<'DeviceDisconnected'>): Promise<void> {
  const { database, times } = context;
  const cause = causeWith('disconnected', event.reason);
  const waiting = await database.transaction(async (client): Promise<readonly Unfinished[]> => {
    await routeDisconnected(client, event);
    const unfinished = await unfinishedOf(client, event.deviceId);
    await loseConnection(client, event.deviceId, event.epoch, cause, times.ackMs);
    return unfinished;
  });
  for (const exchange of waiting) note(context, exchange, 'DEVICE_LOST', event.reason, event.disconnectedAt);
}
