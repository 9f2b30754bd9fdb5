import { Inject, Injectable } from '@nestjs/common';
import { Logger } from '@ppaas/service';
import { channelTimes, type ChannelTimes } from './channel-times.ts';
import { ConnectorMetrics } from './connector-metrics.ts';
import type { FrameLimits } from './frame-budget.ts';
import { CONNECTOR_CONFIG, type ConnectorConfig } from './device-connector.config.ts';
import { DeviceEvents } from './device-events.ts';
import { PresenceClaims } from './presence.ts';

/** What the connections of this process share besides their registry. */
@Injectable()
export class ConnectionParts {
  readonly times: ChannelTimes;
  readonly limits: FrameLimits;
  readonly cell: string;
  readonly instance: string;

  constructor(
    @Inject(CONNECTOR_CONFIG) config: ConnectorConfig,
    @Inject(DeviceEvents) readonly events: DeviceEvents,
    @Inject(PresenceClaims) readonly presence: PresenceClaims,
    @Inject(ConnectorMetrics) readonly metrics: ConnectorMetrics,
    @Inject(Logger) readonly logger: Logger,
  ) {
    this.cell = config.CELL;
    this.instance = config.INSTANCE;
    this.times = channelTimes(config.TIME_SCALE);
    this.limits = {
      framesPerSecond: config.DEVICE_FRAMES_PER_SECOND,
      bytesPerMinute: config.DEVICE_BYTES_PER_MINUTE,
    };
  }
}
