import { CAUSES, CLOSE_CODES, type DataOf, type Hello, type TypeName, causeWith } from '@ppaas/contracts';
import type { WebSocket } from 'ws';
import { AckHolder } from './ack-holder.ts';
import type { DeviceIdentity } from './certificate.ts';
import { closeReason } from './close-reason.ts';
import type { Expected, Obstacle } from './command-ledger.ts';
import type { ConnectionHost, Who } from './connection-host.ts';
import { readFrame, type DeviceFrame } from './device-frame.ts';
import { FrameBudget, OVERLOAD_BYTES } from './frame-budget.ts';
import { Heartbeat } from './heartbeat.ts';
import { journalClaim } from './journal-claim.ts';
import { OpenQueries } from './open-queries.ts';
import { RunningExchanges, type Brought } from './running-exchanges.ts';
import { ShownState } from './shown-state.ts';
import { welcomeFrame } from './welcome.ts';

type EventName = TypeName<'deviceEvents'>;

/** One socket of one device, from its Hello to its end. Nothing here waits for the device. */
export class DeviceConnection {
  readonly identity: DeviceIdentity;
  role: DeviceIdentity['role'];
  epoch = 0;
  readonly #socket: WebSocket;
  readonly #host: ConnectionHost<DeviceConnection>;
  readonly #budget: FrameBudget;
  readonly #heartbeat: Heartbeat;
  readonly #running: RunningExchanges;
  readonly #shown: ShownState;
  readonly #queries = new OpenQueries();
  readonly #acks = new AckHolder((id) => this.tell('ExchangeAcknowledged', this.#running.tell(id)));
  readonly #since: string;
  #phase: 'waiting' | 'opening' | 'open' | 'closed' = 'waiting';
  #hello: Hello | undefined;
  #reason: string | undefined;
  expected: Expected = {};
  #isRevoked = false;
  #isSuperseded = false;
  #helloTimer: NodeJS.Timeout;
  #revokedTimer: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, identity: DeviceIdentity, host: ConnectionHost<DeviceConnection>) {
    this.#socket = socket;
    this.identity = identity;
    this.role = identity.role;
    this.#host = host;
    this.#running = new RunningExchanges(host.metrics, host.clock, identity.tenantId);
    this.#shown = new ShownState(this.#running, () => void this.claim());
    const now = host.clock.now();
    this.#since = now.toISOString();
    this.#budget = new FrameBudget(host.limits, now.getTime());
    this.#heartbeat = new Heartbeat(host.times, {
      ping: () => this.#ping(),
      alive: () => void this.claim(),
      dead: () => {
        this.#reason = CAUSES.silent;
        socket.terminate();
      },
    });
    this.#helloTimer = setTimeout(() => this.#close(CLOSE_CODES.policy, 'no Hello in time'), host.times.helloMs);
    socket.on('message', (data, isBinary) => this.#onMessage(data as Buffer, isBinary));
    socket.on('ping', (data) => this.#spend(data.length));
    socket.on('pong', () => {
      this.#heartbeat.heard();
      this.#shown.ponged(performance.now());
    });
    // ws closes by itself after a protocol error, with the code for it.
    socket.on('error', (error) => host.logger.debug({ err: error, deviceId: identity.deviceId }, 'device socket'));
    socket.on('close', (code) => this.#finish(causeWith('closedByDevice', String(code))));
  }

  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  /** Of the journal in use on this connection; undefined before Hello. */
  get journalId(): string | undefined {
    return this.#hello?.journalId;
  }

  /** Why a payment would not be written now. */
  obstacle(): Obstacle {
    if (this.#isRevoked) return 'revoked';
    if (this.#isSuperseded || this.role === 'STANDBY') return 'superseded';
    return this.#socket.bufferedAmount > OVERLOAD_BYTES ? 'overloaded' : undefined;
  }

  deliver(exchangeId: string, message: object, command: Brought): void {
    this.#running.written(exchangeId, message, command);
    this.#shown.begins();
    this.#send(message, 'exchange');
  }

  /** Enquiries may be repeated, so one that cannot be written is dropped. */
  enquire(queryId: string, exchangeId: string, message: unknown): void {
    if (this.#isRevoked) return;
    this.#queries.ask(queryId, exchangeId);
    this.#send(message, 'enquiry');
  }

  abort(message: unknown): void {
    if (!this.#isRevoked) this.#send(message, 'abort');
  }

  release(stored: { readonly ExchangeIdentification: string } | { readonly journalSequence: number }): void {
    if (this.#phase === 'open') this.#send({ Stored: stored }, 'Stored');
  }

  /** No command from now on. Closes at once, or when what is running has its result, or when that takes too long. */
  revoke(): void {
    if (this.#isRevoked) return;
    this.#isRevoked = true;
    if (!this.isBusy) return this.#close(CLOSE_CODES.revoked, CAUSES.revoked);
    this.#revokedTimer = setTimeout(() => this.#close(CLOSE_CODES.revoked, CAUSES.revoked), this.#host.times.revokedMs);
  }

  supersede(): void {
    this.#isSuperseded = true;
    this.#host.metrics.supersededClaims.inc();
    this.#close(CLOSE_CODES.superseded, CAUSES.superseded);
  }

  /**
   * Sends the device away for a moment. Whoever wants to sell on it meanwhile is told that it will be back.
   * @param retryAfterMs how long it is asked to stay away
   * @param connectUrl where it connects from then on; default: where it did
   */
  goAway(retryAfterMs: number, connectUrl?: string): void {
    if (this.#phase === 'open') {
      this.#send({ GoAway: { retryAfterMs, ...(connectUrl !== undefined && { connectUrl }) } }, 'GoAway');
      this.expected = { returnsWithinMs: retryAfterMs + this.#host.times.reconnectMs };
    }
    this.#close(CLOSE_CODES.restart, connectUrl === undefined ? CAUSES.restart : CAUSES.moved);
  }

  /** Says something about this device. When Kafka does not take it the device must say it again: over a new connection. */
  tell<T extends EventName>(type: T, data: Omit<DataOf<'deviceEvents', T>, keyof Who>, traceparent?: string): void {
    const whole = { ...this.who(), ...data } as unknown as DataOf<'deviceEvents', T> & { readonly deviceId: string };
    this.#host.events.publish(type, whole, traceparent).catch((error: unknown) => {
      this.#host.logger.warn({ err: error, ...this.who(), type }, 'an event could not be published');
      this.#close(CLOSE_CODES.tryAgainLater, CAUSES.platformUnavailable);
    });
  }

  who(): Who {
    const { deviceId, tenantId, serialNumber } = this.identity;
    return { deviceId, tenantId, serialNumber, instance: this.#host.instance, epoch: this.epoch };
  }

  #onMessage(data: Buffer, isBinary: boolean): void {
    if (this.#phase === 'closed') return;
    this.#heartbeat.heard();
    if (isBinary) return this.#close(CLOSE_CODES.binaryFrame, 'text frames only');
    if (!this.#spend(data.length)) return;
    const frame = readFrame(data.toString());
    this.#host.metrics.frames.inc({ direction: 'up', kind: frame.kind });
    if (frame.kind === 'wrong') {
      if (frame.isCardData === true) this.#host.metrics.cardData.inc();
      this.#close(CLOSE_CODES.policy, frame.detail);
    } else if (frame.kind === 'hello') {
      if (this.#phase !== 'waiting') return this.#close(CLOSE_CODES.policy, 'one Hello per connection');
      this.#open(frame.hello).catch((error: unknown) => {
        this.#host.logger.warn({ err: error, deviceId: this.identity.deviceId }, 'a device could not be welcomed');
        this.#close(CLOSE_CODES.tryAgainLater, CAUSES.platformUnavailable);
      });
    } else if (this.#phase === 'open') this.#hear(frame);
    else this.#close(CLOSE_CODES.policy, 'wait for Welcome');
  }

  #spend(bytes: number): boolean {
    if (this.#budget.take(bytes, this.#host.clock.now().getTime())) return true;
    this.#close(CLOSE_CODES.policy, CAUSES.tooManyFrames);
    return false;
  }

  async #open(hello: Hello): Promise<void> {
    clearTimeout(this.#helloTimer);
    this.#phase = 'opening';
    this.#hello = hello;
    this.#shown.says(hello.state);
    this.epoch = await this.#host.nextEpoch(this.identity);
    if (this.#isClosed()) return this.#host.over(this.epoch);
    this.#host.opened(this);
    // Events of one device keep their order, so what it says after the Welcome comes after this.
    this.tell('DeviceConnected', {
      role: this.role,
      connectedAt: this.#since,
      // What the device calls itself does not count: the certificate says who it is.
      hello: { ...hello, serialNumber: this.identity.serialNumber },
    });
    this.#phase = 'open';
    this.#running.opened(hello);
    this.#send(welcomeFrame(this.who(), this.#host.times, this.#host.clock.now()), 'Welcome');
    this.#heartbeat.start();
    this.#ping();
    await this.claim();
  }

  readonly #isClosed = (): boolean => this.#phase === 'closed';

  #hear(frame: Exclude<DeviceFrame, { kind: 'hello' | 'wrong' }>): void {
    switch (frame.kind) {
      case 'ack':
        if (!this.#running.acknowledged(frame.exchangeId)) return;
        return this.#acks.hold(frame.exchangeId);
      case 'progress':
        // Of what this connection brought, and of nothing else: an id of another device may have been guessed.
        if (!this.#running.has(frame.exchangeId)) return;
        this.#running.progressed(frame.exchangeId);
        return this.tell('ExchangeProgressed', { exchangeId: frame.exchangeId, stage: frame.stage });
      case 'state':
        this.#shown.says(frame.state);
        this.tell('DeviceStateChanged', { state: frame.state });
        return void this.claim();
      case 'standAlone':
        if (frame.isMasked) this.#host.metrics.cardData.inc();
        return this.tell('StandAloneReported', {
          journalId: this.#hello?.journalId ?? '',
          journalSequence: frame.journalSequence,
          message: frame.message,
        });
      case 'answer':
        return this.#answered(frame);
      case 'enquiryAnswer':
        return this.#enquiryAnswered(frame);
      case 'queryRejected':
        this.#queries.take(frame.queryId);
        this.#host.logger.warn({ ...this.who(), queryId: frame.queryId }, 'the device rejected an enquiry or an abort');
        return;
      case 'foreign':
        return this.tell('ForeignResultRefused', { exchangeId: frame.exchangeId });
    }
  }

  #answered({ exchangeId, message, isMasked }: Extract<DeviceFrame, { kind: 'answer' }>): void {
    if (isMasked) this.#host.metrics.cardData.inc();
    this.#acks.drop(exchangeId);
    const { steps, traceparent } = this.#running.answered(exchangeId);
    this.#shown.ends();
    this.tell('ExchangeAnswered', { ...journalClaim(this.#hello), ...steps, message }, traceparent);
    if (this.#isRevoked && !this.isBusy) this.#close(CLOSE_CODES.revoked, CAUSES.revoked);
  }

  #enquiryAnswered({ queryId, exchangeId, message }: Extract<DeviceFrame, { kind: 'enquiryAnswer' }>): void {
    if (this.#queries.take(queryId) !== exchangeId) return this.tell('ForeignResultRefused', { exchangeId });
    this.tell('EnquiryAnswered', { ...journalClaim(this.#hello), queryId, exchangeId, message });
  }

  /** Says in Redis that it is here. A standby has no presence: the listing shows the hardware that gets the payments. */
  async claim(): Promise<void> {
    if (this.#phase !== 'open' || this.role === 'STANDBY' || this.#hello === undefined) return;
    const { presence, times } = this.#host;
    const { serialNumber, deviceId } = this.identity;
    const claim = this.#shown.claim(this.#host, { serialNumber, epoch: this.epoch, since: this.#since }, this.#hello);
    const higher = await presence.claim(deviceId, claim, times.presenceLifeMs);
    if (higher?.serialNumber === serialNumber && !this.#isClosed()) this.supersede();
    else if (this.#isClosed()) await presence.release(deviceId, this.epoch);
  }

  #ping(): void {
    this.#shown.pinged(performance.now());
    this.#socket.ping();
  }

  #send(frame: unknown, kind: string): void {
    if (this.#phase === 'closed') return;
    this.#host.metrics.frames.inc({ direction: 'down', kind });
    this.#socket.send(JSON.stringify(frame));
  }

  #close(code: number, reason: string): void {
    if (this.#phase === 'closed' || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#reason = closeReason(reason);
    this.#host.metrics.closed.inc({ code });
    this.#socket.close(code, this.#reason);
    // A peer that does not close in turn gets no more of our time; what it says meanwhile is not lost, it says it again.
    this.#finish(this.#reason);
    setTimeout(() => this.#socket.terminate(), 2_000).unref();
  }

  /** The end, once: whatever comes after it is another connection's affair. */
  #finish(reason: string): void {
    if (this.#phase === 'closed') return;
    this.#reason ??= reason;
    const wasAnnounced = this.epoch > 0 && this.#hello !== undefined;
    if (this.#phase === 'open') this.#running.closed();
    this.#phase = 'closed';
    clearTimeout(this.#helloTimer);
    clearTimeout(this.#revokedTimer);
    this.#heartbeat.stop();
    this.#shown.stop();
    this.#acks.flush();
    this.#host.closed(this);
    if (!wasAnnounced) return;
    const end = { disconnectedAt: this.#host.clock.now().toISOString(), reason: this.#reason, ...this.expected };
    const gone = { ...this.who(), ...end };
    this.#host.events.publishSurely('DeviceDisconnected', gone, () => this.#host.over(this.epoch));
    void this.#host.presence.release(this.identity.deviceId, this.epoch);
  }
}
