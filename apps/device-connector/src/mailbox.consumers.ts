import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { eventPattern, type IncomingBatch } from '@ppaas/messaging';
import { MailboxService } from './mailbox.service.ts';

/**
 * This process's own mailbox. The group is of this start, so that nobody waits for a dead member; what lies there from
 * before is for epochs that this process never opened, and is answered "unproven".
 */
@Controller()
export class MailboxConsumers {
  constructor(@Inject(MailboxService) private readonly mailbox: MailboxService) {}

  @EventPattern(eventPattern('deviceCommands', { group: 'process' }))
  carryOut(@Payload() batch: IncomingBatch<'deviceCommands'>): Promise<void> {
    return this.mailbox.carryOut(batch.messages);
  }
}
