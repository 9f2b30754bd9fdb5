import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { eventPattern } from '@ppaas/messaging';
import type { Incoming, IncomingBatch } from '@ppaas/messaging';
import { PosUseStore } from '../pos/pos-use.store.ts';
import { AuditStore } from './audit.store.ts';

/** What auth saw people and points of sale do → the audit trail, and when a POS was last used. */
@Controller()
export class AccessConsumers {
  constructor(
    private readonly audit: AuditStore,
    private readonly uses: PosUseStore,
  ) {}

  @EventPattern(eventPattern('accessEvents'))
  async onAccessEvents(batch: IncomingBatch<'accessEvents'>): Promise<void> {
    for (const message of batch.messages) await this.keep(message);
  }

  private async keep(message: Incoming<'accessEvents'>): Promise<void> {
    switch (message.type) {
      case 'ActNoted':
        return this.audit.act(message);
      case 'PosSeen':
        return this.uses.seen(message.data);
    }
  }
}
