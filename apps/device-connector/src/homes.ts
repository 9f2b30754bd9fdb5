import type { RegistryEvent } from './revocations.ts';

interface Home {
  readonly cell: string;
  readonly connectUrl: string | undefined;
  readonly version: number;
}

/** Which cell serves each organisation, as the registry told this process. */
export class Homes {
  readonly #homes = new Map<string, Home>();

  /** @returns whether this is new of the organisation's cell */
  hear({ type, data }: RegistryEvent): boolean {
    if (type !== 'OrganisationChanged') return false;
    const { tenantId, cell, connectUrl, version } = data;
    const known = this.#homes.get(tenantId);
    if (known !== undefined && known.version >= version) return false;
    this.#homes.set(tenantId, { cell, connectUrl, version });
    return known?.cell !== cell || known.connectUrl !== connectUrl;
  }

  /** Where the devices of an organisation belong when that is not this cell. */
  awayFrom(cell: string, tenantId: string): string | undefined {
    const home = this.#homes.get(tenantId);
    return home === undefined || home.cell === cell ? undefined : home.connectUrl;
  }
}
