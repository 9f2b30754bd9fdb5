import { hash } from 'node:crypto';
import { DomainError } from '@ppaas/contracts';
import { recordHeaders, shardOf } from '@ppaas/messaging';
import { businessContent, headerOf } from '@ppaas/nexo';
import { OutcomeUnknownError, isConnectionLost, isDatabaseAway, isDatabaseUnavailable } from '@ppaas/service';
import type { AcceptCall, AcceptFacts, AcceptInput, AcceptOutcome } from './accept.store.ts';
import type { Accept, AcceptResult, ExchangeRequest, Refuse } from './acceptance.ts';
import { cancelled, completeAll, outboxRow } from './exchange-context.ts';
import type { ExchangeContext } from './exchange-context.ts';
import { channelId, isEnd } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { failure, forDevice } from './pos-answer.ts';
import { GATHERED, Gathering } from './gathering.ts';
import { admit, refusalOf } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { CallOf, Wait } from './waiters.ts';
import { abortRow } from './commands.ts';

/** How long what was read may turn out to be of a moment ago. */
const PATIENCE_MS = 2_000;
const RETRY_MS = 20;

/** Accepts a POS's request once, gets it to one device, and answers exactly once. */
export class ExchangeEngine {
  readonly #accepting: Gathering<AcceptCall, AcceptOutcome>;

