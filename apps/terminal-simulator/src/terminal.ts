import { base32 } from '@ppaas/contracts';
import { validateCanonical } from '@ppaas/nexo';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { enquiryAnswer, targetOf } from './enquiry.ts';
import { helloOf } from './hello.ts';
import { InteractionLog } from './interactions.ts';
import { JournalClosed, JournalFile } from './journal-file.ts';
import type { SettledFacts } from './journal.ts';
import { isObject, type JsonObject } from './json.ts';
import { DeviceLink, type LinkOptions } from './link.ts';
import { answerTo, failure, hasAnswer, readMessage, rejectionOf, type Message, type Outcome } from './message.ts';
import { PaymentFlow } from './payment-flow.ts';
import { endInterrupted, failExchanges } from './restart.ts';
import { knownIn, Results } from './results.ts';
import { Screen } from './screen.ts';
import { ScriptBook } from './script.ts';
import { serve } from './service.ts';
import type { OpenLogin } from './session.ts';
import { StandAloneFlow, type StandAloneInput } from './stand-alone.ts';
import type { CardFlow, TerminalParts } from './terminal-parts.ts';

export interface TerminalOptions {
  readonly serialNumber: string;
  readonly model: string;
  /** Where its journal lies. */
  readonly directory: string;
  readonly connectUrl: string;
  readonly tls: LinkOptions['tls'];
  /** Factor on the protocol's times. */
  readonly timeScale: number;
  readonly isJournalSynced: boolean;
  readonly now: () => Date;
  report(event: string, detail: JsonObject): void;
}

/**
 * A payment terminal. Its promises: the journal has an exchange before anything starts; an exchange starts once; what it
 * answered once it answers again; a result is sent again after each Welcome until the platform has stored it.
 */
export class Terminal implements TerminalParts {
  readonly options: TerminalOptions;
  readonly link: DeviceLink;
  readonly interactions: InteractionLog;
  readonly scripts = new ScriptBook();
  readonly screen = new Screen();
  journal: JournalFile;
  login: OpenLogin | undefined;
  deviceId = '';
  #bootId = randomUUID();
  #flow: CardFlow<unknown> | undefined;
  /** Exchanges of the script `silent`: journalled, and nothing is ever said about them. */
  readonly #hung = new Set<string>();
  readonly #results = new Results(this);
  #reboot: NodeJS.Timeout | undefined;

  constructor(options: TerminalOptions) {
    this.options = options;
    this.interactions = new InteractionLog(join(options.directory, 'interactions.jsonl'));
    this.journal = this.#openJournal();
    this.link = new DeviceLink({
      connectUrl: options.connectUrl,
      tls: options.tls,
      timeScale: options.timeScale,
      hello: () => helloOf({ options, journal: this.journal, bootId: this.#bootId, isBusy: this.isBusy }),
      onFrame: (frame) => this.#onFrame(frame),
      onWelcome: (welcome) => {
        this.deviceId = welcome.deviceId;
        options.report('welcomed', { deviceId: welcome.deviceId, epoch: welcome.epoch });
        this.#results.resend();
        this.screen.changed();
      },
      onDown: (code, reason) => {
        options.report('disconnected', { code, reason });
        this.screen.changed();
      },
    });
  }

  /** Ends what a power loss had cut off, then connects. */
  async start(): Promise<void> {
    await endInterrupted(this);
    this.link.on();
  }

  stop(): void {
    clearTimeout(this.#reboot);
    this.#halt();
  }

  /** The link's power switch: a running card flow goes on, as it does in a shop whose network fails. */
  async power(isOn: boolean, isSilent: boolean): Promise<void> {
    if (isOn) {
      await this.#endHung();
      this.link.on();
    } else if (isSilent) this.link.fallSilent();
    else this.link.off();
    this.screen.changed();
  }

  /** @param keepJournal false: the terminal has lost its memory as well */
  reboot(keepJournal: boolean): void {
    const { options } = this;
    this.#halt();
    if (!keepJournal) JournalFile.wipe(this.#journalPath);
    this.login = undefined;
    this.#hung.clear();
    this.#bootId = randomUUID();
    this.journal = this.#openJournal();
    options.report('rebooting', { keepJournal });
    // 1–3 s: the time a terminal needs to start.
    this.#reboot = setTimeout(() => void this.start(), (1_000 + Math.random() * 2_000) * options.timeScale);
  }

  describe(): JsonObject {
    const { journalId, oldestSequence, journalSequence, unstored, standAlone } = this.journal.state;
    return {
      serialNumber: this.options.serialNumber,
      deviceId: this.deviceId === '' ? null : this.deviceId,
      power: this.link.isOn,
      connected: this.link.welcome !== undefined,
      epoch: this.link.welcome?.epoch ?? null,
      bootId: this.#bootId,
      journalId,
      oldestSequence,
      journalSequence,
      unstored: unstored.size,
      unstoredStandAlone: standAlone.size,
      running: this.#flow?.exchangeId ?? null,
      login: this.login?.saleId ?? null,
    };
  }

  /** A card flow is running. */
  get isBusy(): boolean {
    return this.#flow !== undefined;
  }

  /**
   * A sale that nobody asked for over the channel.
   * @returns its place in the journal; undefined when the power went before its end, or another sale runs
   */
  async sellStandAlone(input: StandAloneInput): Promise<number | undefined> {
    return this.isBusy ? undefined : this.#run(new StandAloneFlow(this, input));
  }

  /** A reference of the terminal's own, without digit runs that a card number could be taken for. */
  newReference(): string {
    return `P-${base32(randomBytes(10))}`;
  }

  get #journalPath(): string {
    return join(this.options.directory, 'journal.jsonl');
  }

  #openJournal(): JournalFile {
    return JournalFile.open(this.#journalPath, { isSynced: this.options.isJournalSynced, now: this.options.now });
  }

  #onFrame(frame: JsonObject): void {
    const handled = isObject(frame['Stored']) ? this.#onStored(frame['Stored']) : this.#onMessage(frame);
    handled.catch((error: unknown) => {
      // A terminal whose journal cannot be written must not go on.
      if (error instanceof JournalClosed) return;
      throw error;
    });
  }

  async #onMessage(frame: JsonObject): Promise<void> {
    const message = readMessage(frame);
    const valid = validateCanonical(frame, 'strict');
    if (message === undefined || !valid.ok) {
      if (message === undefined || valid.ok) return;
      this.#send(rejectionOf(message.header, valid.reason, `${valid.pointer}: ${valid.detail}`, this.options.now()));
    } else if (message.root === 'SaleToPOIMessageStatusRequest') await this.#onEnquiry(message);
    else if (message.root === 'SaleToPOIAbort') await this.#onAbort(message);
    else if (hasAnswer(message.root)) await this.#onExchange(message, frame);
    else
      this.#send(
        rejectionOf(message.header, 'MessageType', `${message.root} is not for a terminal`, this.options.now()),
      );
  }

