import type { PoolClient } from 'pg';
import type { OutboxRow } from './exchange.store.ts';
import { abortRow, enquiryRow, exchangeRow } from './commands.ts';
import { findRoutes } from './device-route.store.ts';
import type { DeviceRoute } from './device-route.store.ts';
import { completeAll, outboxRow } from './exchange-context.ts';
import type { Completed, ExchangeContext } from './exchange-context.ts';
import type { Exchange } from './exchange.ts';
import { failure, requestOf } from './pos-answer.ts';
import { decideSweep } from './recovery.ts';
import type { SweepAction } from './recovery.ts';

const BATCH = 100;
const DISPATCH_RETRY_MS = 100;

/** The only thing that moves stuck exchanges; killing any process only delays it. */
export class Sweeper {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;
  /** Since when the platform itself could have heard a device: an outage of ours stops the devices' clocks. */
  #reachableSince = new Date();

  constructor(private readonly context: ExchangeContext) {}

  start(): void {
    const tick = (): void => {
      this.#running = this.sweep()
        .catch((error: unknown) => this.context.logger.warn({ err: error }, 'the sweep failed; the next one goes on'))
        .finally(() => {
          if (!this.#isStopped) this.#timer = setTimeout(tick, this.context.times.sweepMs);
        })
        .then(() => undefined);
    };
    tick();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** One pass over what is due. */
  async sweep(): Promise<void> {
    const { bus, database, store, cell, relay } = this.context;
    if (!bus.isReachable()) {
      this.#reachableSince = new Date();
      return;
    }
    for (;;) {
      const ends: { completed: Completed; cause: string }[] = [];
      const outbox: OutboxRow[] = [];
      const count = await database.transaction(async (client) => {
        const due = await store.lockDue(client, cell, BATCH);
        const routes = await findRoutes(client, [...new Set(due.map((exchange) => exchange.deviceId))]);
        for (const exchange of due) await this.#move(client, exchange, routes.get(exchange.deviceId), outbox, ends);
        await store.insertOutbox(client, outbox);
        return due.length;
      });
      relay.nudge([...new Set(outbox.map((row) => row.shard))]);
      await completeAll(this.context, ends);
      if (count < BATCH) return;
    }
  }

  async #move(
    client: PoolClient,
    exchange: Exchange,
    route: DeviceRoute | undefined,
    outbox: OutboxRow[],
    ends: { completed: Completed; cause: string }[],
  ): Promise<void> {
    const { policy, store, times, logger } = this.context;
    const now = new Date();
    const { overdue } = policy;
    if (overdue !== undefined && now.getTime() - exchange.acceptedAt.getTime() >= overdue.afterMs) {
      ends.push({
        completed: { exchange, state: 'DECLINED', answer: overdue.answer(exchange) },
        cause: 'no answer in time',
      });
      return store.schedule(client, exchange, times.enquiryMs, exchange.enquiries);
    }
    const view =
      route === undefined
        ? null
        : { ...route, connectedAt: new Date(Math.max(route.connectedAt.getTime(), this.#reachableSince.getTime())) };
    const action: SweepAction = decideSweep(exchange, view, now, times, Math.random());
    const clip = (nextMs: number): number =>
      overdue === undefined
        ? nextMs
        : Math.min(nextMs, overdue.afterMs - (now.getTime() - exchange.acceptedAt.getTime()));
    switch (action.kind) {
      case 'dispatch':
        return this.#dispatch(client, exchange, route, outbox);
      case 'giveUp': {
        const answer = failure(
          requestOf(exchange),
          'UnavailableDevice',
          'not started: the device could not be made ready',
        );
        ends.push({ completed: { exchange, state: 'NOT_STARTED', answer }, cause: 'the device was not ready in time' });
        return store.schedule(client, exchange, times.enquiryMs, exchange.enquiries);
      }
      case 'abort': {
        const row = await abortRow(this.context, client, exchange, 'timeout');
        if (row !== undefined) outbox.push(row);
        return store.schedule(client, exchange, clip(action.nextMs), exchange.enquiries);
      }
      case 'unknown':
        if (action.enquire && route !== undefined) outbox.push(enquiryRow(this.context, exchange, route));
        await store.move(client, exchange, 'UNKNOWN', {
          cause: action.cause,
          nextMs: clip(action.nextMs),
          enquiries: exchange.enquiries + 1,
        });
        return;
      case 'enquire': {
        if (route === undefined) return;
        outbox.push(enquiryRow(this.context, exchange, route));
        const abort =
          exchange.abortRequestedAt === null
            ? undefined
            : await abortRow(this.context, client, exchange, 'aborted by the point of sale');
        if (abort !== undefined) outbox.push(abort);
        return store.schedule(client, exchange, clip(action.nextMs), exchange.enquiries + 1);
      }
      case 'attention':
        logger.warn({ exchangeId: exchange.exchangeId, reason: action.reason }, 'an exchange needs attention');
        if (
          await store.move(client, exchange, 'NEEDS_ATTENTION', {
            cause: action.reason,
            nextMs: null,
            attentionReason: action.reason,
          })
        ) {
          const told = policy.needsAttention?.(exchange, action.reason) ?? [];
          outbox.push(...told.map((message) => outboxRow(this.context, message)));
        }
        return;
      case 'wait':
        return store.schedule(client, exchange, clip(action.nextMs), exchange.enquiries);
    }
  }

  async #dispatch(
    client: PoolClient,
    exchange: Exchange,
    route: DeviceRoute | undefined,
    outbox: OutboxRow[],
  ): Promise<void> {
    const { policy, store, times } = this.context;
    const isReady = route?.connected === true && ((await policy.isReady?.(client, exchange)) ?? true);
    if (!isReady || route === undefined) return store.schedule(client, exchange, DISPATCH_RETRY_MS, exchange.enquiries);
    const notAfter = new Date(Date.now() + times.commandLifeMs).toISOString();
    const { instance, epoch, serialNumber, bootId, journalId, journalSequence } = route;
    const address = { instance, epoch, serialNumber, bootId, journalId, journalSequence, notAfter };
    if (await store.dispatch(client, exchange, address, times.ackMs))
      outbox.push(exchangeRow(this.context, exchange, route, notAfter));
  }
}
