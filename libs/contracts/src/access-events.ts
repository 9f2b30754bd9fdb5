import { z } from 'zod';

/** What people and points of sale did, or were refused, at the other services, for the registry to keep. */
export const accessEvents = {
  /** An act for the audit trail. Key: the organisation, or `platform`. The message's id makes a repeat harmless. */
  ActNoted: z.object({
    tenantId: z.uuid().nullable(),
    actor: z.string(),
    action: z.string(),
    /** `<kind>:<id>` */
    object: z.string(),
    address: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  }),
  /** A point of sale got a token. Told at most once a minute per POS and process; one that is lost is no loss. Key: posId. */
  PosSeen: z.object({ posId: z.uuid(), at: z.iso.datetime(), address: z.string() }),
} as const;
