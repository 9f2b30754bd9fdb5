import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { PresenceHistory } from '@ppaas/contracts';
import { SYSTEM_CLOCK } from '@ppaas/service';
import type { Clock, Principal } from '@ppaas/service';
import { EntitiesStore } from '../entities.store.ts';
import { LiveStateStore } from '../listing/live-state.store.ts';
import { DeviceRow } from '../registry.entity.ts';
import { requireReach } from '../scope.ts';
import { onlineSpans } from './presence-history.ts';
import { PresenceStore } from './presence.store.ts';

const SHOWN_MS = 24 * 60 * 60_000;

/** When a device was online in the last day. */
@Injectable()
export class PresenceService {
  constructor(
    private readonly entities: EntitiesStore,
    private readonly store: PresenceStore,
    private readonly live: LiveStateStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError entity.unknown */
  async history(principal: Principal, deviceId: string): Promise<PresenceHistory> {
    requireReach(principal, await this.entities.one(DeviceRow, { deviceId, status: 'ACTIVE' }));
    const [record, [live]] = await Promise.all([this.store.find(deviceId), this.live.read([deviceId])]);
    if (record === undefined) throw new DomainError('entity.unknown');
    const { connections, recordedSince, lastSeenAt } = record;
    const to = this.clock.now();
    const from = new Date(to.getTime() - SHOWN_MS);
    // Without Redis the events are all there is: whose end they do not tell is connected.
    const isGone = live !== undefined && live !== 'unreachable' && live.presence === null;
    const openUntil = isGone ? (lastSeenAt ?? from) : to;
    const since = recordedSince > from ? recordedSince : from;
    return {
      deviceId,
      from: from.toISOString(),
      to: to.toISOString(),
      recordedSince: since.toISOString(),
      online: onlineSpans(connections, { from, to, openUntil }).map((span) => ({
        from: span.from.toISOString(),
        to: span.to.toISOString(),
      })),
    };
  }
}
