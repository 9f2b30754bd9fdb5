import { CAUSES, causeWith } from '@ppaas/contracts';
import { responseOf } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import type { Incoming } from '@ppaas/messaging';
import { isPaired, isSameSale, saidBy } from './device-word.ts';
import { deviceConnected, deviceDisconnected } from './device-connections.ts';
import { commitTold, completeAll } from './exchange-context.ts';
import type { Completed, ExchangeContext } from './exchange-context.ts';
import { isEnd } from './exchange.ts';
import type { EndState, Exchange, ExchangeState } from './exchange.ts';
import { failure, forPos, repeatedAnswer, requestOf } from './pos-answer.ts';
import { clockOf, stillRunning } from './recovery.store.ts';
import { decideEnquiry, decideResult, furthest } from './recovery.ts';
import { noteSaid } from './seen.ts';
import { waitsForDevice } from './sent-away.ts';

type DeviceEvent = Incoming<'transactionDeviceEvents'>;
type DataOf<T extends DeviceEvent['type']> = Extract<DeviceEvent, { type: T }>['data'];

interface End {
  readonly completed: Completed;
  readonly cause: string;
  /** A decision of ours: it holds only for the row it was made on. A device's result always counts. */
  readonly isConditional: boolean;
  /** The connection whose result may be released now. */
  readonly release?: { readonly instance: string };
}

