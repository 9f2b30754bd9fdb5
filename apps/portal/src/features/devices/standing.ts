import type { StoreDevice } from '@ppaas/contracts';

/** What people tell apart of a device, as it is this second. */
export const STANDINGS = ['ONLINE', 'BUSY', 'MAINTENANCE', 'OFFLINE', 'NEVER', 'UNKNOWN'] as const;
export type Standing = (typeof STANDINGS)[number];

export function standingOf({
  presence,
  state,
  lastSeenAt,
}: Pick<StoreDevice, 'presence' | 'state' | 'lastSeenAt'>): Standing {
  if (presence === 'UNKNOWN') return 'UNKNOWN';
  if (presence === 'ONLINE') return state === 'BUSY' || state === 'MAINTENANCE' ? state : 'ONLINE';
  return lastSeenAt === null ? 'NEVER' : 'OFFLINE';
}

/** Those that the address of the list asks for: `q` is part of the name, the id or the serial number. */
export function matching(
  devices: readonly StoreDevice[],
  { q, standing }: { readonly q?: string | undefined; readonly standing?: string | undefined },
): StoreDevice[] {
  const part = q?.toLowerCase() ?? '';
  return devices.filter((device) => {
    const names = [device.name, device.deviceId, device.hardware?.serialNumber ?? ''];
    const isSo = standing === undefined || standingOf(device) === standing;
    return isSo && names.some((name) => name.toLowerCase().includes(part));
  });
}
