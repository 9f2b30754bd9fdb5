import { Injectable } from '@nestjs/common';
import { CAUSES, DomainError } from '@ppaas/contracts';
import {
  ExchangeEngine,
  answerReply,
  channelId,
  commitTold,
  note,
  readCall,
  rejection,
  reply,
  runningReply,
} from '@ppaas/exchange';
import type { Exchange, PosCall, PosReply, Queryable } from '@ppaas/exchange';
import { currentTrace } from '@ppaas/messaging';
import { bodyOf, buildStatusAnswer, headerOf } from '@ppaas/nexo';
import type { MessageRoot, NexoMessage } from '@ppaas/nexo';
import { isDatabaseUnavailable } from '@ppaas/service';
import type { Caller } from '@ppaas/service';
import { moneyOf } from './transaction.ts';
import { spentMessages } from './transaction.policy.ts';
import { findPos, findPosIds, findSessionExchange, isDeviceOfStore } from './transaction.store.ts';
import type { SessionExchange } from './transaction.store.ts';

/** How long a call is held: as the POS prefers, at most the platform's own bound, and not beyond the end of its connection. */
export interface Hold {
  readonly waitMs: number | undefined;
  readonly hangUp: AbortSignal;
  /** Calls back, once, when the connection has taken the whole answer, or is gone without it. */
  whenClosed(listener: (isWritten: boolean) => void): void;
}

/** What a status request is about: an exchange of this service or of session, or an id that is spent. */
type Known = Pick<Exchange, 'state' | 'answer'> | SessionExchange | 'not-found';

const PAYMENT = 'FinancialPaymentRequest';
const PROJECTION_RETRY_MS = 100;
const PROJECTION_TRIES = 10;

/** The use cases of `/retail/v1/{financial,status,abort,exchanges,…}`. */
@Injectable()
export class TransactionService {
  constructor(private readonly engine: ExchangeEngine) {}

  /**
   * Accepts a service request, gets it to the device and waits for the answer, which also says what is left of the quota.
   * @throws DomainError as `ExchangeEngine.accept` says
   */
  async perform(body: string, caller: Caller, roots: readonly MessageRoot[], hold: Hold): Promise<PosReply> {
    return this.engine.context.quotas.around(caller, () => this.#perform(body, caller, roots, hold));
  }

  async #perform(body: string, caller: Caller, roots: readonly MessageRoot[], hold: Hold): Promise<PosReply> {
    const read = readCall(body, caller, roots);
    if ('refusal' in read) return read.refusal;
    const { call } = read;
    const wait = this.engine.wait(caller, call.exchangeIdentification);
    try {
      const accepted = await this.engine.accept({
        request: call.message,
        posId: caller.posId,
        tenantId: caller.tenantId,
        saleId: caller.saleId,
        deviceId: call.deviceId,
        kind: call.kind,
        isExclusive: call.root === 'SaleToPOIServiceRequest',
        requiredService: call.kind,
        needsMethod: call.kind === PAYMENT,
        money: moneyOf(call.message),
        traceparent: currentTrace()?.traceparent ?? null,
        vocabulary: call.vocabulary,
        isForced: false,
        told: null,
      });
      if (accepted.kind === 'duplicate') return this.#duplicate(caller, call);
      const about = { exchangeId: accepted.exchange.exchangeId, tenantId: caller.tenantId };
      if (accepted.isRepeat) note(this.engine.context, about, 'REPEATED');
      const tell = (hop: 'TOLD' | 'TOLD_RUNNING', answer: PosReply): PosReply => {
        hold.whenClosed((isWritten) => note(this.engine.context, about, isWritten ? hop : 'HUNG_UP'));
        return answer;
      };
      if (accepted.kind === 'ended')
        return tell('TOLD', answerReply(accepted.exchange, call.vocabulary, accepted.isRepeat));
      const { holdMs } = this.engine.context.times;
      const ended = await wait.answer(Math.min(hold.waitMs ?? holdMs, holdMs), hold.hangUp);
      if (ended !== undefined) return tell('TOLD', answerReply(ended, call.vocabulary, accepted.isRepeat));
      const now = await this.#findAccepted(accepted.exchange.exchangeId);
      if (now?.answer != null) return tell('TOLD', answerReply(now, call.vocabulary, accepted.isRepeat));
      return tell('TOLD_RUNNING', runningReply(now ?? accepted.exchange, call.exchangeIdentification));
    } finally {
      wait.close();
    }
  }

