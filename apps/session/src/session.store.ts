import { acceptStatement } from '@ppaas/exchange';
import type { Queryable } from '@ppaas/exchange';
import { DIAGNOSIS, LOGIN, LOGOUT } from './session.ts';
import type { SessionAttributes } from './session-message.ts';

/** `is_forced`: a takeover. The condition is `objection` of the domain in SQL. */
export const acceptSession = acceptStatement({
  name: 'session',
  columns: `,
    h.session_id, h.pos_id as session_pos_id, h.pos_name as session_pos_name,
    exists (select from transaction_exchange t where t.pos_id = i.pos_id and t.exchange_identification = i.exchange_identification) as is_transaction_exchange`,
  joins: 'left join session h on h.device_id = d.device_id and h.ended_at is null and h.expires_at > now()',
  condition: `not f.is_transaction_exchange and case i.kind
      when '${LOGIN}' then i.is_forced or coalesce(f.session_pos_id = i.pos_id, true)
      when '${LOGOUT}' then coalesce(f.session_pos_id = i.pos_id, false)
      else i.kind = '${DIAGNOSIS}' end`,
  state: `'DISPATCHING'`,
  sessionId: 'case when f.session_pos_id = i.pos_id then f.session_id end',
  offeredMethods: 'null::text[]',
});

/** A row of `session`. */
export interface SessionRow {
  readonly sessionId: string;
  readonly fence: number;
  readonly tenantId: string;
  readonly storeId: string;
  readonly deviceId: string;
  readonly posId: string;
  readonly posName: string;
  readonly saleId: string;
  readonly bootId: string;
  readonly attributes: SessionAttributes;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  /** Names each try to tell the device again; only grows. */
  readonly restores: number;
  /** Tries in a row that the device did not take. */
  readonly failures: number;
}

export function toSession(row: Record<string, unknown>): SessionRow {
  return {
    sessionId: String(row.session_id),
    fence: Number(row.fence),
    tenantId: String(row.tenant_id),
    storeId: String(row.store_id),
    deviceId: String(row.device_id),
    posId: String(row.pos_id),
    posName: String(row.pos_name),
    saleId: String(row.sale_id),
    bootId: String(row.boot_id),
    attributes: row.attributes as SessionAttributes,
    expiresAt: row.expires_at as Date,
    endedAt: row.ended_at as Date | null,
    restores: Number(row.restores),
    failures: Number(row.failures),
  };
}

const first = (rows: Record<string, unknown>[]): SessionRow | undefined => rows.map(toSession)[0];

/** The session that holds a device, locked: every change of it comes after this. */
export async function lockOpen(db: Queryable, deviceId: string): Promise<SessionRow | undefined> {
  const { rows } = await db.query('select * from session where device_id = $1 and ended_at is null for update', [
    deviceId,
  ]);
  return first(rows);
}

/** The last session of a device, open or not. */
export async function findLatest(db: Queryable, deviceId: string): Promise<SessionRow | undefined> {
  const { rows } = await db.query('select * from session where device_id = $1 order by fence desc limit 1', [deviceId]);
  return first(rows);
}

/**
 * SQL: the organisation of a row `s` is served by the cell $1, whichever had it when the row was made. So a Login that crosses
 * a move leaves nothing behind. The rows' own `cell` is for versions that still read it.
 */
export const SERVED = 'exists (select from organisation o where o.tenant_id = s.tenant_id and o.cell = $1)';

export async function findOpen(db: Queryable, cell: string): Promise<SessionRow[]> {
  const { rows } = await db.query(`select * from session s where s.ended_at is null and ${SERVED}`, [cell]);
  return rows.map(toSession);
}

export interface NewSession {
  readonly tenantId: string;
  readonly storeId: string;
  readonly deviceId: string;
  readonly posId: string;
  readonly saleId: string;
  readonly cell: string;
  readonly bootId: string;
  readonly attributes: SessionAttributes;
}

