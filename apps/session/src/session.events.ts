import type { DataOf } from '@ppaas/contracts';
import type { OutgoingMessage } from '@ppaas/messaging';
import type { SessionRow } from './session.store.ts';

type SessionEvent = Extract<OutgoingMessage, { topic: 'sessionEvents' }>;

export const extended = (session: SessionRow): SessionEvent => ({
  topic: 'sessionEvents',
  type: 'SessionExtended',
  key: session.deviceId,
  tenantId: session.tenantId,
  data: {
    deviceId: session.deviceId,
    sessionId: session.sessionId,
    fence: session.fence,
    expiresAt: session.expiresAt.toISOString(),
  },
});

export const opened = (session: SessionRow): SessionEvent => ({
  topic: 'sessionEvents',
  type: 'SessionOpened',
  key: session.deviceId,
  tenantId: session.tenantId,
  data: {
    deviceId: session.deviceId,
    tenantId: session.tenantId,
    storeId: session.storeId,
    sessionId: session.sessionId,
    posId: session.posId,
    posName: session.posName,
    saleId: session.saleId,
    fence: session.fence,
    expiresAt: session.expiresAt.toISOString(),
    bootId: session.bootId,
    attributes: { ...session.attributes },
  },
});

export const restored = (session: SessionRow): SessionEvent => ({
  topic: 'sessionEvents',
  type: 'SessionRestored',
  key: session.deviceId,
  tenantId: session.tenantId,
  data: {
    deviceId: session.deviceId,
    sessionId: session.sessionId,
    fence: session.fence,
    bootId: session.bootId,
    posId: session.posId,
    posName: session.posName,
  },
});

export const exchangeAccepted = (exchange: DataOf<'sessionEvents', 'SessionExchangeAccepted'>): SessionEvent => ({
  topic: 'sessionEvents',
  type: 'SessionExchangeAccepted',
  key: exchange.deviceId,
  tenantId: exchange.tenantId,
  data: exchange,
});

export const ended = (
  session: SessionRow,
  reason: 'logout' | 'expired' | 'takenOver' | 'posDeregistered' | 'deviceRemoved',
): SessionEvent => ({
  topic: 'sessionEvents',
  type: 'SessionEnded',
  key: session.deviceId,
  tenantId: session.tenantId,
  data: {
    deviceId: session.deviceId,
    sessionId: session.sessionId,
    fence: session.fence,
    reason,
    endedAt: (session.endedAt ?? new Date()).toISOString(),
  },
});
