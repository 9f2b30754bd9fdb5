import { Injectable } from '@nestjs/common';
import type { ForeignResult } from '@ppaas/contracts';
import type { Incoming } from '@ppaas/messaging';
import { Database } from '@ppaas/service';

/** Acts that were told by others. What is done here is noted with the change itself. */
@Injectable()
export class AuditStore {
  constructor(private readonly database: Database) {}

  /** A device answered an exchange that was not sent to it. It says so again after each Welcome: noted once. */
  async foreignResult({ deviceId, tenantId, exchangeId, serialNumber }: ForeignResult): Promise<void> {
    const device = `device:${deviceId}`;
    await this.database.query(
      `insert into audit (actor, action, object, tenant_id, detail)
        values ($1, 'foreignResult.refused', $1, $2, $3) on conflict do nothing`,
      [device, tenantId, { exchangeId, serialNumber }],
    );
  }

  /** What auth saw somebody do. An event that comes again is the same act. */
  async act({ id, time, data }: Extract<Incoming<'accessEvents'>, { type: 'ActNoted' }>): Promise<void> {
    await this.database.query(
      `insert into audit (at, actor, address, action, object, tenant_id, detail, source_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (source_id) do nothing`,
      [time, data.actor, data.address, data.action, data.object, data.tenantId, data.detail, id],
    );
  }
}
