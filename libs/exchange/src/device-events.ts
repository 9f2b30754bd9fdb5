import { responseOf } from '@ppaas/nexo';
import type { NexoMessage, ResponseReason } from '@ppaas/nexo';
import type { Incoming } from '@ppaas/messaging';
import { routeConnected, routeDisconnected } from './device-route.store.ts';
import { commitTold, completeAll } from './exchange-context.ts';
import type { Completed, ExchangeContext } from './exchange-context.ts';
import { isEnd } from './exchange.ts';
import type { EndState, Exchange, ExchangeState } from './exchange.ts';
import { failure, forPos, repeatedAnswer, requestOf } from './pos-answer.ts';
import { loseConnections, makeDue, stillRunning } from './recovery.store.ts';
import { decideEnquiry, decideResult, furthest } from './recovery.ts';

const REFUSED = 'refused by the connector';

type DeviceEvent = Incoming<'deviceEvents'>;
type DataOf<T extends DeviceEvent['type']> = Extract<DeviceEvent, { type: T }>['data'];

interface End {
  readonly completed: Completed;
  readonly cause: string;
  readonly from: { readonly serialNumber: string; readonly instance: string };
}

/** The word of an enquiry's answer. A failed enquiry says nothing about the exchange. */
function saidBy(
  reason: ResponseReason | undefined,
  repeated: EndState | undefined,
): EndState | 'IN_PROGRESS' | 'NOT_FOUND' | 'FAILED' {
  if (reason === 'NotFound') return 'NOT_FOUND';
  if (reason === 'InProgress' || reason === 'Busy') return 'IN_PROGRESS';
  return repeated ?? 'FAILED';
}

/** Applies what the devices said to the exchanges of one owner. */
export class DeviceEvents {
  constructor(private readonly context: ExchangeContext) {}

  /** One batch of a partition, in order: results are collected and committed together, a change of connection comes in between. */
  async apply(messages: readonly DeviceEvent[]): Promise<void> {
    let run: DeviceEvent[] = [];
    for (const message of messages) {
      if (message.type !== 'DeviceConnected' && message.type !== 'DeviceDisconnected') {
        run.push(message);
        continue;
      }
      await this.#applyRun(run);
      run = [];
      if (message.type === 'DeviceConnected') await this.#connected(message.data);
      else await this.#disconnected(message.data);
    }
    await this.#applyRun(run);
  }

