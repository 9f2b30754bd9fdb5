import { Inject, Injectable } from '@nestjs/common';
import { CAUSES } from '@ppaas/contracts';
import { SYSTEM_CLOCK, type Clock } from '@ppaas/service';
import { DeviceEvents } from './device-events.ts';
import { OpenConnectionStore } from './open-connection.store.ts';

/** A process that is killed says nothing of its devices; the next start of the same instance does. */
@Injectable()
export class EarlierConnections {
  constructor(
    @Inject(OpenConnectionStore) private readonly store: OpenConnectionStore,
    @Inject(DeviceEvents) private readonly events: DeviceEvents,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * To be called before the first device is taken. A device that is elsewhere by now has a higher epoch there.
   * @throws Error when it could not be said; whoever was told is told again by the next call
   */
  async end(): Promise<void> {
    const left = await this.store.leftOpen();
    const disconnectedAt = this.clock.now().toISOString();
    await Promise.all(
      left.map((who) =>
        this.events.publish('DeviceDisconnected', { ...who, disconnectedAt, reason: CAUSES.connectorRestarted }),
      ),
    );
    for (const { epoch } of left) this.store.close(epoch);
  }
}
