import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DeviceEvents, ExchangeEngine, commitTold, projectRegistry } from '@ppaas/exchange';
import { eventPattern } from '@ppaas/messaging';
import type { IncomingBatch } from '@ppaas/messaging';
import type { PoolClient } from 'pg';
import { LiveSessions } from './live-session.store.ts';
import { extended } from './session.events.ts';
import { extendSessions, insertTransactionExchanges, keepForSale } from './session.store.ts';
import type { SessionRow } from './session.store.ts';
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

  /** A device that is back may have to be told its session again, or that it has none. A sale that begins keeps its session. */
  @EventPattern(eventPattern('sessionDeviceEvents'))
  async deviceEvents(@Payload() batch: IncomingBatch<'sessionDeviceEvents'>): Promise<void> {
    await this.#deviceEvents.apply(batch.messages);
    const selling = batch.messages.flatMap(({ type, data }) =>
      type === 'ExchangeAcknowledged' && data.exchangeId.startsWith('T') ? [data.deviceId] : [],
    );
    if (selling.length > 0) await this.#extend((client) => keepForSale(client, selling, this.times.saleMs));
    if (batch.messages.some(({ type }) => type === 'DeviceConnected')) this.sweeper.nudge();
  }

  /** A deregistered POS or a removed device ends sessions. */
  @EventPattern(eventPattern('registryEvents'))
  async registryEvents(@Payload() batch: IncomingBatch<'registryEvents'>): Promise<void> {
    const { pool } = this.engine.context.database;
    await projectRegistry(pool, batch.messages);
    const isEnding = batch.messages.some(
      ({ type, data }) => (type === 'PosChanged' || type === 'DeviceChanged') && data.status !== 'ACTIVE',
    );
    if (isEnding) this.sweeper.nudge();
  }

  /** Every exchange that ended in a session keeps it alive; its id is spent for session calls too. */
  @EventPattern(eventPattern('transactionEvents', { only: ['ExchangeCompleted'], lingerMs: 100 }))
  async transactionEvents(@Payload() { messages }: IncomingBatch<'transactionEvents'>): Promise<void> {
    const { database } = this.engine.context;
    const completed = messages.flatMap((message) => (message.type === 'ExchangeCompleted' ? [message.data] : []));
    if (completed.length === 0) return;
    await insertTransactionExchanges(database.pool, completed);
    const used = completed.flatMap(({ sessionId }) => sessionId ?? []);
    if (used.length > 0) await this.#extend((client) => extendSessions(client, used, this.times.lifeMs));
  }

  async #extend(extend: (client: PoolClient) => Promise<readonly SessionRow[]>): Promise<void> {
    let sessions: readonly SessionRow[] = [];
    await commitTold(this.engine.context, async (client) => {
      sessions = await extend(client);
      return sessions.map(extended);
    });
    void this.#live.refresh(sessions.map((session) => session.deviceId));
  }
}
