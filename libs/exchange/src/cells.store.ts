import type { OrganisationCells } from '@ppaas/contracts';
import { HOLDING_STATES } from './exchange.ts';
import type { Queryable } from './queryable.ts';

/** That the device is there, or on its way. */
const IS_ABOUT = '(r.connected or r.expected_until > now())';

/**
 * What of an organisation is under way in which cell. An exchange that only waits for a device which is away is nobody's work,
 * and once another cell may adopt it, the cell it began in is not needed for it either.
 */
const WORK = `
  with mine as materialized (select device_id from device where tenant_id = $1)
  select cell, count(*) filter (where kind = 'device')::int as "connectedDevices",
    count(*) filter (where kind = 'exchange')::int as "runningExchanges", count(*) filter (where kind = 'message')::int as "waitingMessages"
  from (
    select r.cell, 'device' as kind from mine join device_route r using (device_id) where ${IS_ABOUT}
    union all
    select e.cell, 'exchange' from exchange e where e.tenant_id = $1 and e.next_action_at is not null and e.state = any($2)
      and not (e.state = 'UNKNOWN' and e.accepted_at < now() - $3 * interval '1 millisecond'
        and not exists (select from device_route r where r.device_id = e.device_id and ${IS_ABOUT}))
    union all
    select o.cell, 'message' from outbox o where o.headers ->> 'tenant' = $1::text or o.key in (select device_id from mine)
  ) as work
  group by cell order by cell`;

/** Which cell serves an organisation, and in which what of it is under way in this service; undefined: it is not known. */
export async function findCells(
  db: Queryable,
  organisationId: string,
  { adoptedMs }: { readonly adoptedMs: number },
): Promise<OrganisationCells | undefined> {
  const { rows } = await db.query('select cell from organisation where tenant_id = $1', [organisationId]);
  const [home] = rows;
  if (home === undefined) return undefined;
  const work = await db.query(WORK, [organisationId, HOLDING_STATES, adoptedMs]);
  return { organisationId, cell: String(home.cell), work: work.rows as unknown as OrganisationCells['work'] };
}
