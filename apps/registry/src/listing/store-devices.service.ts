import { Injectable } from '@nestjs/common';
import { DomainError, storeDevices } from '@ppaas/contracts';
import type { StoreDevices } from '@ppaas/contracts';
import type { Principal } from '@ppaas/service';
import { EntitiesStore } from '../entities.store.ts';
import { StoreRow } from '../registry.entity.ts';
import { requireReach } from '../scope.ts';
import { showDevice } from './listing.ts';
import type { LiveState } from './listing.ts';
import { ListingStore } from './listing.store.ts';
import { LiveStateStore } from './live-state.store.ts';

/** What people see of the devices of a store: what its points of sale see, and more. */
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
    const [devices] = await this.read([storeId]);
    if (devices === undefined) throw new DomainError('entity.unknown');
    return devices;
  }

  /** Of those of these stores that are there, whoever asks. */
  async read(storeIds: readonly string[]): Promise<StoreDevices[]> {
    const views = await this.store.forStores(storeIds);
    const deviceIds = views.flatMap(({ devices }) => devices.map(({ deviceId }) => deviceId));
    const states = await this.live.read(deviceIds);
    const stateOf = new Map(deviceIds.map((deviceId, at) => [deviceId, states[at]]));
    const names = await this.store.posNames(storeIds, saleIdsIn(states));
    const now = new Date();
    return views.map(({ storeId, devices }) =>
      storeDevices.parse({
        storeId,
        asOf: now.toISOString(),
        devices: devices.map((device) =>
          showDevice(device, stateOf.get(device.deviceId) ?? 'unreachable', names.get(storeId) ?? new Map(), now),
        ),
      }),
    );
  }
}

const saleIdsIn = (states: readonly LiveState[]): string[] =>
  states.flatMap((state) => (state === 'unreachable' ? [] : (state.presence?.saleId ?? [])));
