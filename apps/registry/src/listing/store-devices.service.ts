import { Injectable } from '@nestjs/common';
import { storeDevices } from '@ppaas/contracts';
import type { StoreDevices } from '@ppaas/contracts';
import type { Principal } from '@ppaas/service';
import { EntitiesStore } from '../entities.store.ts';
import { StoreRow } from '../registry.entity.ts';
import { requireReach } from '../scope.ts';
import { listDevice } from './listing.ts';
import { ListingStore } from './listing.store.ts';
import { LiveStateStore } from './live-state.store.ts';

/** What people see of the devices of a store: what its points of sale see, and the certificates. */
@Injectable()
export class StoreDevicesService {
  constructor(
    private readonly entities: EntitiesStore,
    private readonly store: ListingStore,
    private readonly live: LiveStateStore,
  ) {}

  /** @throws DomainError entity.unknown */
  async list(principal: Principal, storeId: string): Promise<StoreDevices> {
    requireReach(principal, await this.entities.one(StoreRow, { storeId, status: 'ACTIVE' }));
    const devices = (await this.store.forStore(storeId))?.devices ?? [];
    const live = await this.live.read(devices.map(({ deviceId }) => deviceId));
    const now = new Date();
    return storeDevices.parse({
      storeId,
      asOf: now.toISOString(),
      devices: devices.map((device, at) => ({
        ...listDevice(device, live[at] ?? 'unreachable', '', now),
        certificateNotAfter: device.certificateNotAfter?.toISOString() ?? null,
      })),
    });
  }
}
