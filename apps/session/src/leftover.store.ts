import type { Queryable } from '@ppaas/exchange';
import { SERVED } from './session.store.ts';

/** A Login that a device may hold although it is no session: the platform logs it out before anybody else is refused for it. */
export interface Leftover {
  readonly deviceId: string;
  /** Makes each try an exchange of its own. */
  readonly number: number;
  readonly tenantId: string;
  readonly storeId: string;
  readonly posId: string;
  readonly saleId: string;
}

export async function leaveBehind(
  db: Queryable,
  left: Omit<Leftover, 'number'> & { readonly bootId: string; readonly cell: string },
): Promise<void> {
  await db.query(
    `insert into leftover as l (device_id, cell, tenant_id, store_id, pos_id, sale_id, boot_id)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (device_id, pos_id) do update
      set number = excluded.number, cell = excluded.cell, tenant_id = excluded.tenant_id, store_id = excluded.store_id,
        sale_id = excluded.sale_id, boot_id = excluded.boot_id, clear_at = now(), attempts = 0`,
    [left.deviceId, left.cell, left.tenantId, left.storeId, left.posId, left.saleId, left.bootId],
  );
}

export async function forgetLeftover(db: Queryable, deviceId: string, posId: string): Promise<void> {
  await db.query('delete from leftover where device_id = $1 and pos_id = $2', [deviceId, posId]);
}

export async function forgetLeftovers(db: Queryable, deviceId: string): Promise<void> {
  await db.query('delete from leftover where device_id = $1', [deviceId]);
}

/** @returns how often it was tried before; undefined when there is nothing left */
export async function findAttempts(db: Queryable, deviceId: string, posId: string): Promise<number | undefined> {
  const { rows } = await db.query('select attempts from leftover where device_id = $1 and pos_id = $2', [
    deviceId,
    posId,
  ]);
  return rows[0] && Number(rows[0].attempts);
}

export async function clearLater(db: Queryable, deviceId: string, posId: string, afterMs: number): Promise<void> {
  await db.query(
    `update leftover set attempts = attempts + 1, number = nextval('session_fence'),
        clear_at = now() + $3 * interval '1 millisecond'
      where device_id = $1 and pos_id = $2`,
    [deviceId, posId, afterMs],
  );
}

/** A device that has started anew holds no Login. */
export async function forgetRebooted(db: Queryable, cell: string): Promise<void> {
  await db.query(
    `delete from leftover s using device_route r
      where ${SERVED} and r.device_id = s.device_id and r.connected and r.boot_id <> s.boot_id`,
    [cell],
  );
}

/** What can be cleared now: the device is there, and nothing else of ours runs on it. */
export async function findClearable(db: Queryable, cell: string, limit: number): Promise<Leftover[]> {
  const { rows } = await db.query(
    `select s.* from leftover s join device_route r on r.device_id = s.device_id and r.connected and r.boot_id = s.boot_id
      join device d on d.device_id = s.device_id and d.status = 'ACTIVE'
      where ${SERVED} and s.clear_at <= now()
        and not exists (select from session h where h.device_id = s.device_id and h.ended_at is null)
        and not exists (select from exchange e where e.device_id = s.device_id and e.is_exclusive
          and e.state in ('ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN'))
      order by s.clear_at limit $2`,
    [cell, limit],
  );
  return rows.map((row) => ({
    deviceId: String(row.device_id),
    number: Number(row.number),
    tenantId: String(row.tenant_id),
    storeId: String(row.store_id),
    posId: String(row.pos_id),
    saleId: String(row.sale_id),
  }));
}
