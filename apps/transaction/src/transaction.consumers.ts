import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DeviceEvents, ExchangeEngine, projectRegistry } from '@ppaas/exchange';
import { eventPattern } from '@ppaas/messaging';
import type { IncomingBatch } from '@ppaas/messaging';
import { projectSessions } from './transaction.store.ts';

const DUE_NOW_MS = 0;

/** Kafka: topic → handler. A handler that throws gets the same batch again. */
@Controller()
export class TransactionConsumers {
  readonly #deviceEvents: DeviceEvents;

  constructor(private readonly engine: ExchangeEngine) {
    this.#deviceEvents = new DeviceEvents(engine.context);
  }

  @EventPattern(eventPattern('deviceEvents'))
  async deviceEvents(@Payload() batch: IncomingBatch<'deviceEvents'>): Promise<void> {
    await this.#deviceEvents.apply(batch.messages);
  }

  @EventPattern(eventPattern('registryEvents'))
  async registryEvents(@Payload() batch: IncomingBatch<'registryEvents'>): Promise<void> {
    await projectRegistry(this.engine.context.database.pool, batch.messages);
  }

  @EventPattern(eventPattern('sessionEvents'))
  async sessionEvents(@Payload() batch: IncomingBatch<'sessionEvents'>): Promise<void> {
    const { database, store } = this.engine.context;
    const ready = await projectSessions(database.pool, batch.messages);
    for (const deviceId of new Set(ready)) await store.makeDue(database.pool, deviceId, DUE_NOW_MS);
  }
}
