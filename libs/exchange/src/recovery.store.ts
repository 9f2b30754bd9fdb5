import { CAUSES } from '@ppaas/contracts';
import { statesBefore } from './exchange.ts';
import type { Address, Exchange } from './exchange.ts';
import { toExchange } from './exchange-row.ts';
import type { Queryable } from './queryable.ts';

/** Whatever runs has a time: with this the index of what is due finds it, among millions that are at their end. */
const HAS_TIME = 'next_action_at is not null';

/** Connections up to `epoch` of this device are over: what ran there is UNKNOWN, and is looked at after `nextMs`. */
export async function loseConnections(
  db: Queryable,
  deviceId: string,
  epoch: number,
  cause: string,
  nextMs: number,
): Promise<void> {
  await lose(db, '<=', deviceId, epoch, cause, nextMs);
}

/** This connection of the device is over; another piece of its hardware may go on. */
export async function loseConnection(
  db: Queryable,
  deviceId: string,
  epoch: number,
  cause: string,
  nextMs: number,
): Promise<void> {
  await lose(db, '=', deviceId, epoch, cause, nextMs);
}

async function lose(
  db: Queryable,
  compare: '=' | '<=',
  deviceId: string,
  epoch: number,
  cause: string,
  nextMs: number,
): Promise<void> {
  await db.query(
    `update exchange set state = 'UNKNOWN', version = version + 1, enquiries = 0, next_action_at = now() + $4 * interval '1 millisecond',
        history = history || jsonb_build_object('at', now(), 'state', 'UNKNOWN', 'cause', $5::text)
      where device_id = $1 and state = any($2) and ${HAS_TIME} and (address ->> 'epoch')::bigint ${compare} $3`,
    [deviceId, statesBefore('UNKNOWN'), epoch, nextMs, cause],
  );
}

/** Dispatches an exchange that was accepted earlier: its address is the connection of now. @returns whether it moved */
export async function dispatch(db: Queryable, exchange: Exchange, address: Address, nextMs: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update exchange set state = 'DISPATCHING', version = version + 1, address = $3::json, next_action_at = now() + $4 * interval '1 millisecond',
        history = history || jsonb_build_object('at', now(), 'state', 'DISPATCHING', 'cause', $5::text)
      where exchange_id = $1 and version = $2 and state = 'ACCEPTED'`,
    [exchange.exchangeId, exchange.version, JSON.stringify(address), nextMs, CAUSES.deviceReady],
  );
  return rowCount === 1;
}

/** An exchange that runs at a device, or waits for it. */
export interface Unfinished {
  readonly exchangeId: string;
  readonly tenantId: string;
}

export async function unfinishedOf(db: Queryable, deviceId: string): Promise<readonly Unfinished[]> {
  const { rows } = await db.query(
    `select exchange_id as "exchangeId", tenant_id as "tenantId" from exchange
      where device_id = $1 and (${HAS_TIME} or state = 'NEEDS_ATTENTION')`,
    [deviceId],
  );
  return rows as unknown as Unfinished[];
}

/** The device is back, or gone: its unfinished exchanges of older connections are looked at after `nextMs`. */
export async function makeDue(db: Queryable, deviceId: string, nextMs: number): Promise<void> {
  await db.query(
    `update exchange set next_action_at = now() + $3 * interval '1 millisecond', enquiries = 0
      where device_id = $1 and state = any($2) and ${HAS_TIME}`,
    [deviceId, ['ACCEPTED', 'UNKNOWN'], nextMs],
  );
}

/** The device is back: what was handed to a person is asked about once more, after `nextMs`. */
export async function askAgain(db: Queryable, deviceId: string, nextMs: number): Promise<void> {
  await db.query(
    `update exchange set next_action_at = now() + $2 * interval '1 millisecond', enquiries = 0
      where device_id = $1 and state = 'NEEDS_ATTENTION'`,
    [deviceId, nextMs],
  );
}

/** What time it is for every instance. */
export async function clockOf(db: Queryable): Promise<Date> {
  const { rows } = await db.query('select now()', []);
  return rows[0]?.now as Date;
}

/** An enquiry said InProgress: looked at when the platform would abort, or after `nextMs` when that is past. */
export async function stillRunning(db: Queryable, exchange: Exchange, abortMs: number, nextMs: number): Promise<void> {
  await db.query(
    `update exchange set state = 'IN_PROGRESS', version = version + 1,
        next_action_at = greatest(accepted_at + $3 * interval '1 millisecond', now() + $4 * interval '1 millisecond'),
        history = history || jsonb_build_object('at', now(), 'state', 'IN_PROGRESS', 'cause', $6::text)
      where exchange_id = $1 and version = $2 and state = any($5)`,
    [exchange.exchangeId, exchange.version, abortMs, nextMs, statesBefore('IN_PROGRESS'), CAUSES.toldByEnquiry],
  );
}

/** After so long no command of an exchange is under way any more: an enquiry of another cell cannot overtake it. */
export const ADOPTED_AFTER_MS = 60_000;

/**
 * Exchanges whose time has come, locked for this sweeper, and the instant they were found: those of the cell, and what is
 * still open of an organisation that has moved here, for its former cell may be gone.
 */
export async function lockDue(
  db: Queryable,
  cell: string,
  limit: number,
): Promise<{ readonly exchange: Exchange; readonly now: Date }[]> {
  const { rows } = await db.query(
    `select row_to_json(e) as exchange, now() from exchange e
      where e.next_action_at <= now() and (e.cell = $1 or (e.accepted_at < now() - $3 * interval '1 millisecond'
        and exists (select from organisation o where o.tenant_id = e.tenant_id and o.cell = $1)))
      order by e.next_action_at limit $2 for update of e skip locked`,
    [cell, limit, ADOPTED_AFTER_MS],
  );
  return rows.map((row) => ({ exchange: toExchange(row.exchange), now: row.now as Date }));
}

/** Sets when to look at an exchange again, without a change of state. @param nextMs null: when something happens */
export async function schedule(
  db: Queryable,
  exchange: Exchange,
  nextMs: number | null,
  enquiries: number,
): Promise<void> {
  await db.query(
    "update exchange set next_action_at = now() + $3 * interval '1 millisecond', enquiries = $4 where exchange_id = $1 and version = $2",
    [exchange.exchangeId, exchange.version, nextMs, enquiries],
  );
}