  /** After the acceptance no fault of the database may say that nothing was started: the exchange is running. */
  async #findAccepted(exchangeId: string): Promise<Exchange | undefined> {
    try {
      return await this.#find(exchangeId);
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      return undefined;
    }
  }

  /** An exchange as a resource: 200 with its answer, 202 while there is none. */
  async outcome(exchangeIdentification: string, caller: Caller): Promise<PosReply> {
    await this.#admit(caller);
    const exchange = await this.#find(channelId('T', caller.posId, exchangeIdentification));
    if (exchange !== undefined && exchange.request !== null) {
      return exchange.answer === null
        ? runningReply(exchange, exchangeIdentification)
        : answerReply(exchange, exchange.vocabulary, true);
    }
    const session = await findSessionExchange(this.#db, channelId('S', caller.posId, exchangeIdentification));
    if (session === undefined) throw new DomainError('exchange.unknown');
    if (session.answer === null) return runningReply(session, exchangeIdentification);
    return {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'idempotent-replayed': 'true' },
      body: session.answer,
    };
  }

  /** casp.011: 202 whether or not it can still be stopped; the aborted exchange itself is answered. */
  async abort(body: string, caller: Caller): Promise<PosReply> {
    const read = readCall(body, caller, ['SaleToPOIAbort']);
    if ('refusal' in read) return read.refusal;
    const { call } = read;
    await this.#admit(caller);
    await this.#ownDevice(call, caller);
    const abort = bodyOf(call.message).SystemAbort as {
      readonly ExchangeIdentification: string;
      readonly AbortReason: string;
    };
    await this.engine.abort(caller.posId, abort.ExchangeIdentification, abort.AbortReason);
    const exchange = await this.#find(channelId('T', caller.posId, abort.ExchangeIdentification));
    if (exchange === undefined) throw new DomainError('exchange.unknown');
    note(this.engine.context, exchange, 'ABORT_ASKED', abort.AbortReason);
    return runningReply(exchange, abort.ExchangeIdentification);
  }

  /** casp.014: what became of an exchange of this POS, or, for a till, of another POS of its store. */
  async status(body: string, caller: Caller): Promise<PosReply> {
    const read = readCall(body, caller, ['SaleToPOIMessageStatusRequest']);
    if ('refusal' in read) return read.refusal;
    const { call } = read;
    await this.#admit(caller);
    await this.#ownDevice(call, caller);
    if ((await this.#find(channelId('T', caller.posId, call.exchangeIdentification))) !== undefined)
      return this.#duplicate(caller, call);
    const about = bodyOf(call.message).MessageStatusRequestData as {
      readonly ExchangeIdentification: string;
      readonly InitiatingParty: { readonly Identification: string };
    };
    const posIds = await this.#namedBy(about.InitiatingParty.Identification, caller);
    const known = await this.#knownSoon(posIds, about.ExchangeIdentification);
    if (known !== undefined) return this.#statusReply(call, known);
    const [posId] = posIds;
    // The ids of a till that is still there are its own to spend.
    const maySpend =
      posId === caller.posId || (posId !== undefined && (await findPos(this.#db, posId))?.status !== 'ACTIVE');
    if (maySpend && posId !== undefined && !(await this.#spend(posId, about, call, caller)))
      return this.status(body, caller);
    return this.#statusReply(call, 'not-found');
  }

  /** POS software on a device has only itself: what others of its store sold ran on other devices. */
  async #namedBy(saleId: string, caller: Caller): Promise<readonly string[]> {
    if (saleId === caller.saleId) return [caller.posId];
    return caller.deviceId === undefined ? findPosIds(this.#db, caller.storeId, saleId) : [];
  }

  /** The events of a session call may be some milliseconds behind it: one more look before an id is spent. */
  async #knownSoon(posIds: readonly string[], exchangeIdentification: string): Promise<Known | undefined> {
    for (let isFirst = true; ; isFirst = false) {
      for (const posId of posIds) {
        const known = await this.#known(posId, exchangeIdentification);
        if (known !== undefined) return known;
      }
      if (!isFirst) return undefined;
      await new Promise((resolve) => setTimeout(resolve, PROJECTION_RETRY_MS));
    }
  }

  async #known(posId: string, exchangeIdentification: string): Promise<Known | undefined> {
    const exchange = await this.#find(channelId('T', posId, exchangeIdentification));
    if (exchange !== undefined && exchange.request !== null) {
      note(this.engine.context, exchange, 'STATUS_ASKED', exchange.state);
      return exchange;
    }
    // Also of an id that was spent before its event came: the word of session counts.
    const session = await findSessionExchange(this.#db, channelId('S', posId, exchangeIdentification));
    return session ?? (exchange && 'not-found');
  }

  /** The id was never seen: it is spent, so that a copy which arrives later is refused and never started. */
  async #spend(
    posId: string,
    about: { readonly ExchangeIdentification: string; readonly InitiatingParty: { readonly Identification: string } },
    call: PosCall,
    caller: Caller,
  ): Promise<boolean> {
    const { store, cell } = this.engine.context;
    const exchangeId = channelId('T', posId, about.ExchangeIdentification);
    const spent = {
      exchangeId,
      exchangeIdentification: about.ExchangeIdentification,
      tenantId: caller.tenantId,
      storeId: caller.storeId,
      posId,
      saleId: about.InitiatingParty.Identification,
      deviceId: call.deviceId,
      cell,
      kind: 'MessageStatusRequest',
      request: null,
      answer: null,
      fingerprint: null,
      amount: null,
      currency: null,
      transactionReference: null,
      transactionType: null,
      cause: CAUSES.spentByStatus,
      vocabulary: call.vocabulary,
    };
    return commitTold(this.engine.context, async (client) => {
      if (!(await store.insertEnded(client, spent))) return undefined;
      const exchange = await store.findOne(client, exchangeId);
      return exchange && spentMessages(exchange);
    });
  }

  #statusReply(call: PosCall, known: Known): PosReply {
    const now = new Date().toISOString();
    if (known === 'not-found') {
      return reply(
        buildStatusAnswer(call.message, {
          now,
          response: 'Failure',
          reason: 'NotFound',
          info: 'the platform never saw this exchange',
        }),
        call.vocabulary,
      );
    }
    if (known.answer === null) {
      return reply(
        buildStatusAnswer(call.message, {
          now,
          response: 'Failure',
          reason: 'InProgress',
          info: known.state,
        }),
        call.vocabulary,
      );
    }
    const repeated = JSON.parse(known.answer) as NexoMessage;
    return reply(buildStatusAnswer(call.message, { now, response: 'Success', repeated }), call.vocabulary);
  }

  #duplicate(caller: Caller, call: PosCall): PosReply {
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

  /** The caller is registered and subscribed, by this service's own tables. */
  async #admit(caller: Caller): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const pos = await findPos(this.#db, caller.posId);
      if (pos === undefined && attempt < PROJECTION_TRIES) {
        await new Promise((resolve) => setTimeout(resolve, PROJECTION_RETRY_MS));
        continue;
      }
      if (pos?.status !== 'ACTIVE') throw new DomainError('token.revoked');
      if (!pos.retailApi) throw new DomainError('organisation.notSubscribed');
      return this.engine.context.quotas.takeQuestion(caller.posId);
    }
  }

  async #ownDevice(call: PosCall, caller: Caller): Promise<void> {
    if (await isDeviceOfStore(this.#db, call.deviceId, caller.storeId)) return;
    throw new DomainError('device.unknown', undefined, { about: call.deviceId });
  }

  #find(exchangeId: string): Promise<Exchange | undefined> {
    return this.engine.context.store.findOne(this.#db, exchangeId);
  }

  get #db(): Queryable {
    return this.engine.context.database.caller;
  }
}
