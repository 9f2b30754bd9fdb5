/** A device says itself what it is, and could say another thing each time: kinds with labels of their own. */
const KINDS_NAMED = 30;

export interface DeviceKind {
  readonly model: string;
  readonly version: string;
}
export const OTHER_KIND: DeviceKind = { model: 'other', version: 'other' };

const keyOf = ({ model, version }: DeviceKind): string => JSON.stringify([model, version]);

/**
 * How many devices of each kind are connected; those of which there are most have names. Once there are thirty, a kind takes
 * the place of the rarest when there are twice as many of it, and two at least: after a roll-out the new version has the place
 * of one that is gone, and a device that calls itself another thing each time has none.
 */
export class DeviceKinds {
  readonly #connected = new Map<string, number>();
  readonly #named = new Map<string, DeviceKind>();
  readonly #dropped: (kind: DeviceKind) => void;

  /** @param dropped told of a kind that has lost its name */
  constructor(dropped: (kind: DeviceKind) => void) {
    this.#dropped = dropped;
  }

  connected(kind: DeviceKind): void {
    const key = keyOf(kind);
    const count = this.#count(key) + 1;
    this.#connected.set(key, count);
    if (this.#named.has(key) || key === keyOf(OTHER_KIND)) return;
    if (this.#named.size === KINDS_NAMED && !this.#makesRoom(count)) return;
    this.#named.set(key, kind);
  }

  disconnected(kind: DeviceKind): void {
    const key = keyOf(kind);
    const count = this.#count(key) - 1;
    if (count > 0) this.#connected.set(key, count);
    else this.#connected.delete(key);
  }

  labelOf(kind: DeviceKind): DeviceKind {
    return this.#named.get(keyOf(kind)) ?? OTHER_KIND;
  }

  /** Devices by label; `other` is always among them. */
  counts(): readonly (readonly [DeviceKind, number])[] {
    let others = [...this.#connected.values()].reduce((sum, count) => sum + count, 0);
    const named = [...this.#named].map(([key, kind]) => {
      const count = this.#count(key);
      others -= count;
      return [kind, count] as const;
    });
    return [...named, [OTHER_KIND, others]];
  }

  #count(key: string): number {
    return this.#connected.get(key) ?? 0;
  }

  #makesRoom(count: number): boolean {
    const [rarest] = [...this.#named].sort(([a], [b]) => this.#count(a) - this.#count(b));
    if (rarest === undefined || count < 2 * Math.max(1, this.#count(rarest[0]))) return false;
    this.#named.delete(rarest[0]);
    this.#dropped(rarest[1]);
    return true;
  }
}
