import { z } from 'zod';

/**
 * Every key pattern in Redis, with its schema and lifetime. Redis holds only what can be rebuilt:
 * each reader says what it does when Redis fails or has forgotten.
 */

/** `presence:{deviceId}`: the live connection. Written by the connector that holds the socket; missing = OFFLINE; Redis down = UNKNOWN. */
export const presence = z.object({
  /** Of the connector: instances of two cells may have one name. */
  cell: z.string().default('shared'),
  instance: z.string(),
  epoch: z.int(),
  serialNumber: z.string(),
  model: z.string(),
  softwareVersion: z.string(),
  state: z.enum(['Idle', 'Busy', 'Maintenance']),
  /** Whose exchange runs on it: a saleId; null: nobody's. */
  saleId: z.string().nullable().default(null),
  /** From a ping to its pong; null: none has come back yet. */
  roundTripMs: z.int().nullable().default(null),
  since: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
});
export type Presence = z.infer<typeof presence>;
export const presenceKey = (deviceId: string): string => `presence:${deviceId}`;

/** `session:{deviceId}`: who holds the device, life = until expiry. Written by session; missing = not held. */
export const liveSession = z.object({
  sessionId: z.uuid(),
  posId: z.uuid(),
  posName: z.string(),
  fence: z.int(),
  expiresAt: z.iso.datetime(),
});
export type LiveSession = z.infer<typeof liveSession>;
export const liveSessionKey = (deviceId: string): string => `session:${deviceId}`;

/** Publish/subscribe: an exchange has an answer. Payload: exchangeId. Lost = the waiter's look once a second finds it. */
export const answerChannel = (cell: string, service: string): string => `${cell}:${service}:answered`;
/** Publish/subscribe: an outbox shard of a cell has new rows. Payload: shard number. Lost = the relay's poll finds them. */
export const outboxChannel = (cell: string, service: string): string => `${cell}:${service}:outbox`;
/** Publish/subscribe: hardware that is connected to this connector has a newer connection elsewhere. Lost = the next heartbeat finds it. */
export const supersededChannel = (cell: string, instance: string): string => `${cell}:${instance}:superseded`;

/** `pulses:{cell}`: a hash, instance → what it says of itself; a field older than 10 s is of a process that is gone. Redis down = nobody is heard. */
export const pulsesKey = (cell: string): string => `pulses:${cell}`;
/** A sorted set: each cell from which a process was heard, by when, in ms since the epoch; older than a minute = gone. */
export const PULSING_CELLS_KEY = 'pulsing-cells';
