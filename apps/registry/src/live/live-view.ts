import { createHash } from 'node:crypto';
import type { liveEvents, StoreDevices } from '@ppaas/contracts';
import type { z } from 'zod';

/** The devices of a store as of one look, and what they can be told apart by. */
export interface LiveView {
  readonly store: StoreDevices;
  /** Stands for all of it but the time of the look: the same in every instance. */
  readonly id: string;
  /** deviceId → the device as text. */
  readonly texts: ReadonlyMap<string, string>;
}

type Events = typeof liveEvents;
export type LiveEvent = {
  [Name in keyof Events]: { readonly name: Name; readonly id?: string; readonly data: z.infer<Events[Name]> };
}[keyof Events];

export function viewOf(store: StoreDevices): LiveView {
  const texts = new Map(store.devices.map((device) => [device.deviceId, JSON.stringify(device)]));
  const id = createHash('sha256')
    .update([...texts.values()].join('\n'))
    .digest('base64url')
    .slice(0, 22);
  return { store, id, texts };
}

/**
 * What a reader has to be told.
 * @param known what it was told last: a view, or the id of one that another connection has told
 * @returns undefined when it knows all there is
 */
export function eventFor(known: LiveView | string | undefined, view: LiveView): LiveEvent | undefined {
  const { id, store, texts } = view;
  if (known === undefined || typeof known === 'string') {
    return known === id ? undefined : { name: 'devices', id, data: store };
  }
  if (known.id === id) return undefined;
  const devices = store.devices.filter(({ deviceId }) => known.texts.get(deviceId) !== texts.get(deviceId));
  const removed = [...known.texts.keys()].filter((deviceId) => !texts.has(deviceId));
  return { name: 'changed', id, data: { ...store, devices, removed } };
}

/** As it goes over the line (HTML Living Standard §9.2). */
export const eventText = ({ name, id, data }: LiveEvent): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
