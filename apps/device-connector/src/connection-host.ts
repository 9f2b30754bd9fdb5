import type { DeviceIdentity } from './certificate.ts';
import type { ChannelTimes } from './channel-times.ts';
import type { ConnectorMetrics } from './connector-metrics.ts';
import type { DeviceEvents } from './device-events.ts';
import type { FrameLimits } from './frame-budget.ts';
import type { PresenceClaims } from './presence.ts';

/** The members with which every event says whose connection it is about. */
export interface Who {
  readonly deviceId: string;
  readonly tenantId: string;
  readonly serialNumber: string;
  readonly instance: string;
  readonly epoch: number;
}

/** What every connection of a process shares. */
export interface ConnectionHost<C> {
  readonly cell: string;
  readonly instance: string;
  readonly times: ChannelTimes;
  readonly limits: FrameLimits;
  readonly events: DeviceEvents;
  readonly presence: PresenceClaims;
  readonly metrics: ConnectorMetrics;
  readonly clock: { now(): Date };
  readonly logger: Record<'debug' | 'warn', (detail: object, text: string) => void>;
  /** Numbers a connection and notes that it is open. */
  nextEpoch(identity: DeviceIdentity): Promise<number>;
  /** Everybody knows that it is over, or nobody ever knew of it: the note can go. */
  over(epoch: number): void;
  /** The connection has its epoch and is about to be announced. */
  opened(connection: C): void;
  closed(connection: C): void;
}
