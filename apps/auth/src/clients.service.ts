import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { posIdOfDevice } from '@ppaas/service';
import { ClientDirectory, subjectOf } from './client-directory.ts';
import type { PosClient } from './access-token.ts';
import type { ClientFact, KnownPos } from './client-directory.ts';
import { ClientsStore } from './clients.store.ts';

/**
 * Who may have a token. Every process reads all registry events into memory, after what its database has kept: a
 * deregistration is known here within milliseconds, even while Postgres is away.
 */
@Injectable()
export class ClientsService implements OnModuleInit {
  private readonly directory = new ClientDirectory();
  private readonly keptVersions = new Map<string, number>();

  constructor(private readonly store: ClientsStore) {}

  async onModuleInit(): Promise<void> {
    for (const fact of await this.store.load()) {
      this.directory.apply(fact);
      this.keptVersions.set(subjectOf(fact), fact.data.version);
    }
  }

  /** Takes facts in; resolves when they are kept. What Postgres has already is not written again after a restart. */
  async learn(facts: readonly ClientFact[]): Promise<void> {
    for (const fact of facts) this.directory.apply(fact);
    for (const fact of facts) {
      const subject = subjectOf(fact);
      if ((this.keptVersions.get(subject) ?? -1) >= fact.data.version) continue;
      await this.store.put(fact);
      this.keptVersions.set(subject, fact.data.version);
    }
  }

  find(applicationId: string): KnownPos | undefined {
    return this.directory.find(applicationId);
  }

  /** The POS software on a device, by its certificate; undefined when that was never heard of. */
  findByCertificate(thumbprint: string, now: Date): PosClient | 'refused' | undefined {
    const device = this.directory.deviceOf(thumbprint, now);
    if (device === undefined || device === 'refused') return device;
    const { deviceId, tenantId, merchantId, storeId, version } = device;
    const owner = { posId: posIdOfDevice(deviceId), tenantId, merchantId, storeId };
    return { kind: 'pos', clientId: deviceId, ...owner, saleId: deviceId, version, device: { deviceId, thumbprint } };
  }

  /** Where the tills of an organisation call; undefined: the platform's own origin. */
  retailUrlOf(tenantId: string): string | undefined {
    return this.directory.retailUrlOf(tenantId);
  }

  isRegistered(posId: string, version: number): boolean {
    return this.directory.isRegistered(posId, version);
  }
}
