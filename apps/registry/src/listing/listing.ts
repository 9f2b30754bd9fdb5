import type { deviceListing, LiveSession, PaymentMethod, Presence, StoreDevice } from '@ppaas/contracts';
import type { z } from 'zod';

export type ListedDevice = z.infer<typeof deviceListing>['devices'][number];

/** A device as the registry's own tables know it. */
export interface KnownDevice {
  readonly deviceId: string;
  readonly name: string;
  /** Codes that the store and the device allow; null = all. */
  readonly storeMethods: readonly string[] | null;
  readonly deviceMethods: readonly string[] | null;
  /** Serial number in the newest certificate of the active hardware. */
  readonly enrolledSerialNumber: string | null;
  /** Of that certificate. */
  readonly certificateNotAfter: Date | null;
  /** From the device's last Hello and what came after it; null before the first. */
  readonly observation: Observation | null;
  /** Who holds it, as session.events told; used while Redis does not answer. */
  readonly session: HeldSession | null;
}

export interface Observation {
  readonly serialNumber: string;
  readonly model: string;
  readonly softwareVersion: string;
  readonly paymentMethods: readonly PaymentMethod[];
  readonly services: readonly string[];
  readonly state: Presence['state'];
  readonly lastSeenAt: Date;
}

export type HeldSession = Pick<LiveSession, 'posId' | 'posName' | 'expiresAt'>;

/** What Redis said of a device; 'unreachable' when it did not answer. */
export type LiveState = { readonly presence: Presence | null; readonly session: HeldSession | null } | 'unreachable';

const STATES = { Idle: 'IDLE', Busy: 'BUSY', Maintenance: 'MAINTENANCE' } as const;

/** One line of the listing, for the POS `callerPosId` at the time `now`. */
export function listDevice(device: KnownDevice, live: LiveState, callerPosId: string, now: Date): ListedDevice {
  const isReachable = live !== 'unreachable';
  const presence = isReachable ? live.presence : null;
  const { observation } = device;
  return {
    deviceId: device.deviceId,
    name: device.name,
    presence: isReachable ? (presence === null ? 'OFFLINE' : 'ONLINE') : 'UNKNOWN',
    state: stateOf(device, presence),
    lastSeenAt: presence?.lastSeenAt ?? observation?.lastSeenAt.toISOString() ?? null,
    hardware: hardwareOf(device, presence),
    session: sessionOf(isReachable ? live.session : device.session, callerPosId, now),
    paymentMethods: allowedMethods(device),
    services: [...(observation?.services ?? [])],
  };
}

/** The same for people, who also see whose sale runs. @param posNames by saleId */
export function showDevice(
  device: KnownDevice,
  live: LiveState,
  posNames: ReadonlyMap<string, string>,
  now: Date,
): StoreDevice {
  const presence = live === 'unreachable' ? null : live.presence;
  const { session, ...listed } = listDevice(device, live, '', now);
  const { held, posName, expiresAt } = session;
  const saleId = presence?.saleId ?? null;
  return {
    ...listed,
    session: { held, posName, expiresAt },
    certificateNotAfter: device.certificateNotAfter?.toISOString() ?? null,
    // The POS software on the device itself is called by the device's id.
    busyWith: saleId === null ? null : (posNames.get(saleId) ?? (saleId === device.deviceId ? device.name : saleId)),
    onlineSince: presence?.since ?? null,
    roundTripMs: presence?.roundTripMs ?? null,
  };
}

function stateOf({ observation }: KnownDevice, presence: Presence | null): ListedDevice['state'] {
  if (presence !== null && presence.saleId !== null && presence.state === 'Idle') return 'BUSY';
  return STATES[presence?.state ?? observation?.state ?? 'Idle'];
}

function hardwareOf(device: KnownDevice, presence: Presence | null): ListedDevice['hardware'] {
  const seen = presence ?? device.observation;
  if (seen !== null) {
    return { serialNumber: seen.serialNumber, model: seen.model, softwareVersion: seen.softwareVersion };
  }
  if (device.enrolledSerialNumber === null) return null;
  return { serialNumber: device.enrolledSerialNumber, model: null, softwareVersion: null };
}

function sessionOf(session: HeldSession | null, callerPosId: string, now: Date): ListedDevice['session'] {
  if (session === null || Date.parse(session.expiresAt) <= now.getTime()) {
    return { held: false, byCaller: false, posName: null, expiresAt: null };
  }
  const { posName, expiresAt } = session;
  return { held: true, byCaller: session.posId === callerPosId, posName, expiresAt };
}

/** What the device reports, narrowed by what its store and its own row allow. */
function allowedMethods({ observation, storeMethods, deviceMethods }: KnownDevice): PaymentMethod[] {
  const isAllowed = (code: string): boolean =>
    (storeMethods === null || storeMethods.includes(code)) && (deviceMethods === null || deviceMethods.includes(code));
  return (observation?.paymentMethods ?? []).filter((method) => isAllowed(method.code));
}
