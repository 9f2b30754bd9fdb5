import { CAUSES } from '@ppaas/contracts';
import { findRoutes } from './device-route.store.ts';
import type { ExchangeContext } from './exchange-context.ts';
import type { Exchange } from './exchange.ts';

/** A command that the connector has refused. */
interface Refused {
  readonly deviceId: string;
  readonly epoch: number;
  readonly reason: string;
  readonly returnsWithinMs?: number | undefined;
}

/**
 * A command that met a device which had just left at our word was never written, and its exchange need not fail: it waits
 * for the device's next connection, as one does that is accepted meanwhile. The sweeper ends it if it was aborted.
 * @returns whether it waits now
 */
export async function waitsForDevice(
  context: ExchangeContext,
  exchange: Exchange,
  { deviceId, epoch, reason, returnsWithinMs }: Refused,
): Promise<boolean> {
  if (reason !== 'disconnected') return false;
  const { database, store } = context;
  const route = (await findRoutes(database.pool, [deviceId])).get(deviceId);
  // That it has left may be heard later than this, in another topic.
  const isNews = returnsWithinMs !== undefined && route?.epoch === epoch;
  const isComing = route !== undefined && (route.connected ? route.epoch > epoch || isNews : route.isExpected);
  const cause = CAUSES.neverWritten;
  return isComing && (await store.move(database.pool, exchange, 'ACCEPTED', { cause, nextMs: 0 }));
}
