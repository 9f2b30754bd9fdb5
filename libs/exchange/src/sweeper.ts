import { CAUSES } from '@ppaas/contracts';
import type { PoolClient } from 'pg';
import type { OutboxRow } from './exchange.store.ts';
import { abortRow, enquiryRow, exchangeRow } from './commands.ts';
import { findRoutes } from './device-route.store.ts';
import type { DeviceRoute } from './device-route.store.ts';
import { cancelled, completeAll, outboxRow } from './exchange-context.ts';
import type { Completed, CompletionInput, ExchangeContext } from './exchange-context.ts';
import type { Exchange } from './exchange.ts';
import { failure, requestOf } from './pos-answer.ts';
import { dispatch, lockDue, schedule } from './recovery.store.ts';
import { decideSweep } from './recovery.ts';
import type { RouteView, SweepAction } from './recovery.ts';

const BATCH = 100;
const DISPATCH_RETRY_MS = 100;

/** An exchange whose time has come, in the sweep's transaction, and where its consequences go. */
interface Due {
  readonly client: PoolClient;
  readonly exchange: Exchange;
  readonly now: Date;
  readonly route: DeviceRoute | undefined;
  readonly outbox: OutboxRow[];
  readonly ends: CompletionInput[];
}

/** The only thing that moves stuck exchanges; killing any process only delays it. */
export class Sweeper {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;
  /** Since when, by `performance.now()`, the platform itself could have heard a device: an outage of ours stops the devices' clocks. */
  #reachableSince = performance.now();

  constructor(private readonly context: ExchangeContext) {}

  start(): void {
    const tick = (): void => {
      this.#running = this.sweep()
        .catch((error: unknown) => {
          // Nobody could be heard meanwhile, whoever spoke.
          this.#reachableSince = performance.now();
          this.context.logger.warn({ err: error }, 'the sweep failed; the next one goes on');
        })
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
    const { bus, database, store, cell, relay, times } = this.context;
    if (!bus.isReachable()) {
      this.#reachableSince = performance.now();
      return;
    }
    for (;;) {
      const ends: CompletionInput[] = [];
      const outbox: OutboxRow[] = [];
      const count = await database.transaction(async (client) => {
        const due = await lockDue(client, { cell, adoptedMs: times.adoptedMs }, BATCH);
        const routes = await findRoutes(client, [...new Set(due.map(({ exchange }) => exchange.deviceId))]);
        for (const { exchange, now } of due)
          await this.#move({ client, exchange, now, route: routes.get(exchange.deviceId), outbox, ends });
        await store.insertOutbox(client, outbox);
        return due.length;
      });
      relay.nudge([...new Set(outbox.map((row) => row.shard))]);
      await completeAll(this.context, ends);
      if (count < BATCH) return;
    }
  }

  async #move(due: Due): Promise<void> {
    const { client, exchange, now, route, outbox, ends } = due;
    const { policy, times } = this.context;
    const ageMs = now.getTime() - exchange.acceptedAt.getTime();
    const { overdue } = policy;
    if (overdue !== undefined && ageMs >= overdue.afterMs) {
      const completed: Completed = { exchange, state: 'DECLINED', answer: overdue.answer(exchange) };
      ends.push({ completed, cause: CAUSES.noAnswerInTime });
      return schedule(client, exchange, times.enquiryMs, exchange.enquiries);
    }
    const action = decideSweep(exchange, this.#view(route), now, times, Math.random());
    if ('nextMs' in action) {
      const nextMs = overdue === undefined ? action.nextMs : Math.min(action.nextMs, overdue.afterMs - ageMs);
      return this.#carryOn(due, { ...action, nextMs });
    }
    if (action.kind === 'rest') return schedule(client, exchange, null, exchange.enquiries);
    if (action.kind === 'dispatch') return this.#dispatch(client, exchange, route, outbox);
    if (action.kind === 'attention') return this.#callForAttention(client, exchange, action.reason, outbox);
    ends.push(exchange.abortRequestedAt !== null ? cancelled(exchange) : notReady(exchange));
    return schedule(client, exchange, times.enquiryMs, exchange.enquiries);
  }

  /** The route as recovery sees it: an outage of ours stops the device's clock. */
  #view(route: DeviceRoute | undefined): RouteView | null {
    if (route === undefined) return null;
    const connectedMs = route.asOf.getTime() - route.connectedAt.getTime();
    return { ...route, backMs: Math.min(connectedMs, performance.now() - this.#reachableSince) };
  }

  async #carryOn(
    { client, exchange, route, outbox }: Due,
    action: Extract<SweepAction, { readonly nextMs: number }>,
  ): Promise<void> {
    switch (action.kind) {
      case 'abort': {
        const row = await abortRow(this.context, client, exchange, CAUSES.timeout);
        if (row !== undefined) outbox.push(row);
        return schedule(client, exchange, action.nextMs, exchange.enquiries);
      }
      case 'unknown': {
        if (action.enquire && route !== undefined) outbox.push(enquiryRow(this.context, exchange, route));
        const { cause, nextMs } = action;
        await this.context.store.move(client, exchange, 'UNKNOWN', {
          cause,
          nextMs,
          enquiries: exchange.enquiries + 1,
        });
        return;
      }
      case 'enquire': {
        if (route === undefined) return;
        outbox.push(enquiryRow(this.context, exchange, route));
        const isAborted = exchange.abortRequestedAt !== null;
        const abort = isAborted ? await abortRow(this.context, client, exchange, CAUSES.abortedByPos) : undefined;
        if (abort !== undefined) outbox.push(abort);
        return schedule(client, exchange, action.nextMs, exchange.enquiries + 1);
      }
      case 'wait':
        return schedule(client, exchange, action.nextMs, exchange.enquiries);
    }
  }

  async #callForAttention(client: PoolClient, exchange: Exchange, reason: string, outbox: OutboxRow[]): Promise<void> {
    const { policy, store, logger } = this.context;
    const change = { cause: reason, nextMs: null, attentionReason: reason };
    if (!(await store.move(client, exchange, 'NEEDS_ATTENTION', change))) return;
    logger.warn({ exchangeId: exchange.exchangeId, reason }, 'an exchange needs attention');
    const told = policy.needsAttention?.(exchange, reason) ?? [];
    outbox.push(...told.map((message) => outboxRow(this.context, message)));
  }

  async #dispatch(
    client: PoolClient,
    exchange: Exchange,
    route: DeviceRoute | undefined,
    outbox: OutboxRow[],
  ): Promise<void> {
    const { policy, times } = this.context;
    const isReady = route?.connected === true && ((await policy.isReady?.(client, exchange)) ?? true);
    if (!isReady || route === undefined) return schedule(client, exchange, DISPATCH_RETRY_MS, exchange.enquiries);
    const notAfter = new Date(route.asOf.getTime() + times.commandLifeMs).toISOString();
    const { instance, epoch, serialNumber, bootId, journalId, journalSequence } = route;
    const address = { instance, epoch, serialNumber, bootId, journalId, journalSequence, notAfter };
    if (await dispatch(client, exchange, address, times.ackMs))
      outbox.push(exchangeRow(this.context, exchange, route, notAfter));
  }
}

const notReady = (exchange: Exchange): CompletionInput => ({
  completed: {
    exchange,
    state: 'NOT_STARTED',
    answer: failure(requestOf(exchange), 'UnavailableDevice', 'not started: the device could not be made ready'),
  },
  cause: CAUSES.notReady,
  isConditional: true,
});
