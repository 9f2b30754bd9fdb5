import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { eventPattern } from '@ppaas/messaging';
import type { IncomingBatch } from '@ppaas/messaging';
import { ApiClientService } from './api-client/api-client.service.ts';
import { ClientsService } from './clients.service.ts';
import { KeyNotices } from './mail/key-notices.service.ts';

/** registry.events → who may have a token, and who is told that a Key was shown. */
@Controller()
export class AuthConsumers {
  constructor(
    private readonly clients: ClientsService,
    private readonly programs: ApiClientService,
    private readonly notices: KeyNotices,
  ) {}

  /** Each process reads all of it: the directory is in memory. */
  @EventPattern(eventPattern('registryEvents', { group: 'process' }))
  async onRegistryEvents(batch: IncomingBatch<'registryEvents'>): Promise<void> {
    await this.clients.learn(batch.messages.flatMap((fact) => (fact.type === 'PosKeyShown' ? [] : [fact])));
    await this.programs.revokeAllOf(
      batch.messages.flatMap(({ type, data }) =>
        type === 'OrganisationChanged' && data.status === 'REMOVED' ? [data.tenantId] : [],
      ),
      new Date(),
    );
  }

  /** One process mails what all hear of. */
  @EventPattern(eventPattern('registryEvents', { only: ['PosKeyShown'] }))
  async onKeysShown({ messages }: IncomingBatch<'registryEvents'>): Promise<void> {
    for (const { type, data } of messages) if (type === 'PosKeyShown') await this.notices.send(data);
  }
}