  constructor(
    readonly context: ExchangeContext,
    accept: Accept,
    private readonly refuse: Refuse,
  ) {
    const { policy, times } = context;
    const ackMs = policy.overdue === undefined ? times.ackMs : Math.min(times.ackMs, policy.overdue.afterMs);
    const terms = { commandLifeMs: times.commandLifeMs, ackMs };
    const run = async (calls: readonly AcceptCall[]): Promise<AcceptOutcome[]> => {
      const { outcomes, dispatched } = await accept(context.database.pool, calls, terms);
      // A device that is free for a sale has no earlier command that must come first; other calls keep their turn.
      const free = new Set(calls.filter(({ isExclusive }) => isExclusive).map(({ deviceId }) => deviceId));
      context.relay.carry(dispatched.filter(({ key }) => free.has(key)));
      context.relay.nudgeFor(dispatched.filter(({ key }) => !free.has(key)));
      return outcomes;
    };
    this.#accepting = new Gathering(run, {
      ...GATHERED,
      key: (call) => call.exchangeId,
      isCommon: isDatabaseAway,
      patience: { ms: PATIENCE_MS, tooLate: () => new DomainError('platform.unavailable') },
    });
  }

  /**
   * @throws DomainError token.revoked, organisation.notSubscribed, device.unknown, platform.unavailable: nothing was started;
   *   OutcomeUnknownError: send the same again
   */
  async accept(request: ExchangeRequest): Promise<AcceptResult> {
    const { database } = this.context;
    const input = this.#input(request);
    const known = await this.#whenClosed(request, input);
    if (known !== undefined) return known;
    const until = performance.now() + PATIENCE_MS;
    let fault: Error | undefined;
    for (let isLast = false; !isLast; ) {
      isLast = performance.now() >= until;
      const outcome = await this.#tryAccept(request, input);
      const result = outcome instanceof Error ? outcome : await this.#resultOf(outcome, request, input, isLast);
      if (result !== 'again' && !(result instanceof Error)) return result;
      // Whether a broken statement is committed is known only by asking again: the same statement is the question.
      if (result instanceof Error && !(fault instanceof OutcomeUnknownError)) fault = result;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    if (fault !== undefined) throw fault;
    const { rows } = await database.pool.query('select 1 from pos where pos_id = $1', [request.posId]);
    if (rows.length === 0) throw new DomainError('token.revoked');
    throw new DomainError('platform.unavailable', undefined, { retryAfterSeconds: 1 });
  }

  /**
   * Nothing new is taken while Kafka is away, too many calls wait, there is too much to do or the POS is too fast; a copy of a
   * known exchange always is.
   * @throws DomainError platform.unavailable, request.tooMany
   */
  async #whenClosed(request: ExchangeRequest, input: AcceptInput): Promise<AcceptResult | undefined> {
    const { bus, waiters, store, database, shedding } = this.context;
    const cause = waiters.isFull ? 'waiters' : shedding.whyNotStart();
    const isOpen = bus.isReachable() && cause === undefined;
    const over = isOpen ? this.context.quotas.take(request) : undefined;
    if (isOpen && over === undefined) return undefined;
    const known = await store.findOne(database.pool, input.exchangeId);
    if (known !== undefined) return this.#copyOf(known, input);
    if (over !== undefined) throw over;
    if (cause !== undefined) throw shedding.refusal('start', cause);
    throw new DomainError('platform.unavailable', undefined, { retryAfterSeconds: 2 });
  }

  /** What a try came to; `again` when what it read may be of a moment ago. */
  async #resultOf(
    outcome: AcceptOutcome,
    request: ExchangeRequest,
    input: AcceptInput,
    isLast: boolean,
  ): Promise<AcceptResult | 'again'> {
    const { facts, existing } = outcome;
    if (facts !== null) this.context.quotas.learn(facts.tenant_id, facts.exchanges_per_second);
    // A deregistered POS gets not even the answer to what it sent before.
    if (facts !== null && facts.pos_status !== 'ACTIVE') throw new DomainError('token.revoked');
    if (existing !== null) {
      this.context.quotas.giveBack(request);
      return this.#copyOf(existing, input);
    }
    if (outcome.inserted !== null) {
      this.context.answers.listenTo(outcome.inserted.cell);
      this.context.waiters.remember(outcome.inserted);
      if (request.told !== null) this.context.relay.nudge([request.told.shard]);
      return { kind: 'running', exchange: outcome.inserted, isRepeat: false };
    }
    // A POS that was registered a moment ago: its event is still on its way.
    if (facts === null) return 'again';
    admit(facts, request.deviceId);
    const refusal = this.refuse(facts, outcome.extra, request) ?? refusalOf(facts, { ...request, ...request.money });
    if (refusal === 'duplicate') return { kind: 'duplicate' };
    // No objection: a race was lost.
    if (refusal === undefined) return 'again';
    if (!isLast && (await this.context.policy.isPassing?.(this.context, request, refusal))) return 'again';
    const ended = await this.#refuseRow(request, input, facts, refusal);
    if (ended === undefined) return 'again';
    this.context.metrics.ended(ended, 'NOT_STARTED');
    return { kind: 'ended', exchange: ended, isRepeat: false };
  }

  /** @returns an error that may pass: DomainError platform.unavailable when surely nothing was done, OutcomeUnknownError otherwise */
  async #tryAccept(request: ExchangeRequest, input: AcceptInput): Promise<AcceptOutcome | Error> {
    try {
      return await this.#accepting.add({
        ...input,
        requiredService: request.requiredService,
        needsMethod: request.needsMethod,
        isForced: request.isForced,
        told: request.told,
      });
    } catch (error) {
      if (error instanceof DomainError) return error;
      if (!isDatabaseUnavailable(error)) throw error;
      return isConnectionLost(error) ? new OutcomeUnknownError(error) : new DomainError('platform.unavailable');
    }
  }

  #input(request: ExchangeRequest): AcceptInput {
    const { policy, cell } = this.context;
    const exchangeIdentification = headerOf(request.request).ExchangeIdentification;
    const exchangeId = channelId(policy.owner, request.posId, exchangeIdentification);
    const about = {
      type: 'DeliverExchange',
      subject: exchangeId,
      ...(request.traceparent !== null && { traceparent: request.traceparent }),
    };
    return {
      exchangeId,
      exchangeIdentification,
      posId: request.posId,
      deviceId: request.deviceId,
      kind: request.kind,
      isExclusive: request.isExclusive,
      request: JSON.stringify(request.request),
      deviceMessage: JSON.stringify(forDevice(request.request, exchangeId, request.saleId)),
      fingerprint: hash('sha256', businessContent(request.request), 'hex'),
      ...request.money,
      traceparent: request.traceparent,
      vocabulary: request.vocabulary,
      shard: shardOf(request.deviceId),
      headers: recordHeaders(about, { cell, service: policy.service }),
    };
  }

  async #refuseRow(
    request: ExchangeRequest,
    input: AcceptInput,
    facts: AcceptFacts,
    refusal: Refusal,
  ): Promise<Exchange | undefined> {
    const { database, store, cell, policy, relay } = this.context;
    const answer = failure(request.request, refusal.reason, refusal.info);
    const ended = {
      ...input,
      tenantId: facts.tenant_id,
      storeId: facts.store_id,
      saleId: facts.sale_id,
      cell: facts.cell || cell,
      answer: JSON.stringify(answer),
      cause: `${refusal.reason}: ${refusal.info}`,
    };
    const stored = await database.transaction(async (client) => {
      if (!(await store.insertEnded(client, ended))) return undefined;
      const exchange = await store.findOne(client, input.exchangeId);
      if (exchange === undefined) return undefined;
      const told = policy.refused?.({ exchange, state: 'NOT_STARTED', answer }) ?? [];
      await store.insertOutbox(
        client,
        told.map((message) => outboxRow(this.context, message)),
      );
      return exchange;
    }, 'platform');
    if (stored !== undefined) relay.nudge([input.shard]);
    return stored;
  }

  /** Registers a wait; to be called before `accept`. */
  wait(caller: CallOf, exchangeIdentification: string): Wait {
    const exchangeId = channelId(this.context.policy.owner, caller.posId, exchangeIdentification);
    return this.context.waiters.open(exchangeId, caller);
  }

  /**
   * Asks for an exchange to be stopped. A request, not a fact: the device's answer decides.
   * @throws DomainError exchange.unknown
   */
  async abort(posId: string, exchangeIdentification: string, reason: string): Promise<void> {
    const { database, store, relay, policy } = this.context;
    const exchange = await store.findOne(database.caller, channelId(policy.owner, posId, exchangeIdentification));
    if (exchange === undefined || exchange.request === null) throw new DomainError('exchange.unknown');
    if (isEnd(exchange.state)) return;
    if (exchange.state === 'ACCEPTED') {
      const moved = await completeAll(this.context, [cancelled(exchange)]);
      if (moved.size > 0) return;
    }
    const rows = await database.transaction(async (client) => {
      await store.requestAbort(client, exchange.exchangeId);
      // Behind the command, in the same lane.
      const row = await abortRow(this.context, client, exchange, reason, exchange.cell);
      await store.insertOutbox(client, row === undefined ? [] : [row]);
      return row === undefined ? [] : [row];
    }, 'platform');
    relay.nudgeFor(rows);
  }

  /** What a known exchange is to a request with this content; who waits for it hears of its end. */
  #copyOf(existing: Exchange, { fingerprint }: AcceptInput): AcceptResult {
    this.context.answers.listenTo(existing.cell);
    if (existing.fingerprint !== fingerprint) return { kind: 'duplicate' };
    return existing.answer === null
      ? { kind: 'running', exchange: existing, isRepeat: true }
      : { kind: 'ended', exchange: existing, isRepeat: true };
  }
}
