import { Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { deviceListing } from '@ppaas/contracts';
import type { Caller } from '@ppaas/service';
import type { z } from 'zod';
import { listDevice } from './listing.ts';
import type { ListedDevice } from './listing.ts';
import { ListingStore } from './listing.store.ts';
import type { StoreView } from './listing.store.ts';
import { LiveStateStore } from './live-state.store.ts';
import { PosFirsts } from '../pos/pos-firsts.store.ts';

export type DeviceListing = z.infer<typeof deviceListing>;

/** What a POS sees of its store. */
@Injectable()
export class ListingService {
  constructor(
    private readonly store: ListingStore,
    private readonly live: LiveStateStore,
    private readonly firsts: PosFirsts,
  ) {}

  /** @throws DomainError token.revoked, organisation.notSubscribed */
  async list(caller: Caller): Promise<DeviceListing> {
    return this.view(caller);
  }

  /** @throws DomainError token.revoked, organisation.notSubscribed, device.unknown (also for another store's device) */
  async one(caller: Caller, deviceId: string): Promise<ListedDevice> {
    const [device] = (await this.view(caller, deviceId)).devices;
    if (device === undefined) throw new DomainError('device.unknown');
    return device;
  }

  private async view(caller: Caller, deviceId?: string): Promise<DeviceListing> {
    const view = await this.viewOf(caller, deviceId);
    if (view?.posStatus !== 'ACTIVE') throw new DomainError('token.revoked');
    if (!view.isSubscribed) throw new DomainError('organisation.notSubscribed');
    if (view.isFirstList) await this.firsts.listed(caller.posId);
    const live = await this.live.read(view.devices.map((device) => device.deviceId));
    const now = new Date();
    const devices = view.devices.map((device, at) => listDevice(device, live[at] ?? 'unreachable', caller.posId, now));
    return { storeId: view.storeId, asOf: now.toISOString(), devices };
  }

  /** A token speaks for one version of a POS's registration; the one of a device is signed anew for each of its calls. */
  private async viewOf(caller: Caller, deviceId: string | undefined): Promise<StoreView | undefined> {
    if (caller.deviceId !== undefined) {
      if (deviceId !== undefined && deviceId !== caller.deviceId) throw new DomainError('device.unknown');
      return this.store.forDevice(caller.deviceId);
    }
    const view = await this.store.forPos(caller.posId, deviceId);
    return view?.posVersion === caller.version ? view : undefined;
  }
}
