import { Injectable } from '@nestjs/common';
import type { ForeignResult } from '@ppaas/contracts';
import { Database } from '@ppaas/service';

/** Acts that no operator did. What operators do is noted with the change itself. */
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
}
