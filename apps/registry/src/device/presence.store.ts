import { Injectable } from '@nestjs/common';
import type { DataOf } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { RecordedConnection } from './presence-history.ts';

/** Connections that are kept of a device, newest first: one that comes and goes all day must not fill the table. */
const MAX_KEPT = 500;

export interface PresenceRecord {
  readonly connections: readonly RecordedConnection[];
  /** Before this moment nothing is known. */
  readonly recordedSince: Date;
  /** The last that was heard of the device; null: nothing ever. */
  readonly lastSeenAt: Date | null;
}

/** When devices were connected, of the last day. Events that come again change nothing. */
@Injectable()
export class PresenceStore {
  constructor(private readonly database: Database) {}

  /**
   * A standby is not what a store sells with. One that began before the last day is of interest while no later one is known:
   * told again after that, it would be there again without its end.
   */
  async connected(e: DataOf<'deviceEvents', 'DeviceConnected'>): Promise<void> {
    if (e.role !== 'ACTIVE') return;
    await this.database.query(
      `with added as (
         insert into device_presence (device_id, tenant_id, epoch, connected_at)
         select $1, $2, $3, $4::timestamptz
          where $4::timestamptz > now() - interval '25 hours'
             or not exists (select from device_presence where device_id = $1 and epoch > $3)
         on conflict (device_id, epoch) do nothing)
       delete from device_presence where device_id = $1
          and (disconnected_at < now() - interval '25 hours' or epoch <= (
            select epoch from device_presence where device_id = $1 order by epoch desc offset $5 limit 1))`,
      [e.deviceId, e.tenantId, e.epoch, e.connectedAt, MAX_KEPT - 1],
    );
  }

  async disconnected(e: DataOf<'deviceEvents', 'DeviceDisconnected'>): Promise<void> {
    await this.database.query(
      `update device_presence set disconnected_at = $3 where device_id = $1 and epoch = $2 and disconnected_at is null`,
      [e.deviceId, e.epoch, e.disconnectedAt],
    );
  }

  /** Undefined when there is no such device. */
  async find(deviceId: string): Promise<PresenceRecord | undefined> {
    const [device] = await this.database.query<{ recordedSince: Date; lastSeenAt: Date | null }>(
      `select d.presence_recorded_since as "recordedSince", o.last_seen_at as "lastSeenAt"
         from device d left join device_observation o using (device_id) where d.device_id = $1`,
      [deviceId],
    );
    if (device === undefined) return undefined;
    const connections = await this.database.query<{ connectedAt: Date; disconnectedAt: Date | null }>(
      `select connected_at as "connectedAt", disconnected_at as "disconnectedAt"
         from device_presence where device_id = $1 order by epoch`,
      [deviceId],
    );
    const [oldest] = connections;
    const isCut = connections.length >= MAX_KEPT && oldest !== undefined && oldest.connectedAt > device.recordedSince;
    return { ...device, connections, recordedSince: isCut ? oldest.connectedAt : device.recordedSince };
  }
}