/** @throws when another session holds the device: the unique index says so */
export async function insertSession(db: Queryable, opened: NewSession, lifeMs: number): Promise<SessionRow> {
  const { rows } = await db.query(
    `insert into session (cell, tenant_id, store_id, device_id, pos_id, pos_name, sale_id, boot_id, attributes, expires_at)
      select $1, $2, $3, $4, $5, p.name, $6, $7, $8, now() + $9 * interval '1 millisecond' from pos p where p.pos_id = $5
      returning *`,
    [
      opened.cell,
      opened.tenantId,
      opened.storeId,
      opened.deviceId,
      opened.posId,
      opened.saleId,
      opened.bootId,
      JSON.stringify(opened.attributes),
      lifeMs,
    ],
  );
  const row = first(rows);
  if (row === undefined) throw new Error(`point of sale ${opened.posId} is not known`);
  return row;
}

/** The owner's second Login: what it says replaces what the first one said. */
export async function renewSession(
  db: Queryable,
  sessionId: string,
  change: Pick<NewSession, 'bootId' | 'attributes'>,
  lifeMs: number,
): Promise<SessionRow | undefined> {
  const { rows } = await db.query(
    `update session set attributes = $2, boot_id = $3, is_doubtful = false, failures = 0, restore_at = now(),
        expires_at = now() + $4 * interval '1 millisecond'
      where session_id = $1 and ended_at is null returning *`,
    [sessionId, JSON.stringify(change.attributes), change.bootId, lifeMs],
  );
  return first(rows);
}

/** Sliding expiry: these sessions were used, by the clock of this database. @returns those that moved */
export async function extendSessions(
  db: Queryable,
  sessionIds: readonly string[],
  lifeMs: number,
): Promise<SessionRow[]> {
  const { rows } = await db.query(
    `update session set expires_at = now() + $2 * interval '1 millisecond'
      where session_id = any($1) and ended_at is null and expires_at < now() + $2 * interval '1 millisecond' returning *`,
    [sessionIds, lifeMs],
  );
  return rows.map(toSession);
}

/** A sale has begun on these devices: the device's session lasts at least as long as the sale may. @returns those that moved */
export async function keepForSale(db: Queryable, deviceIds: readonly string[], saleMs: number): Promise<SessionRow[]> {
  const { rows } = await db.query(
    `update session set expires_at = now() + $2 * interval '1 millisecond'
      where device_id = any($1) and ended_at is null and expires_at < now() + $2 * interval '1 millisecond' returning *`,
    [deviceIds, saleMs],
  );
  return rows.map(toSession);
}

export async function endSession(db: Queryable, sessionId: string, reason: string): Promise<SessionRow | undefined> {
  const { rows } = await db.query(
    'update session set ended_at = now(), end_reason = $2 where session_id = $1 and ended_at is null returning *',
    [sessionId, reason],
  );
  return first(rows);
}

/** The device holds the session in this boot. */
export async function restoredSession(
  db: Queryable,
  sessionId: string,
  bootId: string,
): Promise<SessionRow | undefined> {
  const { rows } = await db.query(
    'update session set boot_id = $2, is_doubtful = false, failures = 0 where session_id = $1 and ended_at is null returning *',
    [sessionId, bootId],
  );
  return first(rows);
}

/** The device does not hold the session for sure: the sweeper tells it again after `afterMs`. */
export async function restoreAgain(
  db: Queryable,
  sessionId: string,
  afterMs: number,
  isDoubtful: boolean,
): Promise<void> {
  await db.query(
    `update session set restores = restores + 1, failures = failures + 1, restore_at = now() + $2 * interval '1 millisecond',
        is_doubtful = is_doubtful or $3
      where session_id = $1 and ended_at is null`,
    [sessionId, afterMs, isDoubtful],
  );
}

/** What transaction has: its ids are spent for session calls too. */
export async function insertTransactionExchanges(
  db: Queryable,
  exchanges: readonly { readonly posId: string; readonly exchangeIdentification: string }[],
): Promise<void> {
  if (exchanges.length === 0) return;
  await db.query(
    `with relaxed as (select set_config('synchronous_commit', 'off', true))
      insert into transaction_exchange (pos_id, exchange_identification)
      select v.* from relaxed, unnest($1::uuid[], $2::text[]) as v on conflict do nothing`,
    [exchanges.map((one) => one.posId), exchanges.map((one) => one.exchangeIdentification)],
  );
}
