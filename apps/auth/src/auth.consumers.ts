import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { eventPattern } from '@ppaas/messaging';
import type { Incoming, IncomingBatch } from '@ppaas/messaging';
import { ClientsStore } from './clients.store.ts';

/** registry.events → the projection. Each event carries the entity's whole state: applying one twice changes nothing. */
@Controller()
export class AuthConsumers {
  constructor(private readonly clients: ClientsStore) {}

  @EventPattern(eventPattern('registryEvents'))
  async onRegistryEvents(batch: IncomingBatch<'registryEvents'>): Promise<void> {
    for (const message of batch.messages) await this.apply(message);
  }

  private async apply(message: Incoming<'registryEvents'>): Promise<void> {
    switch (message.type) {
      case 'OrganisationChanged':
        return this.clients.putOrganisation(message.data);
      case 'StoreChanged':
        return this.clients.putStore(message.data);
      case 'PosChanged':
        return this.clients.putPos(message.data);
      case 'PosCredentialChanged':
        return this.clients.putCredential(message.data);
      case 'DeviceChanged':
      case 'CertificateChanged':
        return; // devices have no tokens
    }
  }
}
