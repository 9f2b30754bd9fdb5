import { findRoutes } from './device-route.store.ts';
import type { ExchangeContext } from './exchange-context.ts';
import type { Exchange } from './exchange.ts';

/** A command that the connector has refused. */
interface Refused {
  readonly deviceId: string;
  readonly epoch: number;
  readonly reason: string;
}

/**
 * A command that met a device which had just left at our word was never written, and its exchange need not fail: it waits
 * for the device's next connection, as one does that is accepted meanwhile. The sweeper ends it if it was aborted.
 * @returns whether it waits now
 */
export async function waitsForDevice(
  context: ExchangeContext,
  exchange: Exchange,
  { deviceId, epoch, reason }: Refused,
): Promise<boolean> {
  if (reason !== 'disconnected') return false;
  const { database, store } = context;
  const route = (await findRoutes(database.pool, [deviceId])).get(deviceId);
  const isComing = route !== undefined && (route.connected ? route.epoch > epoch : route.isExpected);
  const cause = 'never written: the device is on its way to its next connection';
  return isComing && (await store.move(database.pool, exchange, 'ACCEPTED', { cause, nextMs: 0 }));
}
