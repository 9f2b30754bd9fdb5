/** One certificate that is good now, as far as it decides what may be enrolled beside it. */
export interface LiveHardware {
  readonly serialNumber: string;
  readonly role: 'ACTIVE' | 'STANDBY';
}

export const MAX_HARDWARE = 2;

export type Placement =
  | { readonly isPossible: false }
  | {
      readonly isPossible: true;
      /** Serial numbers of hardware that becomes a standby. */
      readonly demoted: readonly string[];
    };

/**
 * What a new certificate for a piece of hardware does to the others of its device. A device has two pieces at most and
 * one active one: a new active one makes the former a standby, whose results still count until it is revoked.
 */
export function placeHardware(
  live: readonly LiveHardware[],
  serialNumber: string,
  role: LiveHardware['role'],
): Placement {
  const others = live.filter((hardware) => hardware.serialNumber !== serialNumber);
  if (new Set(others.map((hardware) => hardware.serialNumber)).size >= MAX_HARDWARE) return { isPossible: false };
  if (role === 'STANDBY') return { isPossible: true, demoted: [] };
  const active = others.filter((hardware) => hardware.role === 'ACTIVE').map((hardware) => hardware.serialNumber);
  return { isPossible: true, demoted: [...new Set(active)] };
}
