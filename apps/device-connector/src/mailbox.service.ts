import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Incoming } from '@ppaas/messaging';
import { SYSTEM_CLOCK, type Clock } from '@ppaas/service';
import { CommandLedger } from './command-ledger.ts';
import { Connections } from './connections.ts';
import { ConnectorMetrics } from './connector-metrics.ts';
import { CONNECTOR_CONFIG, type ConnectorConfig } from './device-connector.config.ts';
import { DeviceEvents } from './device-events.ts';

type Command = Incoming<'deviceCommands'>;
type Deliver = Extract<Command, { type: 'DeliverExchange' }>;
type Enquiry = Extract<Command, { type: 'DeliverEnquiry' }>['data'];
type Release = Extract<Command, { type: 'ReleaseResult' }>['data'];

const FORGET_EVERY_MS = 60_000;

/** Carries out the commands of the mailbox. Nothing here waits for a device. */
@Injectable()
export class MailboxService implements OnApplicationShutdown {
  readonly connections = new Connections();
  readonly ledger = new CommandLedger();
  private readonly forgetting: NodeJS.Timeout;

  constructor(
    @Inject(CONNECTOR_CONFIG) private readonly config: ConnectorConfig,
    @Inject(DeviceEvents) private readonly events: DeviceEvents,
    @Inject(ConnectorMetrics) private readonly metrics: ConnectorMetrics,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {
    this.forgetting = setInterval(() => this.ledger.forget(this.clock.now().getTime()), FORGET_EVERY_MS);
    this.forgetting.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.forgetting);
  }

  /** @throws Error when a refusal could not be published: the batch comes again, and each choice is the same then */
  async carryOut(commands: readonly Command[]): Promise<void> {
    const said: Promise<void>[] = [];
    for (const command of commands) {
      const refusal = this.one(command);
      if (refusal !== undefined) said.push(refusal);
    }
    await Promise.all(said);
  }

  private one(command: Command): Promise<void> | undefined {
    switch (command.type) {
      case 'DeliverExchange':
        return this.deliver(command);
      case 'DeliverEnquiry':
        this.enquire(command.data);
        return undefined;
      case 'DeliverAbort':
        this.connections.atEpoch(command.data.epoch)?.abort(command.data.message);
        return undefined;
      case 'ReleaseResult':
        this.release(command.data);
        return undefined;
    }
  }

  /** Dropped when the connection is gone: it will be asked again. */
  private enquire({ epoch, queryId, exchangeId, message }: Enquiry): void {
    this.connections.atEpoch(epoch)?.enquire(queryId, exchangeId, message);
  }

  private release({ deviceId, exchangeId, journalSequence, serialNumber, journalId }: Release): void {
    for (const connection of this.connections.ofDevice(deviceId)) {
      if (exchangeId !== undefined) connection.release({ ExchangeIdentification: exchangeId });
      if (journalSequence === undefined) continue;
      // The same number in another journal is another sale, which nobody may have stored.
      const isItsJournal =
        (serialNumber ?? connection.identity.serialNumber) === connection.identity.serialNumber &&
        (journalId ?? connection.journalId) === connection.journalId;
      if (isItsJournal) connection.release({ journalSequence });
    }
  }

  private deliver(command: Deliver): Promise<void> | undefined {
    const { data, time } = command;
    const { exchangeId, epoch, deviceId } = data;
    const { INSTANCE: instance } = this.config;
    const connection = this.connections.atEpoch(epoch);
    const decision = this.ledger.decide(
      { exchangeId, epoch, deviceId, notAfterMs: Date.parse(data.notAfter) },
      this.clock.now().getTime(),
      () => (connection === undefined ? 'superseded' : connection.obstacle()),
    );
    switch (decision.kind) {
      case 'write':
        connection?.deliver(exchangeId, data.message, command);
        if (connection !== undefined && exchangeId.startsWith('T')) {
          const { tenantId } = connection.identity;
          this.metrics.staged('delivered', tenantId, Math.max(0, Date.now() - Date.parse(time)) / 1000);
        }
        return undefined;
      case 'written':
        return undefined;
      case 'unproven':
        this.metrics.refused.inc({ reason: 'unproven' });
        return this.events.publish('CommandUnproven', { deviceId, instance, epoch, exchangeId });
      case 'refused': {
        const { reason, owner, returnsWithinMs } = decision;
        const { tenantId, serialNumber } = owner;
        this.metrics.refused.inc({ reason });
        return this.events.publish('CommandRefused', {
          deviceId,
          tenantId,
          serialNumber,
          instance,
          epoch,
          exchangeId,
          reason,
          ...(returnsWithinMs !== undefined && { returnsWithinMs }),
        });
      }
    }
  }
}
