import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { eventPattern } from '@ppaas/messaging';
import type { Incoming, IncomingBatch } from '@ppaas/messaging';
import type { ClientFact } from './client-directory.ts';
import { ClientsService } from './clients.service.ts';

/** registry.events → who may have a token. Each process reads all of it: the directory is in memory. */
@Controller()
export class AuthConsumers {
  constructor(private readonly clients: ClientsService) {}

  @EventPattern(eventPattern('registryEvents', { group: 'process' }))
  async onRegistryEvents(batch: IncomingBatch<'registryEvents'>): Promise<void> {
    await this.clients.learn(batch.messages.flatMap(factOf));
  }
}

function factOf(message: Incoming<'registryEvents'>): ClientFact[] {
  switch (message.type) {
    case 'OrganisationChanged':
    case 'StoreChanged':
    case 'PosChanged':
    case 'PosCredentialChanged':
      return [message];
    case 'DeviceChanged':
    case 'CertificateChanged':
      return []; // devices have no tokens
  }
}
