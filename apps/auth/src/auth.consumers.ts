import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { eventPattern } from '@ppaas/messaging';
import type { IncomingBatch } from '@ppaas/messaging';
import { ClientsService } from './clients.service.ts';

/** registry.events → who may have a token. Each process reads all of it: the directory is in memory. */
@Controller()
export class AuthConsumers {
  constructor(private readonly clients: ClientsService) {}

  @EventPattern(eventPattern('registryEvents', { group: 'process' }))
  async onRegistryEvents(batch: IncomingBatch<'registryEvents'>): Promise<void> {
    await this.clients.learn(batch.messages);
  }
}