  async #connected(event: DataOf<'DeviceConnected'>): Promise<void> {
    const { database, times } = this.context;
    if (!(await routeConnected(database.pool, event))) return;
    // The device sends its unreleased results right after Welcome: the enquiry comes a little later.
    const settleMs = Math.round(times.enquiryMs / 10);
    await loseConnections(database.pool, event.deviceId, event.epoch - 1, 'the device reconnected', settleMs);
    await makeDue(database.pool, event.deviceId, settleMs);
  }

  async #disconnected(event: DataOf<'DeviceDisconnected'>): Promise<void> {
    const { database, times } = this.context;
    await routeDisconnected(database.pool, event);
    await loseConnections(
      database.pool,
      event.deviceId,
      event.epoch,
      `the device disconnected: ${event.reason}`,
      times.ackMs,
    );
  }

  async #applyRun(messages: readonly DeviceEvent[]): Promise<void> {
    const mine = messages.filter(
      (message) => 'exchangeId' in message.data && message.data.exchangeId.startsWith(this.context.policy.owner),
    );
    if (mine.length === 0) return;
    const answered = new Set<string>();
    for (const message of mine) if (message.type === 'ExchangeAnswered') answered.add(message.data.exchangeId);
    await this.#advance(
      mine.filter((message) => 'exchangeId' in message.data && !answered.has(message.data.exchangeId)),
    );
    await this.#decide(mine);
  }

  /** Only each exchange's furthest state is written, and none for an exchange whose answer is in the same batch. */
  async #advance(messages: readonly DeviceEvent[]): Promise<void> {
    const moves = new Map<string, { state: ExchangeState; cause: string }>();
    for (const message of messages) {
      if (message.type !== 'ExchangeAcknowledged' && message.type !== 'ExchangeProgressed') continue;
      const { exchangeId } = message.data;
      const state = message.type === 'ExchangeAcknowledged' ? 'DISPATCHED' : 'IN_PROGRESS';
      const cause = message.type === 'ExchangeAcknowledged' ? 'acknowledged' : message.data.stage;
      const before = moves.get(exchangeId);
      moves.set(
        exchangeId,
        before !== undefined && furthest(before.state, state) === before.state && before.state !== state
          ? before
          : { state, cause },
      );
    }
    await this.context.store.advance(this.context.database.pool, moves, this.#lookMs());
  }

  /** When an exchange that runs is looked at again: when the platform would abort it, or end it. */
  #lookMs(): number {
    const { times, policy } = this.context;
    return Math.min(times.abortMs, policy.overdue?.afterMs ?? times.abortMs);
  }

  #forPos(exchange: Exchange, answer: NexoMessage): NexoMessage {
    const { policy } = this.context;
    return forPos(requestOf(exchange), policy.translate?.(exchange, answer) ?? answer);
  }

  async #decide(messages: readonly DeviceEvent[]): Promise<void> {
    const decisive = messages.filter(
      (message) => message.type !== 'ExchangeAcknowledged' && message.type !== 'ExchangeProgressed',
    );
    if (decisive.length === 0) return;
    const { store, database } = this.context;
    const exchanges = await store.find(
      database.pool,
      decisive.map((message) => ('exchangeId' in message.data ? message.data.exchangeId : '')),
    );
    const ends: End[] = [];
    for (const message of decisive) {
      const exchange = 'exchangeId' in message.data ? exchanges.get(message.data.exchangeId) : undefined;
      if (message.type === 'ExchangeAnswered') ends.push(...(await this.#answered(exchange, message.data)));
      else if (exchange === undefined || isEnd(exchange.state)) continue;
      else if (message.type === 'EnquiryAnswered') ends.push(...(await this.#enquired(exchange, message.data)));
      else if (message.type === 'CommandRefused') ends.push(...this.#refused(exchange, message.data));
      else if (message.type === 'CommandUnproven') await this.#unproven(exchange, message.data);
    }
    await this.#commit(ends);
  }

  async #answered(exchange: Exchange | undefined, event: DataOf<'ExchangeAnswered'>): Promise<End[]> {
    const answer = event.message as unknown as NexoMessage;
    const outcome = this.context.policy.outcomeOf(answer);
    if (outcome === undefined) {
      this.context.logger.warn(
        { exchangeId: event.exchangeId, deviceId: event.deviceId },
        'the answer of the device is no end; the exchange goes on',
      );
      return [];
    }
    const decision = exchange === undefined ? { kind: 'foreign' as const } : decideResult(exchange, outcome, event);
    if (exchange === undefined || decision.kind === 'foreign') {
      this.context.logger.error(
        { exchangeId: event.exchangeId, deviceId: event.deviceId, serialNumber: event.serialNumber },
        'result of an exchange that was not sent to this device: refused',
      );
      return [];
    }
    if (decision.kind === 'complete') {
      const completed = { exchange, state: decision.state, answer: this.#forPos(exchange, answer) };
      return [{ completed, cause: 'answered by the device', from: event }];
    }
    if (decision.kind === 'contradiction') await this.#contradict(exchange, outcome, event);
    await this.#release(event.instance, event.deviceId, [exchange.exchangeId]);
    return [];
  }

  async #contradict(exchange: Exchange, outcome: EndState, event: DataOf<'ExchangeAnswered'>): Promise<void> {
    const { store, logger, policy } = this.context;
    const said = { state: outcome, answer: JSON.stringify(event.message), serialNumber: event.serialNumber };
    const isNew = await commitTold(this.context, async (client) =>
      (await store.recordContradiction(client, exchange.exchangeId, said))
        ? (policy.contradicted?.(exchange, outcome) ?? [])
        : undefined,
    );
    if (isNew)
      logger.error(
        { exchangeId: exchange.exchangeId, state: exchange.state, reported: outcome },
        'the device contradicts the answer already given',
      );
  }

  async #enquired(exchange: Exchange, event: DataOf<'EnquiryAnswered'>): Promise<End[]> {
    const status = event.message as unknown as NexoMessage;
    const request = requestOf(exchange);
    const repeated = repeatedAnswer(request, status);
    const reason = responseOf(status)?.ResponseReason;
    const said = saidBy(reason, repeated === undefined ? undefined : this.context.policy.outcomeOf(repeated));
    const decision = decideEnquiry(exchange, said, event);
    switch (decision.kind) {
      case 'complete': {
        const answer =
          said === 'NOT_FOUND' || repeated === undefined
            ? failure(request, 'UnavailableDevice', 'not started: the device never received it')
            : repeated;
        return [
          {
            completed: { exchange, state: decision.state, answer: this.#forPos(exchange, answer) },
            cause: 'told by an enquiry',
            from: event,
          },
        ];
      }
      case 'inProgress':
        await stillRunning(this.context.database.pool, exchange, this.#lookMs(), this.context.times.enquiryMs);
        return [];
      case 'attention':
        await this.#attention(exchange, decision.reason);
        return [];
      default:
        return [];
    }
  }

  async #attention(exchange: Exchange, reason: string): Promise<void> {
    const { store, logger, policy } = this.context;
    // It ends when it is overdue: nobody has to look at it.
    if (policy.overdue !== undefined) return;
    const change = { cause: reason, nextMs: null, attentionReason: reason };
    const isMoved = await commitTold(this.context, async (client) =>
      (await store.move(client, exchange, 'NEEDS_ATTENTION', change))
        ? (policy.needsAttention?.(exchange, reason) ?? [])
        : undefined,
    );
    if (isMoved) logger.warn({ exchangeId: exchange.exchangeId, reason }, 'an exchange needs attention');
  }

  /** Provably not started: the process that owned the connection never wrote it. */
  #refused(exchange: Exchange, event: DataOf<'CommandRefused'>): End[] {
    if (exchange.address?.epoch !== event.epoch || (exchange.state !== 'DISPATCHING' && exchange.state !== 'UNKNOWN'))
      return [];
    const request = requestOf(exchange);
    const answer = failure(
      request,
      'UnavailableDevice',
      `not started: the connection to the device was ${event.reason}`,
    );
    return [
      {
        completed: { exchange, state: 'NOT_STARTED', answer },
        cause: `${REFUSED}: ${event.reason}`,
        from: event,
      },
    ];
  }

  async #unproven(exchange: Exchange, event: DataOf<'CommandUnproven'>): Promise<void> {
    if (exchange.state !== 'DISPATCHING' || exchange.address?.epoch !== event.epoch) return;
    await this.context.store.move(this.context.database.pool, exchange, 'UNKNOWN', {
      cause: 'the connector cannot say whether it was written',
      nextMs: 0,
    });
  }

  async #commit(ends: readonly End[]): Promise<void> {
    // The same exchange twice in a batch: the first word counts, the second is decided again below.
    const first = new Map<string, End>();
    for (const end of ends)
      if (!first.has(end.completed.exchange.exchangeId)) first.set(end.completed.exchange.exchangeId, end);
    const moved = await completeAll(this.context, [...first.values()]);
    // Nobody waits for the releases, least of all the next batch.
    for (const { cause, from, completed } of first.values()) {
      const { deviceId, exchangeId } = completed.exchange;
      if (!cause.startsWith(REFUSED)) void this.#release(from.instance, deviceId, [exchangeId]);
    }
    const missed = [...first.keys()].filter((id) => !moved.has(id));
    if (missed.length > 0)
      this.context.logger.warn({ exchangeIds: missed }, 'ended by another in between; the device will tell again');
  }

  /** Best effort: a device sends a result that was not released again after each Welcome. */
  async #release(instance: string, deviceId: string, exchangeIds: readonly string[]): Promise<void> {
    try {
      await this.context.bus.publish(
        exchangeIds.map((exchangeId) => ({
          topic: 'deviceCommands' as const,
          type: 'ReleaseResult' as const,
          key: deviceId,
          instance,
          data: { deviceId, exchangeId },
        })),
      );
    } catch (error) {
      this.context.logger.warn(
        { err: error, exchangeIds },
        'a result could not be released; the device will send it again',
      );
    }
  }
}
