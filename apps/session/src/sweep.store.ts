import type { Queryable } from '@ppaas/exchange';
import { SERVED, toSession } from './session.store.ts';
import type { SessionRow } from './session.store.ts';
import { endReason } from './session.ts';

/** An exchange of ours that holds the device. */
const HAS_RUNNING = `exists (select from exchange e where e.device_id = s.device_id and e.is_exclusive
  and e.state in ('ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN'))`;

export interface Endable {
  readonly session: SessionRow;
  readonly reason: 'deviceRemoved' | 'posDeregistered' | 'expired';
}

/** Sessions that must end, locked for this sweeper. A Login or Logout under way is waited for before a session expires. */
export async function lockEndable(db: Queryable, cell: string, limit: number, graceMs: number): Promise<Endable[]> {
  const { rows } = await db.query(
    `select s.*, s.expires_at + $3 * interval '1 millisecond' <= now() as is_expired, p.status <> 'ACTIVE' as is_pos_deregistered,
        d.status <> 'ACTIVE' or d.store_id <> s.store_id as is_device_removed
      from session s join pos p on p.pos_id = s.pos_id join device d on d.device_id = s.device_id
      where s.ended_at is null and ${SERVED}
        and (p.status <> 'ACTIVE' or d.status <> 'ACTIVE' or d.store_id <> s.store_id
          or (s.expires_at + $3 * interval '1 millisecond' <= now() and not ${HAS_RUNNING}))
      order by s.expires_at limit $2 for update of s skip locked`,
    [cell, limit, graceMs],
  );
  return rows.flatMap((row) => {
    const reason = endReason({
      isDeviceRemoved: row.is_device_removed === true,
      isPosDeregistered: row.is_pos_deregistered === true,
      isExpired: row.is_expired === true,
    });
    return reason === undefined ? [] : [{ session: toSession(row), reason }];
  });
}

export interface Restorable {
  readonly session: SessionRow;
  /** The boot that does not know the session, or not for sure. */
  readonly bootId: string;
}

/** Open sessions that the device does not know (for sure) in its present boot. */
export async function findRestorable(db: Queryable, cell: string, limit: number): Promise<Restorable[]> {
  const { rows } = await db.query(
    `select s.*, r.boot_id as route_boot_id from session s
      join device_route r on r.device_id = s.device_id and r.connected and (r.boot_id <> s.boot_id or s.is_doubtful)
      where s.ended_at is null and ${SERVED} and s.restore_at <= now() and s.expires_at > now() and not ${HAS_RUNNING}
      order by s.restore_at limit $2`,
    [cell, limit],
  );
  return rows.map((row) => ({ session: toSession(row), bootId: String(row.route_boot_id) }));
}
