import { Injectable } from '@nestjs/common';
import { storeSummary, toPage } from '@ppaas/contracts';
import type { Page, PageRequest, StoreSummary } from '@ppaas/contracts';
import type { Principal } from '@ppaas/service';
import { LiveStateStore } from '../listing/live-state.store.ts';
import { present } from '../operator-api.ts';
import { OverviewStore, cursorOf } from './overview.store.ts';
import type { OverviewFilter } from './overview.store.ts';

/** The stores somebody reaches, with how many of their devices are online this second. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly store: OverviewStore,
    private readonly live: LiveStateStore,
  ) {}

  async list(principal: Principal, filter: OverviewFilter, page: PageRequest): Promise<Page<StoreSummary>> {
    const { items, next } = toPage(await this.store.page(principal, filter, page), page.limit, cursorOf);
    const deviceIds = items.flatMap((row) => row.deviceIds);
    const states = await this.live.read(deviceIds);
    const stateOf = new Map(deviceIds.map((deviceId, at) => [deviceId, states[at]]));
    return {
      next,
      items: items.map((row) => {
        const isKnown = row.deviceIds.every((deviceId) => stateOf.get(deviceId) !== 'unreachable');
        const online = row.deviceIds.filter((deviceId) => {
          const state = stateOf.get(deviceId);
          return state !== undefined && state !== 'unreachable' && state.presence !== null;
        });
        const devicesOnline = isKnown ? online.length : null;
        return present(storeSummary, { ...row, devices: row.deviceIds.length, devicesOnline });
      }),
    };
  }
}
