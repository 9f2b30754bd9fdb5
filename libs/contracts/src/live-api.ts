import { z } from 'zod';
import { listedDevice } from './http.ts';

/**
 * A device as it is this second, for people. `certificateNotAfter` of its active hardware; null: none is enrolled.
 * `busyWith`: name of the point of sale whose sale runs on it; null: none does, or nobody asked for it. `onlineSince` and
 * `roundTripMs` (from a ping to its pong) of the connection; null: there is none, or it cannot be told yet.
 */
export const storeDevice = listedDevice.extend({
  session: listedDevice.shape.session.omit({ byCaller: true }),
  certificateNotAfter: z.iso.datetime().nullable(),
  busyWith: z.string().nullable(),
  onlineSince: z.iso.datetime().nullable(),
  roundTripMs: z.int().nullable(),
});
export const storeDevices = z.object({ storeId: z.uuid(), asOf: z.iso.datetime(), devices: z.array(storeDevice) });

/** Events of `GET /registry/v1/live`: name → data. Each of the first two carries an id that stands for the whole state after it. */
export const liveEvents = {
  /** All devices of the store: the first event, unless `Last-Event-ID` says that the reader knows them. */
  devices: storeDevices,
  /** Devices that are new or other than before, and ids of those that are no more. */
  changed: storeDevices.extend({ removed: z.array(z.string()) }),
  /** Nothing has changed up to this moment. */
  beat: z.object({ asOf: z.iso.datetime() }),
} as const;
export const liveQuery = z.strictObject({ storeId: z.uuid() });

/** When a device was online, oldest first. Before `recordedSince` nobody knows. */
export const presenceHistory = z.object({
  deviceId: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  recordedSince: z.iso.datetime(),
  online: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() })),
});

export type StoreDevice = z.infer<typeof storeDevice>;
export type StoreDevices = z.infer<typeof storeDevices>;
export type LiveChange = z.infer<typeof liveEvents.changed>;
export type PresenceHistory = z.infer<typeof presenceHistory>;
