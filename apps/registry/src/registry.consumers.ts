import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { eventPattern } from '@ppaas/messaging';
import type { Incoming, IncomingBatch } from '@ppaas/messaging';
import { AuditStore } from './audit/audit.store.ts';
import { PresenceStore } from './device/presence.store.ts';
import { ObservationsStore } from './observations.store.ts';
import { PosFirsts } from './pos/pos-firsts.store.ts';

/** What devices, sessions and sales told → the listing's projections, first sales; what was refused → the audit. */
@Controller()
export class RegistryConsumers {
  constructor(
    private readonly observations: ObservationsStore,
    private readonly presence: PresenceStore,
    private readonly audit: AuditStore,
    private readonly firsts: PosFirsts,
  ) {}

  @EventPattern(eventPattern('deviceEvents'))
  async onDeviceEvents(batch: IncomingBatch<'deviceEvents'>): Promise<void> {
    for (const message of batch.messages) await this.observe(message);
  }

  @EventPattern(eventPattern('sessionEvents'))
  async onSessionEvents(batch: IncomingBatch<'sessionEvents'>): Promise<void> {
    for (const message of batch.messages) await this.follow(message);
  }

  @EventPattern(
    eventPattern('transactionEvents', { only: ['ForeignResultRefused', 'ExchangeCompleted'], lingerMs: 500 }),
  )
  async onTransactionEvents({ messages }: IncomingBatch<'transactionEvents'>): Promise<void> {
    await this.firsts.sold(messages.flatMap(({ type, data }) => (type === 'ExchangeCompleted' ? [data] : [])));
    for (const { type, data } of messages) if (type === 'ForeignResultRefused') await this.audit.foreignResult(data);
  }

  private async observe(message: Incoming<'deviceEvents'>): Promise<void> {
    switch (message.type) {
      case 'DeviceConnected':
        await this.observations.connected(message.data);
        return this.presence.connected(message.data);
      case 'DeviceStateChanged':
        return this.observations.stateChanged(message.data, message.time);
      case 'DeviceDisconnected':
        await this.observations.disconnected(message.data);
        return this.presence.disconnected(message.data);
      case 'ExchangeAcknowledged':
      case 'ExchangeProgressed':
      case 'ExchangeAnswered':
      case 'EnquiryAnswered':
      case 'CommandRefused':
      case 'CommandUnproven':
      case 'StandAloneReported':
        return; // of no interest to the listing
      case 'ForeignResultRefused':
        return this.audit.foreignResult(message.data);
    }
  }

  private async follow(message: Incoming<'sessionEvents'>): Promise<void> {
    switch (message.type) {
      case 'SessionOpened':
        return this.observations.sessionOpened(message.data);
      case 'SessionExtended':
        return this.observations.sessionExtended(message.data);
      case 'SessionEnded':
        return this.observations.sessionEnded(message.data);
      case 'SessionRestored':
      case 'SessionExchangeAccepted':
      case 'SessionExchangeCompleted':
        return; // of no interest to the listing
      case 'ForeignResultRefused':
        return this.audit.foreignResult(message.data);
    }
  }
}
