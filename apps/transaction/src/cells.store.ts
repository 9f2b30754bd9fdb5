import type { OrganisationCells } from '@ppaas/contracts';
import { HOLDING_STATES } from '@ppaas/exchange';
import type { Queryable } from '@ppaas/exchange';

const WORK = `
  select cell, count(*) filter (where kind = 'device')::int as "connectedDevices", count(*) filter (where kind = 'sale')::int as "runningExchanges"
  from (
    select r.cell, 'device' as kind from device d join device_route r using (device_id) where d.tenant_id = $1 and (r.connected or r.expected_until > now())
    union all
    select e.cell, 'sale' from exchange e where e.tenant_id = $1 and e.next_action_at is not null and e.state = any($2)
  ) as work
  group by cell order by cell`;

/** Which cell serves an organisation, and in which its devices and sales are; undefined: it is not known. */
export async function findCells(db: Queryable, organisationId: string): Promise<OrganisationCells | undefined> {
  const { rows } = await db.query('select cell from organisation where tenant_id = $1', [organisationId]);
  const [home] = rows;
  if (home === undefined) return undefined;
  const work = await db.query(WORK, [organisationId, HOLDING_STATES]);
  return { organisationId, cell: String(home.cell), work: work.rows as unknown as OrganisationCells['work'] };
}
