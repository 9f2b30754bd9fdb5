import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { eventPattern, type IncomingBatch } from '@ppaas/messaging';
import { CertificateStore } from './certificate.store.ts';
import { DeviceSockets } from './device-sockets.ts';

/** registry.events twice: once per service into the projection, and in each process for the sockets that are open there. */
@Controller()
export class RegistryConsumers {
  constructor(
    @Inject(CertificateStore) private readonly certificates: CertificateStore,
    @Inject(DeviceSockets) private readonly sockets: DeviceSockets,
  ) {}

  @EventPattern(eventPattern('registryEvents'))
  async project(@Payload() batch: IncomingBatch<'registryEvents'>): Promise<void> {
    for (const message of batch.messages) await this.certificates.apply(message);
  }

  @EventPattern(eventPattern('registryEvents', { group: 'process' }))
  revoke(@Payload() batch: IncomingBatch<'registryEvents'>): void {
    for (const message of batch.messages) this.sockets.apply(message);
  }
}
