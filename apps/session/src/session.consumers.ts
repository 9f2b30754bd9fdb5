import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DeviceEvents, ExchangeEngine, outboxRow, projectRegistry } from '@ppaas/exchange';
import { eventPattern } from '@ppaas/messaging';
import type { IncomingBatch } from '@ppaas/messaging';
import { LiveSessions } from './live-session.store.ts';
import { extended } from './session.events.ts';
import { extendSessions, insertTransactionExchanges, lastUse } from './session.store.ts';
import { SessionSweeper } from './session.sweeper.ts';
import { SessionTimes } from './session.times.ts';

/** Kafka: topic → handler. A handler that throws gets the same batch again. */
@Controller()
export class SessionConsumers {
  readonly #deviceEvents: DeviceEvents;
  readonly #live: LiveSessions;

  constructor(
    private readonly engine: ExchangeEngine,
    private readonly sweeper: SessionSweeper,
    private readonly times: SessionTimes,
  ) {
    this.#deviceEvents = new DeviceEvents(engine.context);
    this.#live = new LiveSessions(engine.context);
  }

  /** A device that is back may have to be told its session again, or that it has none. */
  @EventPattern(eventPattern('sessionDeviceEvents'))
  async deviceEvents(@Payload() batch: IncomingBatch<'sessionDeviceEvents'>): Promise<void> {
    await this.#deviceEvents.apply(batch.messages);
    if (batch.messages.some(({ type }) => type === 'DeviceConnected')) this.sweeper.nudge();
  }

  /** A deregistered POS or a removed device ends sessions. */
  @EventPattern(eventPattern('registryEvents'))
  async registryEvents(@Payload() batch: IncomingBatch<'registryEvents'>): Promise<void> {
    await projectRegistry(this.engine.context.database.pool, batch.messages);
    const isEnding = batch.messages.some(
      ({ type, data }) => (type === 'PosChanged' || type === 'DeviceChanged') && data.status !== 'ACTIVE',
    );
    if (isEnding) this.sweeper.nudge();
  }

  /** Every exchange that ended in a session keeps it alive; its id is spent for session calls too. */
  @EventPattern(eventPattern('transactionEvents', { only: ['ExchangeCompleted'], lingerMs: 100 }))
  async transactionEvents(@Payload() { messages }: IncomingBatch<'transactionEvents'>): Promise<void> {
    const { database, store, relay } = this.engine.context;
    const completed = messages.flatMap((message) => (message.type === 'ExchangeCompleted' ? [message.data] : []));
    if (completed.length === 0) return;
    await insertTransactionExchanges(database.pool, completed);
    const usedAt = lastUse(messages);
    if (usedAt.size === 0) return;
    const rows = await database.transaction(async (client) => {
      const sessions = await extendSessions(client, usedAt, this.times.lifeMs);
      const outbox = sessions.map((session) => outboxRow(this.engine.context, extended(session)));
      await store.insertOutbox(client, outbox);
      return outbox;
    });
    relay.nudge([...new Set(rows.map((row) => row.shard))]);
    this.#live.refresh(rows.map((row) => row.key));
  }
}
