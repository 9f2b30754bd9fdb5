import type { DataOf, TypeName } from '@ppaas/contracts';
import { acceptStatement } from '@ppaas/exchange';
import type { Queryable } from '@ppaas/exchange';
import type { Incoming } from '@ppaas/messaging';

/** What looks like the same sale is mirrored by unique indexes. */
export const acceptTransaction = acceptStatement({
  name: 'transaction',
  columns: `,
    ds.session_id, ds.pos_id as session_pos_id, ds.pos_name as session_pos_name, ds.boot_id as session_boot_id,
    x.exchange_identification as earlier_exchange, x.state as earlier_state,
    exists (select from session_exchange sx where sx.pos_id = i.pos_id and sx.exchange_identification = i.exchange_identification) as is_session_exchange`,
  joins: `
    left join device_session ds on ds.device_id = d.device_id and ds.ended_at is null
    left join lateral (
      select e.exchange_identification, e.state from exchange e
      where e.pos_id = i.pos_id and e.transaction_reference = i.transaction_reference and e.exchange_id <> i.exchange_id
        and not i.is_split and not e.is_split
        and e.state in ('APPROVED', 'ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN', 'NEEDS_ATTENTION')
        and (e.transaction_at = i.transaction_at or (e.amount = i.amount and e.currency = i.currency and e.state <> 'APPROVED'))
      order by e.accepted_at desc limit 1
    ) x on true`,
  condition: `f.earlier_exchange is null and not f.is_session_exchange
    and case when f.session_pos_id is null then f.session_policy = 'IMPLICIT' else f.session_pos_id = i.pos_id end`,
  state: `case when f.session_id is not null and f.session_boot_id is distinct from f.boot_id then 'ACCEPTED' else 'DISPATCHING' end`,
  sessionId: 'f.session_id',
  offeredMethods:
    'case when i.needs_method and cardinality(i.methods) = 0 and f.is_narrowed then f.allowed_methods end',
});

/** Holds a session whose beginning is not known. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What this service knows of sessions: the holder and the fence of each device. The row of the highest fence counts. */
export async function projectSessions(
  db: Queryable,
  messages: readonly Incoming<'sessionEvents'>[],
): Promise<string[]> {
  const restored: string[] = [];
  for (const { type, data } of messages) {
    switch (type) {
      case 'SessionOpened':
        await holdDevice(db, data, '>');
        break;
      case 'SessionRestored':
        await restoreSession(db, data);
        restored.push(data.deviceId);
        break;
      case 'SessionEnded':
        // Also of a session that was not heard of yet: its beginning may come later, by another cell's relay.
        await db.query(
          `insert into device_session as s (device_id, session_id, pos_id, pos_name, fence, boot_id, ended_at)
            values ($1, $2, '${NOBODY}', '', $3, '', $4) on conflict (device_id) do update
            set session_id = excluded.session_id, fence = excluded.fence, ended_at = excluded.ended_at
            where excluded.fence > s.fence or (excluded.fence = s.fence and s.ended_at is null)`,
          [data.deviceId, data.sessionId, data.fence, data.endedAt],
        );
        restored.push(data.deviceId);
        break;
      case 'SessionExchangeAccepted':
        await db.query(
          `insert into session_exchange (exchange_id, pos_id, store_id, exchange_identification, state, accepted_at, tenant_id, device_id)
            values ($1, $2, $3, $4, 'DISPATCHING', $5, $6, $7) on conflict (exchange_id) do nothing`,
          [
            ...[data.exchangeId, data.posId, data.storeId, data.exchangeIdentification],
            ...[data.acceptedAt, data.tenantId, data.deviceId],
          ],
        );
        break;
      case 'SessionExchangeCompleted':
        await db.query(
          `insert into session_exchange as x (exchange_id, pos_id, store_id, exchange_identification, state, answer, completed_at, tenant_id, device_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (exchange_id) do update
            set state = excluded.state, answer = excluded.answer, completed_at = excluded.completed_at where x.answer is null`,
          [
            ...[data.exchangeId, data.posId, data.storeId, data.exchangeIdentification],
            ...[data.state, JSON.stringify(data.answer), data.completedAt, data.tenantId, data.deviceId],
          ],
        );
        break;
      default:
      // SessionExtended: expiry is an event of its own.
    }
  }
  return restored;
}

