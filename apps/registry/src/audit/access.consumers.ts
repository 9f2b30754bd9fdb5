import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { eventPattern } from '@ppaas/messaging';
import type { Incoming, IncomingBatch } from '@ppaas/messaging';
import { Database } from '@ppaas/service';

/** What auth saw people and points of sale do → the audit trail, and when a POS was last used. */
@Controller()
export class AccessConsumers {
  constructor(private readonly database: Database) {}

  @EventPattern(eventPattern('accessEvents'))
  async onAccessEvents(batch: IncomingBatch<'accessEvents'>): Promise<void> {
    for (const message of batch.messages) await this.keep(message);
  }

  private async keep(message: Incoming<'accessEvents'>): Promise<void> {
    switch (message.type) {
      case 'ActNoted': {
        const { actor, address, action, object, tenantId, detail } = message.data;
        // An event that comes again is the same act.
        await this.database.query(
          `insert into audit (at, actor, address, action, object, tenant_id, detail, source_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (source_id) do nothing`,
          [message.time, actor, address, action, object, tenantId, detail, message.id],
        );
        return;
      }
      case 'PosSeen': {
        const { posId, at, address } = message.data;
        await this.database.query(
          `update point_of_sale set last_used_at = $2, last_used_address = $3
            where pos_id = $1 and (last_used_at is null or last_used_at < $2)`,
          [posId, at, address],
        );
        return;
      }
    }
  }
}