  async #onExchange(message: Message, frame: JsonObject): Promise<void> {
    const { journal } = this;
    const known = journal.state.exchanges.get(message.exchangeId);
    if (known?.state === 'answered') {
      await journal.flushed();
      this.#results.send(message.exchangeId);
    } else if (known?.state === 'spent') {
      const outcome = failure('Aborted', 'the exchange was given up before it came; nothing was started');
      this.#send(answerTo(message, outcome, this.options.now()));
    } else if (known?.state === 'accepted') {
      if (this.#hung.has(message.exchangeId)) return;
      await journal.flushed();
      this.#ack(message.exchangeId);
    } else if (message.serviceContent === 'FinancialPaymentRequest') await this.#onPayment(message, frame);
    else await this.#onService(message);
  }

  async #onPayment(message: Message, frame: JsonObject): Promise<void> {
    const refusal = this.#refusal(message);
    if (refusal !== undefined) {
      await this.answer(message, answerTo(message, refusal, this.options.now()));
      return;
    }
    const flow = new PaymentFlow(this, message, frame);
    if (!flow.isHung) return this.#run(flow);
    this.#hung.add(message.exchangeId);
    await flow.run();
  }

  async #run<T>(flow: CardFlow<T>): Promise<T> {
    this.#flow = flow;
    try {
      return await flow.run();
    } finally {
      if (this.#flow === flow) this.#flow = undefined;
      if (this.screen.view.screen !== 'result') this.screen.show({ screen: 'idle' });
    }
  }

  /** Refused before anything starts: another sale system is logged in, or a card flow is running. */
  #refusal(message: Message): Outcome | undefined {
    if (this.login !== undefined && this.login.saleId !== message.initiatingParty) {
      return failure('LoggedOut', 'another sale system is logged in');
    }
    return this.isBusy ? failure('Busy', 'a card flow is running') : undefined;
  }

  /** Everything that needs no shopper: one journal entry, then Ack and answer. */
  async #onService(message: Message): Promise<void> {
    const served = serve(this, message, this.isBusy);
    this.login = served.login;
    this.screen.changed();
    await this.answer(message, served.message, served.facts);
  }

  /** Journals an answer and the exchange with it, then says both. */
  async answer(message: Message, answer: JsonObject, facts?: SettledFacts): Promise<void> {
    const { exchangeId } = message;
    const entry = { type: 'answered' as const, exchangeId, message: answer };
    await this.journal.append(facts === undefined ? entry : { ...entry, facts });
    this.#ack(exchangeId);
    this.#send(answer);
  }

  async #onEnquiry(message: Message): Promise<void> {
    const target = targetOf(message);
    if (target === undefined || this.#hung.has(target)) return;
    const record = this.journal.state.exchanges.get(target);
    // The id is spent before NotFound is said, or a copy under way could still start.
    if (record === undefined) await this.journal.append({ type: 'spent', exchangeId: target });
    else await this.journal.flushed();
    this.#send(enquiryAnswer(message, knownIn(this.journal, target), this.options.now()));
  }

  async #onAbort(message: Message): Promise<void> {
    const target = targetOf(message);
    if (target === undefined) return;
    if (!this.journal.state.exchanges.has(target)) await this.journal.append({ type: 'spent', exchangeId: target });
    else if (this.#flow?.exchangeId === target) this.#flow.abort();
  }

  async #onStored(stored: JsonObject): Promise<void> {
    const { ExchangeIdentification: exchangeId, journalSequence } = stored;
    if (typeof exchangeId === 'string' && this.journal.state.unstored.has(exchangeId)) {
      await this.journal.append({ type: 'stored', exchangeId });
    }
    if (typeof journalSequence === 'number' && this.journal.state.standAlone.has(journalSequence)) {
      await this.journal.append({ type: 'standAloneStored', of: journalSequence });
    }
  }

  #ack(exchangeId: string): void {
    this.#send({ Ack: { ExchangeIdentification: exchangeId } });
  }

  #send(frame: JsonObject): void {
    this.link.send(frame);
  }

  /** Nothing of this boot goes on. */
  #halt(): void {
    this.#results.stop();
    this.screen.stop();
    this.link.off();
    this.#flow?.stop();
    this.#flow = undefined;
    this.journal.close();
  }

  /** A silent exchange ends when somebody turns the terminal off and on. */
  async #endHung(): Promise<void> {
    const hung = [...this.#hung];
    this.#hung.clear();
    await failExchanges(this, hung, 'no card was presented');
  }
}
