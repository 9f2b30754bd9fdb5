import type { LiveChange, StoreDevices } from '@ppaas/contracts';

/** A store after a change; devices that are new come last. */
export function mergeChange(before: StoreDevices, { storeId, asOf, devices, removed }: LiveChange): StoreDevices {
  const changed = new Map(devices.map((device) => [device.deviceId, device]));
  const kept = before.devices
    .filter(({ deviceId }) => !removed.includes(deviceId))
    .map((device) => changed.get(device.deviceId) ?? device);
  const known = new Set(before.devices.map(({ deviceId }) => deviceId));
  return { storeId, asOf, devices: [...kept, ...devices.filter(({ deviceId }) => !known.has(deviceId))] };
}
