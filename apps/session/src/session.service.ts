import { Injectable } from '@nestjs/common';
import { CAUSES, DomainError } from '@ppaas/contracts';
import {
  ExchangeEngine,
  HOLDING_STATES,
  answerReply,
  channelId,
  clockOf,
  completeAll,
  outboxRow,
  readCall,
  rejection,
} from '@ppaas/exchange';
import type { Exchange, PosCall, PosReply } from '@ppaas/exchange';
import { currentTrace } from '@ppaas/messaging';
import type { OutboxRow } from '@ppaas/messaging';
import { headerOf } from '@ppaas/nexo';
import { isDatabaseUnavailable } from '@ppaas/service';
import type { Caller } from '@ppaas/service';
import { LiveSessions } from './live-session.store.ts';
import { exchangeAccepted } from './session.events.ts';
import { SessionTimes } from './session.times.ts';
import { DIAGNOSIS } from './session.ts';

const LOOK_MS = 25;
const NO_MONEY = {
  amount: null,
  currency: null,
  transactionReference: null,
  transactionAt: null,
  isSplit: false,
  transactionType: null,
  methods: [],
};

const unknown = (): DomainError =>
  new DomainError('platform.fault', 'Whether this took effect is not known: repeat the same request');

/** The use cases of `/retail/v1/session`. */
@Injectable()
export class SessionService {
  readonly #live: LiveSessions;

  constructor(
    private readonly engine: ExchangeEngine,
    private readonly times: SessionTimes,
  ) {
    this.#live = new LiveSessions(engine.context);
  }

  /**
   * Login, logout or diagnosis: to the device, whose answer decides. Ends within 20 s, always with an answer.
   * @throws DomainError as `ExchangeEngine.accept` says
   */
  async perform(body: string, caller: Caller, isTakeover: boolean): Promise<PosReply> {
    return this.engine.context.quotas.around(caller, () => this.#perform(body, caller, isTakeover));
  }

  async #perform(body: string, caller: Caller, isTakeover: boolean): Promise<PosReply> {
    const read = readCall(body, caller, ['SaleToPOISessionManagementRequest']);
    if ('refusal' in read) return read.refusal;
    const { call } = read;
    const isExclusive = call.kind !== DIAGNOSIS;
    if (isExclusive) await this.#untilOwnIsOver(call.deviceId);
    const wait = this.engine.wait(caller, call.exchangeIdentification);
    try {
      const accepted = await this.engine.accept({
        request: call.message,
        posId: caller.posId,
        tenantId: caller.tenantId,
        saleId: caller.saleId,
        deviceId: call.deviceId,
        kind: call.kind,
        // One Login or Logout at a time on a device: of two in the same millisecond one wins.
        isExclusive,
        requiredService: null,
        needsMethod: false,
        money: NO_MONEY,
        traceparent: currentTrace()?.traceparent ?? null,
        vocabulary: call.vocabulary,
        isForced: isTakeover,
        told: this.#acceptedRow(call, caller),
      });
      if (accepted.kind === 'duplicate') {
        return rejection(
          caller,
          call.vocabulary,
          'DuplicateMessage',
          'this ExchangeIdentification belongs to another message',
          {
            status: 409,
            pointer: `/${call.root}/Header/ExchangeIdentification`,
            header: headerOf(call.message),
          },
        );
      }
      if (accepted.kind === 'ended') return answerReply(accepted.exchange, call.vocabulary, accepted.isRepeat);
      const leftMs = accepted.isRepeat ? await this.#leftMs(accepted.exchange) : this.times.answerMs;
      const until = performance.now() + leftMs;
      const ended = await wait.answer(leftMs);
      // Woken before the time without an answer: the process stops, or this till waits too often.
      if (ended === undefined && performance.now() < until - LOOK_MS) throw unknown();
      const exchange = ended ?? (await this.#endOverdue(accepted.exchange.exchangeId));
      // A sale right after the answer finds the new holder there, while the event is still on its way to transaction.
      if (isExclusive) await this.#live.refresh([call.deviceId]);
      return answerReply(exchange, call.vocabulary, accepted.isRepeat);
    } finally {
      wait.close();
    }
  }

  /** The outbox row of the event that this call is accepted. */
  #acceptedRow({ deviceId, exchangeIdentification }: PosCall, { posId, storeId, tenantId }: Caller): OutboxRow {
    const exchangeId = channelId('S', posId, exchangeIdentification);
    const acceptedAt = new Date().toISOString();
    const told = { exchangeId, posId, storeId, tenantId, deviceId, exchangeIdentification, acceptedAt };
    return outboxRow(this.engine.context, exchangeAccepted(told));
  }

  /** The Login or Logout of the platform's own on this device takes a moment; nobody is refused because of it. */
  async #untilOwnIsOver(deviceId: string): Promise<void> {
    const { caller } = this.engine.context.database;
    const until = performance.now() + this.times.ownMs;
    while (performance.now() < until) {
      const { rows } = await caller.query(
        'select 1 from exchange where device_id = $1 and is_exclusive and state = any($2) and fingerprint is null',
        [deviceId, HOLDING_STATES],
      );
      if (rows.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** How long a call that came before may still take, by the clock it was accepted by. */
  async #leftMs({ acceptedAt }: Pick<Exchange, 'acceptedAt'>): Promise<number> {
    try {
      const now = await clockOf(this.engine.context.database.caller);
      return Math.max(0, acceptedAt.getTime() + this.times.answerMs - now.getTime());
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      throw unknown();
    }
  }

  /** The sweeper would end it as well; the caller who waits is not kept until then. */
  async #endOverdue(exchangeId: string): Promise<Exchange> {
    const { database, store, policy } = this.engine.context;
    try {
      for (let attempt = 1; attempt <= 2; attempt += 1) {
        const exchange = await store.findOne(database.caller, exchangeId);
        if (exchange?.answer != null) return exchange;
        if (exchange === undefined || policy.overdue === undefined) break;
        const completed = { exchange, state: 'DECLINED' as const, answer: policy.overdue.answer(exchange) };
        await completeAll(this.engine.context, [{ completed, cause: CAUSES.noAnswerInTime }]);
      }
    } catch (error) {
      // The call was accepted: nobody may be told now that nothing was started.
      if (!isDatabaseUnavailable(error)) throw error;
    }
    throw unknown();
  }
}
