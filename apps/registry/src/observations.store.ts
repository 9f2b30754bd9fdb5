import { Injectable } from '@nestjs/common';
import type { DataOf, PaymentMethod } from '@ppaas/contracts';
import { Database } from '@ppaas/service';

type DeviceEvent<T extends 'DeviceConnected' | 'DeviceDisconnected' | 'DeviceStateChanged'> = DataOf<'deviceEvents', T>;
type SessionEvent<T extends 'SessionOpened' | 'SessionExtended' | 'SessionEnded'> = DataOf<'sessionEvents', T>;

/**
 * What devices and sessions told, for the listing. Guarded by epoch and fence: an event that comes again, or late,
 * changes nothing that is newer.
 */
@Injectable()
export class ObservationsStore {
  constructor(private readonly database: Database) {}

  /** A standby's Hello says nothing of what the store can sell with. */
  async connected(e: DeviceEvent<'DeviceConnected'>): Promise<void> {
    if (e.role !== 'ACTIVE') return;
    const { hello } = e;
    await this.database.query(
      `insert into device_observation (device_id, epoch, serial_number, model, software_version, payment_methods,
                                       services, state, last_seen_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (device_id) do update set epoch = excluded.epoch, serial_number = excluded.serial_number,
         model = excluded.model, software_version = excluded.software_version,
         payment_methods = excluded.payment_methods, services = excluded.services, state = excluded.state,
         last_seen_at = greatest(device_observation.last_seen_at, excluded.last_seen_at)
       where device_observation.epoch < excluded.epoch`,
      [
        e.deviceId,
        e.epoch,
        e.serialNumber,
        hello.model,
        hello.softwareVersion,
        JSON.stringify(hello.paymentMethods),
        JSON.stringify(hello.services),
        hello.state,
        e.connectedAt,
      ],
    );
  }

  async stateChanged(e: DeviceEvent<'DeviceStateChanged'>, at: string): Promise<void> {
    await this.database.query(
      `update device_observation set state = $3, last_seen_at = greatest(last_seen_at, $4::timestamptz)
        where device_id = $1 and epoch = $2`,
      [e.deviceId, e.epoch, e.state, at],
    );
  }

  async disconnected(e: DeviceEvent<'DeviceDisconnected'>): Promise<void> {
    await this.database.query(
      `update device_observation set last_seen_at = greatest(last_seen_at, $3::timestamptz)
        where device_id = $1 and epoch = $2`,
      [e.deviceId, e.epoch, e.disconnectedAt],
    );
  }

  /** What a device says that it takes, and what its store allows. */
  async methodsOf(
    deviceId: string,
  ): Promise<{ readonly reportedMethods: PaymentMethod[] | null; readonly storeMethods: string[] | null } | undefined> {
    const [row] = await this.database.query<{ reportedMethods: PaymentMethod[] | null; storeMethods: string[] | null }>(
      `select o.payment_methods as "reportedMethods", s.payment_methods as "storeMethods"
         from device d join store s using (store_id) left join device_observation o using (device_id)
        where d.device_id = $1`,
      [deviceId],
    );
    return row;
  }

  async sessionOpened(e: SessionEvent<'SessionOpened'>): Promise<void> {
    await this.database.query(
      `insert into device_session (device_id, fence, session_id, pos_id, pos_name, expires_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (device_id) do update set fence = excluded.fence, session_id = excluded.session_id,
         pos_id = excluded.pos_id, pos_name = excluded.pos_name, expires_at = excluded.expires_at, ended_at = null
       where device_session.fence < excluded.fence`,
      [e.deviceId, e.fence, e.sessionId, e.posId, e.posName, e.expiresAt],
    );
  }

  async sessionExtended(e: SessionEvent<'SessionExtended'>): Promise<void> {
    await this.database.query(
      `update device_session set expires_at = greatest(expires_at, $3::timestamptz) where device_id = $1 and fence = $2`,
      [e.deviceId, e.fence, e.expiresAt],
    );
  }

  async sessionEnded(e: SessionEvent<'SessionEnded'>): Promise<void> {
    await this.database.query('update device_session set ended_at = $3 where device_id = $1 and fence = $2', [
      e.deviceId,
      e.fence,
      e.endedAt,
    ]);
  }
}
