import { z } from 'zod';
import { foreignResultRefused } from './device-events.ts';

/** What happens to exchanges of the transaction service. Key: deviceId. */
export const transactionEvents = {
  /** An exchange reached its end (or was resolved, or contradicted afterwards). */
  ExchangeCompleted: z.object({
    exchangeId: z.string(),
    exchangeIdentification: z.string(),
    tenantId: z.uuid(),
    storeId: z.uuid(),
    posId: z.uuid(),
    deviceId: z.string(),
    kind: z.string(),
    state: z.string(),
    amount: z.string().nullable(),
    currency: z.string().nullable(),
    transactionReference: z.string().nullable(),
    acceptedAt: z.iso.datetime(),
    completedAt: z.iso.datetime(),
    /** The session it ran in, which it keeps alive (sliding expiry). */
    sessionId: z.uuid().nullable(),
  }),
  ExchangeContradicted: z.object({
    exchangeId: z.string(),
    deviceId: z.string(),
    tenantId: z.uuid(),
    storeId: z.uuid(),
    state: z.string(),
    reported: z.string(),
    at: z.iso.datetime(),
  }),
  ExchangeNeedsAttention: z.object({
    exchangeId: z.string(),
    deviceId: z.string(),
    tenantId: z.uuid(),
    storeId: z.uuid(),
    reason: z.string(),
    at: z.iso.datetime(),
  }),
  /** A sale that a device ran on its own. What the sale was is optional: earlier records of the topic do not say it. */
  StandAloneRecorded: z.object({
    deviceId: z.string(),
    tenantId: z.uuid(),
    serialNumber: z.string(),
    journalSequence: z.int(),
    at: z.iso.datetime(),
    journalId: z.string().optional(),
    storeId: z.uuid().nullable().optional(),
    state: z.string().optional(),
    amount: z.string().nullable().optional(),
    currency: z.string().nullable().optional(),
    transactionReference: z.string().nullable().optional(),
  }),
  ForeignResultRefused: foreignResultRefused,
} as const;
