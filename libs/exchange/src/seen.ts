import type { Hop } from '@ppaas/contracts';
import type { Incoming } from '@ppaas/messaging';
import { responseOf } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import type { ExchangeContext } from './exchange-context.ts';
import type { Exchange } from './exchange.ts';
import type { SeenHop } from './hops.ts';

type DeviceEvent = Incoming<'transactionDeviceEvents'>;

const STAGES = {
  Displayed: 'DISPLAYED',
  CardPresented: 'CARD_PRESENTED',
  PinEntry: 'PIN_ENTRY',
  Authorising: 'AUTHORISING',
} as const;

/** The steps that an event of a device tells of. */
export function hopsOf(event: DeviceEvent): SeenHop[] {
  const { type, data, time } = event;
  switch (type) {
    case 'ExchangeAcknowledged':
      return delivery(data, data.acknowledgedAt ?? time);
    case 'ExchangeProgressed':
      return [{ hop: STAGES[data.stage], at: time }];
    case 'ExchangeAnswered':
      return [...delivery(data, data.acknowledgedAt), { hop: 'ANSWERED', at: time }];
    case 'EnquiryAnswered': {
      const response = responseOf(data.message as unknown as NexoMessage);
      const detail = response?.ResponseReason ?? response?.Response;
      return [{ hop: 'ENQUIRY_ANSWERED', at: time, ...(detail !== undefined && { detail }) }];
    }
    default:
      return [];
  }
}

function delivery(
  { deliveredAt }: { readonly deliveredAt?: string | undefined },
  acknowledgedAt: string | undefined,
): SeenHop[] {
  return [
    ...(deliveredAt === undefined ? [] : [{ hop: 'DELIVERED' as const, at: deliveredAt }]),
    ...(acknowledgedAt === undefined ? [] : [{ hop: 'ACKNOWLEDGED' as const, at: acknowledgedAt }]),
  ];
}

/**
 * Keeps what a device said of an exchange. Its connector has looked whether it may speak of it; of an answer only the exchange
 * itself knows, so that the answer of another device is not kept.
 * @param exchange of an answer
 */
export function noteSaid(context: ExchangeContext, event: DeviceEvent, exchange?: Exchange): void {
  const { hops } = context;
  if (hops === undefined || !('exchangeId' in event.data) || !('tenantId' in event.data)) return;
  if (event.type === 'ExchangeAnswered' && exchange?.deviceId !== event.data.deviceId) return;
  hops.add(event.data.exchangeId, event.data.tenantId, ...hopsOf(event));
}

/** Keeps what the platform, or whoever calls it, does about an exchange. @param at default: now */
export function note(
  { hops }: Pick<ExchangeContext, 'hops'>,
  about: { readonly exchangeId: string; readonly tenantId: string },
  hop: Hop,
  detail?: string,
  at: string = new Date().toISOString(),
): void {
  hops?.add(about.exchangeId, about.tenantId, { hop, at, ...(detail !== undefined && { detail }) });
}
