import { z } from 'zod';
import { foreignResultRefused } from './device-events.ts';

const nexoMessage = z.record(z.string(), z.unknown());

/** What happens to sessions (nexo Login…Logout). Key: deviceId. The row with the highest `fence` of a device is the current one. */
export const sessionEvents = {
  SessionOpened: z.object({
    deviceId: z.string(),
    tenantId: z.uuid(),
    storeId: z.uuid(),
    sessionId: z.uuid(),
    posId: z.uuid(),
    posName: z.string(),
    saleId: z.string(),
    fence: z.int(),
    expiresAt: z.iso.datetime(),
    /** The device's boot in which it knows this session; after another one Login is repeated before the next sale. */
    bootId: z.string(),
    /** Training mode, shift, cashier, language: as the Login said. */
    attributes: z.record(z.string(), z.unknown()),
  }),
  /** A renewal or the sliding extension. */
  SessionExtended: z.object({ deviceId: z.string(), sessionId: z.uuid(), fence: z.int(), expiresAt: z.iso.datetime() }),
  /** The device has restarted and was logged in again. It may overtake the beginning, which another cell has told. */
  SessionRestored: z.object({
    deviceId: z.string(),
    sessionId: z.uuid(),
    fence: z.int(),
    bootId: z.string(),
    /** Missing from what older versions tell. */
    posId: z.uuid().optional(),
    posName: z.string().optional(),
  }),
  SessionEnded: z.object({
    deviceId: z.string(),
    sessionId: z.uuid(),
    fence: z.int(),
    reason: z.enum(['logout', 'expired', 'takenOver', 'posDeregistered', 'deviceRemoved']),
    endedAt: z.iso.datetime(),
  }),
  /** A call was accepted and goes to its device: its id is taken, and a status request about it says InProgress. */
  SessionExchangeAccepted: z.object({
    exchangeId: z.string(),
    posId: z.uuid(),
    storeId: z.uuid(),
    tenantId: z.uuid(),
    deviceId: z.string(),
    exchangeIdentification: z.string(),
    acceptedAt: z.iso.datetime(),
  }),
  /** An exchange of the session service reached its end: for status requests, which transaction answers. */
  SessionExchangeCompleted: z.object({
    exchangeId: z.string(),
    posId: z.uuid(),
    storeId: z.uuid(),
    tenantId: z.uuid(),
    deviceId: z.string(),
    exchangeIdentification: z.string(),
    state: z.string(),
    answer: nexoMessage,
    completedAt: z.iso.datetime(),
  }),
  ForeignResultRefused: foreignResultRefused,
} as const;
