import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DeviceEvents, ExchangeEngine, commitTold, makeDue, projectRegistry } from '@ppaas/exchange';
import { eventPattern } from '@ppaas/messaging';
import type { Incoming, IncomingBatch } from '@ppaas/messaging';
import { recordStandAlone } from './stand-alone.store.ts';
import { projectSessions } from './transaction.store.ts';

const DUE_NOW_MS = 0;

/** Kafka: topic → handler. A handler that throws gets the same batch again. */
@Controller()
export class TransactionConsumers {
  readonly #deviceEvents: DeviceEvents;

  constructor(private readonly engine: ExchangeEngine) {
    this.#deviceEvents = new DeviceEvents(engine.context);
  }

  @EventPattern(eventPattern('transactionDeviceEvents'))
  async deviceEvents(@Payload() batch: IncomingBatch<'transactionDeviceEvents'>): Promise<void> {
    await this.#deviceEvents.apply(batch.messages);
    for (const message of batch.messages)
      if (message.type === 'StandAloneReported') await this.#standAlone(message.data);
  }

  /** A sale nobody asked for is kept, told and released, like any other result. */
  async #standAlone(event: Extract<Incoming<'deviceEvents'>, { type: 'StandAloneReported' }>['data']): Promise<void> {
    const { context } = this.engine;
    const { deviceId, tenantId, serialNumber, journalSequence, instance } = event;
    await commitTold(context, async (client) => {
      const sale = await recordStandAlone(client, event);
      if (sale === undefined) return undefined;
      const { journalId } = event;
      const data = {
        deviceId,
        tenantId,
        serialNumber,
        journalId,
        journalSequence,
        at: new Date().toISOString(),
        ...sale,
      };
      return [
        { topic: 'transactionEvents' as const, type: 'StandAloneRecorded' as const, key: deviceId, tenantId, data },
      ];
    });
    try {
      await context.bus.publish([
        {
          topic: 'deviceCommands',
          type: 'ReleaseResult',
          key: deviceId,
          instance,
          data: { deviceId, journalSequence, serialNumber, journalId: event.journalId },
        },
      ]);
    } catch (error) {
      context.logger.warn({ err: error, deviceId, journalSequence }, 'not released; the device will send it again');
    }
  }

  @EventPattern(eventPattern('registryEvents'))
  async registryEvents(@Payload() batch: IncomingBatch<'registryEvents'>): Promise<void> {
    await projectRegistry(this.engine.context.database.pool, batch.messages);
  }

  @EventPattern(eventPattern('sessionEvents'))
  async sessionEvents(@Payload() batch: IncomingBatch<'sessionEvents'>): Promise<void> {
    const { database } = this.engine.context;
    const ready = await projectSessions(database.pool, batch.messages);
    for (const deviceId of new Set(ready)) await makeDue(database.pool, deviceId, DUE_NOW_MS);
  }
}
