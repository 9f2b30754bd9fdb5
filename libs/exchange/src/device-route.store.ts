import type { Incoming } from '@ppaas/messaging';
import type { Queryable } from './queryable.ts';

type Connected = Extract<Incoming<'deviceEvents'>, { type: 'DeviceConnected' }>['data'];
type Disconnected = Extract<Incoming<'deviceEvents'>, { type: 'DeviceDisconnected' }>['data'];

/**
 * Keeps the connection with the highest epoch; a standby never becomes the route.
 * @param cell of the connector, whose topic told it
 * @returns whether this connection is the route now
 */
export async function routeConnected(db: Queryable, event: Connected, cell: string): Promise<boolean> {
  if (event.role === 'STANDBY') return false;
  const { hello } = event;
  const result = await db.query(
    `insert into device_route as r (device_id, connected, instance, epoch, connected_at, serial_number, boot_id, journal_id,
        oldest_sequence, journal_sequence, payment_methods, services, cell)
      values ($1, true, $2, $3, now(), $4, $5, $6, $7, $8, $9, $10, $11)
      on conflict (device_id) do update set connected = true, instance = excluded.instance, epoch = excluded.epoch,
        connected_at = excluded.connected_at, serial_number = excluded.serial_number, boot_id = excluded.boot_id,
        journal_id = excluded.journal_id, oldest_sequence = excluded.oldest_sequence,
        journal_sequence = excluded.journal_sequence, payment_methods = excluded.payment_methods, services = excluded.services,
        cell = excluded.cell, expected_until = null
      where excluded.epoch > r.epoch`,
    [
      event.deviceId,
      event.instance,
      event.epoch,
      event.serialNumber,
      hello.bootId,
      hello.journalId,
      hello.oldestSequence,
      hello.journalSequence,
      hello.paymentMethods.map((method) => method.code),
      hello.services,
      cell,
    ],
  );
  return result.rowCount === 1;
}

/** @returns whether the route was this connection */
export async function routeDisconnected(db: Queryable, event: Disconnected): Promise<boolean> {
  const result = await db.query(
    `update device_route set connected = false, expected_until = now() + $3 * interval '1 millisecond'
      where device_id = $1 and epoch = $2 and connected`,
    [event.deviceId, event.epoch, event.returnsWithinMs ?? null],
  );
  return result.rowCount === 1;
}

/** The live connection of a device. */
export interface DeviceRoute {
  readonly connected: boolean;
  /** It was sent away and will be back in a moment. */
  readonly isExpected: boolean;
  /** Of the connector. */
  readonly cell: string;
  readonly instance: string;
  readonly epoch: number;
  /** When this service heard of it, by Postgres' clock. */
  readonly connectedAt: Date;
  /** When it was read, by the same clock. */
  readonly asOf: Date;
  readonly bootId: string;
  readonly serialNumber: string;
  readonly journalId: string;
  readonly journalSequence: number;
}

/** The routes of some devices, by device id. */
export async function findRoutes(db: Queryable, deviceIds: readonly string[]): Promise<Map<string, DeviceRoute>> {
  const { rows } = await db.query(
    `select device_id, connected, coalesce(expected_until > now(), false) as is_expected, cell, instance, epoch, connected_at,
        now() as as_of, boot_id, serial_number, journal_id, journal_sequence
      from device_route where device_id = any($1)`,
    [deviceIds],
  );
  return new Map(
    rows.map((row) => [
      String(row.device_id),
      {
        connected: row.connected === true,
        isExpected: row.is_expected === true,
        cell: String(row.cell),
        instance: String(row.instance),
        epoch: Number(row.epoch),
        connectedAt: row.connected_at as Date,
        asOf: row.as_of as Date,
        bootId: String(row.boot_id),
        serialNumber: String(row.serial_number),
        journalId: String(row.journal_id),
        journalSequence: Number(row.journal_sequence),
      },
    ]),
  );
}
