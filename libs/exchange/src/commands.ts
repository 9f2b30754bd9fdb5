import { createHash, randomUUID } from 'node:crypto';
import { base32 } from '@ppaas/contracts';
import type { OutboxRow } from './exchange.store.ts';
import { buildAbort, buildStatusRequest } from '@ppaas/nexo';
import { findRoutes } from './device-route.store.ts';
import type { DeviceRoute } from './device-route.store.ts';
import { outboxRow } from './exchange-context.ts';
import type { ExchangeContext } from './exchange-context.ts';
import type { Exchange } from './exchange.ts';
import { forDevice, requestOf } from './pos-answer.ts';
import { note } from './seen.ts';
import type { Queryable } from './queryable.ts';

/** An id of the platform's own messages on the channel: Q and 26 characters. */
const queryId = (): string => `Q${base32(createHash('sha256').update(randomUUID()).digest()).slice(0, 26)}`;

/** A question that nobody took in this time is dropped: it is asked again, to wherever the device is then. */
const withLife = (context: ExchangeContext, route: DeviceRoute, row: OutboxRow): OutboxRow => ({
  ...row,
  notAfter: new Date(route.asOf.getTime() + context.times.commandLifeMs),
});

/** Asks the device what became of an exchange. Repeating it is harmless. */
export function enquiryRow(context: ExchangeContext, exchange: Exchange, route: DeviceRoute): OutboxRow {
  const id = queryId();
  note(context, exchange, 'ENQUIRED');
  const message = buildStatusRequest({
    now: new Date().toISOString(),
    exchangeIdentification: id,
    initiatingParty: exchange.saleId,
    deviceId: exchange.deviceId,
    about: { exchangeIdentification: exchange.exchangeId, initiatingParty: exchange.saleId },
  });
  return withLife(
    context,
    route,
    outboxRow(context, {
      topic: 'deviceCommands',
      type: 'DeliverEnquiry',
      key: exchange.deviceId,
      instance: route.instance,
      cell: route.cell,
      data: {
        queryId: id,
        exchangeId: exchange.exchangeId,
        deviceId: exchange.deviceId,
        epoch: route.epoch,
        message: { ...message },
      },
    }),
  );
}

/** Asks the device to stop; undefined while the device is offline. @param cell whose relay carries it; default: this one */
export async function abortRow(
  context: ExchangeContext,
  db: Queryable,
  exchange: Exchange,
  reason: string,
  cell = context.cell,
): Promise<OutboxRow | undefined> {
  const route = (await findRoutes(db, [exchange.deviceId])).get(exchange.deviceId);
  if (route === undefined || !route.connected) return undefined;
  const id = queryId();
  note(context, exchange, 'ABORT_SENT', reason);
  const message = buildAbort({
    now: new Date().toISOString(),
    exchangeIdentification: id,
    initiatingParty: exchange.saleId,
    deviceId: exchange.deviceId,
    about: exchange.exchangeId,
    reason: reason.slice(0, 140),
  });
  return withLife(
    context,
    route,
    outboxRow(
      context,
      {
        topic: 'deviceCommands',
        type: 'DeliverAbort',
        key: exchange.deviceId,
        instance: route.instance,
        cell: route.cell,
        data: {
          queryId: id,
          exchangeId: exchange.exchangeId,
          deviceId: exchange.deviceId,
          epoch: route.epoch,
          message: { ...message },
        },
      },
      cell,
    ),
  );
}

/** The command of an exchange that was accepted earlier, addressed to the connection of now. */
export function exchangeRow(
  context: ExchangeContext,
  exchange: Exchange,
  route: DeviceRoute,
  notAfter: string,
): OutboxRow {
  const row = outboxRow(context, {
    topic: 'deviceCommands',
    type: 'DeliverExchange',
    key: exchange.deviceId,
    instance: route.instance,
    cell: route.cell,
    data: {
      exchangeId: exchange.exchangeId,
      deviceId: exchange.deviceId,
      epoch: route.epoch,
      notAfter,
      message: { ...forDevice(requestOf(exchange), exchange.exchangeId, exchange.saleId, exchange.offeredMethods) },
    },
    ...(exchange.traceparent !== null && { traceparent: exchange.traceparent }),
  });
  return { ...row, notAfter: new Date(notAfter) };
}