/** Rounds of one batch: each takes one word of each exchange, and those whose row has changed meanwhile again. */
const ROUNDS_MAX = 50;

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
      if (message.type === 'DeviceConnected') await deviceConnected(this.context, message.data);
      else await deviceDisconnected(this.context, message.data);
    }
    await this.#applyRun(run);
  }

  async #applyRun(messages: readonly DeviceEvent[]): Promise<void> {
    const mine = messages.filter(
      (message) => 'exchangeId' in message.data && message.data.exchangeId.startsWith(this.context.policy.owner),
    );
    if (mine.length === 0) return;
    const answered = new Set<string>();
    for (const message of mine) {
      if (message.type === 'ExchangeAnswered') answered.add(message.data.exchangeId);
      else noteSaid(this.context, message);
    }
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
      const cause = message.type === 'ExchangeAcknowledged' ? CAUSES.acknowledged : message.data.stage;
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
    let pending: readonly DeviceEvent[] = decisive;
    for (let round = 0; pending.length > 0; round += 1) {
      if (round === ROUNDS_MAX) throw new Error(`a batch is not settled after ${ROUNDS_MAX} rounds`);
      pending = await this.#round(pending, round === 0);
    }
  }

  /** One word of each exchange. @returns what is to be decided again: second words, and words on rows that have changed. */
  async #round(messages: readonly DeviceEvent[], isFirst: boolean): Promise<DeviceEvent[]> {
    const first = new Map<string, DeviceEvent>();
    const later: DeviceEvent[] = [];
    for (const message of messages) {
      const id = 'exchangeId' in message.data ? message.data.exchangeId : '';
      if (first.has(id)) later.push(message);
      else first.set(id, message);
    }
    const exchanges = await this.#exchanges(first, isFirst);
    const ends: End[] = [];
    for (const [id, message] of first) ends.push(...(await this.#word(exchanges.get(id), message)));
    const moved = await completeAll(this.context, ends);
    for (const { completed, release } of ends) {
      const { exchange } = completed;
      const { deviceId, exchangeId } = exchange;
      if (release === undefined || !moved.has(exchangeId)) continue;
      this.context.releases.add(release.instance, deviceId, exchangeId);
      this.context.metrics.told(exchange, first.get(exchangeId)?.time ?? '');
    }
    const missed = ends.map(({ completed }) => completed.exchange.exchangeId).filter((id) => !moved.has(id));
    return [...missed.flatMap((id) => first.get(id) ?? []), ...later];
  }

  /**
   * The exchanges that are spoken of. A result counts whatever the row has become, so that of an exchange accepted here is
   * decided on what was accepted; where the row was at an end already, the next round reads it.
   */
  async #exchanges(words: ReadonlyMap<string, DeviceEvent>, isFirst: boolean): Promise<Map<string, Exchange>> {
    const { store, database, waiters } = this.context;
    const known = new Map<string, Exchange>();
    for (const [id, { type }] of words) {
      const accepted = isFirst && type === 'ExchangeAnswered' ? waiters.accepted(id) : undefined;
      if (accepted !== undefined && accepted.state !== 'ACCEPTED') known.set(id, accepted);
    }
    const unknown = [...words.keys()].filter((id) => !known.has(id));
    for (const [id, exchange] of await store.find(database.pool, unknown)) known.set(id, exchange);
    return known;
  }

  async #word(exchange: Exchange | undefined, message: DeviceEvent): Promise<End[]> {
    if (message.type === 'ExchangeAnswered') {
      noteSaid(this.context, message, exchange);
      return this.#answered(exchange, message.data);
    }
    if (exchange === undefined || isEnd(exchange.state)) return [];
    if (message.type === 'EnquiryAnswered') return this.#enquired(exchange, message.data);
    if (message.type === 'CommandRefused') return this.#refused(exchange, message.data);
    if (message.type === 'CommandUnproven') await this.#unproven(exchange, message.data);
    return [];
  }

  async #answered(exchange: Exchange | undefined, event: DataOf<'ExchangeAnswered'>): Promise<End[]> {
    const answer = event.message as unknown as NexoMessage;
    const outcome =
      exchange !== undefined && !isPaired(exchange, answer) ? undefined : this.context.policy.outcomeOf(answer);
    if (outcome === undefined) return this.#noEnd(event);
    const decision = exchange === undefined ? { kind: 'foreign' as const } : decideResult(exchange, outcome, event);
    if (exchange === undefined || decision.kind === 'foreign') {
      await this.#foreign(event);
      return [];
    }
    if (decision.kind === 'complete') {
      if (!isSameSale(requestOf(exchange), answer)) {
        this.context.metrics.foreign();
        return this.#noEnd(event);
      }
      const completed = { exchange, state: decision.state, answer: this.#forPos(exchange, answer) };
      return [{ completed, cause: CAUSES.answered, isConditional: false, release: event }];
    }
    if (decision.kind === 'contradiction') await this.#contradict(exchange, outcome, event);
    this.context.releases.add(event.instance, event.deviceId, exchange.exchangeId);
    return [];
  }

  #noEnd({ exchangeId, deviceId }: DataOf<'ExchangeAnswered'>): End[] {
    this.context.logger.error(
      { exchangeId, deviceId },
      'the answer of the device is no end of this exchange; it goes on',
    );
    return [];
  }

  /** Neither taken nor released: the device says it again after each Welcome, and the audit keeps it once. */
  async #foreign(event: DataOf<'ExchangeAnswered'>): Promise<void> {
    const { exchangeId, deviceId, tenantId, instance, epoch, serialNumber } = event;
    const result = { exchangeId, deviceId, tenantId, instance, epoch, serialNumber };
    this.context.metrics.foreign();
    this.context.logger.error(result, 'result of an exchange that was not sent to this device: refused');
    await commitTold(this.context, () => Promise.resolve(this.context.policy.foreign(result)));
  }

  async #contradict(exchange: Exchange, outcome: EndState, event: DataOf<'ExchangeAnswered'>): Promise<void> {
    const { store, logger, policy } = this.context;
    const said = { state: outcome, answer: JSON.stringify(event.message), serialNumber: event.serialNumber };
    const isNew = await commitTold(this.context, async (client) =>
      (await store.recordContradiction(client, exchange.exchangeId, said))
        ? (policy.contradicted?.(exchange, outcome) ?? [])
        : undefined,
    );
    if (isNew) this.context.metrics.contradicted(exchange);
    if (isNew)
      logger.error(
        { exchangeId: exchange.exchangeId, state: exchange.state, reported: outcome },
        'the device contradicts the answer already given',
      );
  }

  async #enquired(exchange: Exchange, event: DataOf<'EnquiryAnswered'>): Promise<End[]> {
    const status = event.message as unknown as NexoMessage;
    const request = requestOf(exchange);
    const given = repeatedAnswer(request, status);
    const repeated = given !== undefined && isSameSale(request, given) ? given : undefined;
    const said = saidBy(
      responseOf(status),
      repeated === undefined ? undefined : this.context.policy.outcomeOf(repeated),
    );
    const now = await clockOf(this.context.database.pool);
    const decision = decideEnquiry(exchange, said, event, now, this.context.times);
    switch (decision.kind) {
      case 'complete': {
        const answer =
          said === 'NOT_FOUND' || repeated === undefined
            ? failure(request, 'UnavailableDevice', 'not started: the device never received it')
            : repeated;
        return [
          {
            completed: { exchange, state: decision.state, answer: this.#forPos(exchange, answer) },
            cause: CAUSES.toldByEnquiry,
            isConditional: said === 'NOT_FOUND',
            ...(said !== 'NOT_FOUND' && { release: event }),
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

  /** Provably not started: the process that owned the connection never wrote it. A device that we sent away is waited for. */
  async #refused(exchange: Exchange, event: DataOf<'CommandRefused'>): Promise<End[]> {
    if (exchange.address?.epoch !== event.epoch || (exchange.state !== 'DISPATCHING' && exchange.state !== 'UNKNOWN'))
      return [];
    if (await waitsForDevice(this.context, exchange, event)) return [];
    const request = requestOf(exchange);
    const answer = failure(
      request,
      'UnavailableDevice',
      `not started: the connection to the device was ${event.reason}`,
    );
    return [
      {
        completed: { exchange, state: 'NOT_STARTED', answer },
        cause: causeWith('commandRefused', event.reason),
        isConditional: true,
      },
    ];
  }

  async #unproven(exchange: Exchange, event: DataOf<'CommandUnproven'>): Promise<void> {
    if (exchange.state !== 'DISPATCHING' || exchange.address?.epoch !== event.epoch) return;
    await this.context.store.move(this.context.database.pool, exchange, 'UNKNOWN', {
      cause: CAUSES.unproven,
      nextMs: 0,
    });
  }
}