type Told<T extends TypeName<'sessionEvents'>> = DataOf<'sessionEvents', T>;

/** This session holds its device now. @param newer than the fence that is known: `>=` where it may be that of the session itself */
async function holdDevice(
  db: Queryable,
  session: Pick<Told<'SessionOpened'>, 'deviceId' | 'sessionId' | 'posId' | 'posName' | 'fence' | 'bootId'>,
  newer: '>' | '>=',
): Promise<void> {
  const { deviceId, sessionId, posId, posName, fence, bootId } = session;
  await db.query(
    `insert into device_session as s (device_id, session_id, pos_id, pos_name, fence, boot_id)
      values ($1, $2, $3, $4, $5, $6) on conflict (device_id) do update set session_id = excluded.session_id,
        pos_id = excluded.pos_id, pos_name = excluded.pos_name, fence = excluded.fence, boot_id = excluded.boot_id,
        ended_at = case when excluded.fence = s.fence then s.ended_at end
      where excluded.fence ${newer} s.fence`,
    [deviceId, sessionId, posId, posName, fence, bootId],
  );
}

/** Also of a session that was not heard of yet: its beginning, told by another cell's relay, is no news any more then. */
async function restoreSession(db: Queryable, session: Told<'SessionRestored'>): Promise<void> {
  const { deviceId, fence, bootId, posId, posName } = session;
  if (posId !== undefined && posName !== undefined) return holdDevice(db, { ...session, posId, posName }, '>=');
  await db.query('update device_session set boot_id = $3 where device_id = $1 and fence = $2', [
    deviceId,
    fence,
    bootId,
  ]);
}

/** May the device's ACCEPTED exchange go out: no session, or one that the device's present boot knows. */
export async function isSessionReady(db: Queryable, deviceId: string): Promise<boolean> {
  const { rows } = await db.query(
    `select 1 from device_route r left join device_session s on s.device_id = r.device_id and s.ended_at is null
      where r.device_id = $1 and (s.session_id is null or s.boot_id = r.boot_id)`,
    [deviceId],
  );
  return rows.length > 0;
}

/** A caller as this service's own tables know it. */
export interface KnownPos {
  readonly posId: string;
  readonly status: string;
  readonly retailApi: boolean;
}

/** The caller itself, or undefined when it is not known (yet). */
export async function findPos(db: Queryable, posId: string): Promise<KnownPos | undefined> {
  const { rows } = await db.query({
    name: 'pos-status',
    text: `select p.pos_id, p.status, o.retail_api and coalesce(s.retail_api, true) and o.status = 'ACTIVE' as retail_api
             from pos p join organisation o on o.tenant_id = p.tenant_id left join store s on s.store_id = p.store_id
            where p.pos_id = $1`,
    values: [posId],
  });
  const row = rows[0];
  return row && { posId: String(row.pos_id), status: String(row.status), retailApi: row.retail_api === true };
}

/** A POS of a store by its Reference, deregistered ones included: a replacement till asks about its predecessor's sale. */
export async function findPosIds(db: Queryable, storeId: string, saleId: string): Promise<string[]> {
  const { rows } = await db.query('select pos_id from pos where store_id = $1 and sale_id = $2 order by status', [
    storeId,
    saleId,
  ]);
  return rows.map((row) => String(row.pos_id));
}

/** An exchange of the session service, as it told it. */
export interface SessionExchange {
  readonly state: string;
  readonly acceptedAt: Date;
  /** null while it runs. */
  readonly answer: string | null;
}

export async function findSessionExchange(db: Queryable, exchangeId: string): Promise<SessionExchange | undefined> {
  const { rows } = await db.query(
    'select state, coalesce(accepted_at, completed_at) as accepted_at, answer from session_exchange where exchange_id = $1',
    [exchangeId],
  );
  const row = rows[0];
  return (
    row && {
      state: String(row.state),
      acceptedAt: row.accepted_at as Date,
      answer: row.answer === null ? null : String(row.answer),
    }
  );
}

/** Does the device belong to the store? */
export async function isDeviceOfStore(db: Queryable, deviceId: string, storeId: string): Promise<boolean> {
  const { rows } = await db.query("select 1 from device where device_id = $1 and store_id = $2 and status = 'ACTIVE'", [
    deviceId,
    storeId,
  ]);
  return rows.length > 0;
}
