import type { ProgressStage } from '@ppaas/contracts';
import { randomInt } from 'node:crypto';
import type { JsonObject } from './json.ts';
import type { InteractionResult, SettledFacts } from './journal.ts';
import { answerTo, failure, type Message } from './message.ts';
import { chooseCard, type SyntheticCard } from './payment-method.ts';
import { readPayment, type PaymentFacts } from './payment-run.ts';
import { paymentAnswer } from './payment.ts';
import { play, resultView, type Play } from './play.ts';
import type { Plan } from './script.ts';
import type { CardFlow, TerminalParts } from './terminal-parts.ts';

interface Ended {
  readonly message: JsonObject;
  readonly result: InteractionResult;
  readonly facts?: SettledFacts;
}

/** One payment, from the journal entry before it to the answer after it. */
export class PaymentFlow implements CardFlow<void> {
  readonly exchangeId: string;
  readonly #terminal: TerminalParts;
  readonly #message: Message;
  readonly #frame: JsonObject;
  readonly #facts: PaymentFacts;
  #plan: Plan;
  readonly #play: Play;
  readonly #isTraining: boolean;
  #isStopped = false;
  #isAborted = false;
  #isStarted = false;

  constructor(terminal: TerminalParts, message: Message, frame: JsonObject) {
    this.#terminal = terminal;
    this.#message = message;
    this.#frame = frame;
    this.exchangeId = message.exchangeId;
    this.#facts = readPayment(message);
    this.#plan = terminal.scripts.next(this.#facts.amount);
    this.#play = play(terminal, this.#plan, { ...this.#facts, isStandAlone: false });
    this.#isTraining = terminal.login?.isTraining === true;
  }

  get isHung(): boolean {
    return this.#plan.outcome === 'silent';
  }

  /** The shopper is still choosing: he is sent away. Later the abort is too late, and the normal answer says so. */
  abort(): void {
    if (!this.#play.shopper.abort() && !this.#isStarted) this.#isAborted = true;
  }

  stop(): void {
    this.#isStopped = true;
    this.#play.shopper.stop();
  }

  async run(): Promise<void> {
    const card = chooseCard(this.#facts.proposed);
    if (card === undefined) return this.#refuse('PaymentRestriction', 'none of the proposed methods is possible here');
    if (this.#plan.outcome === 'busy') return this.#refuse('Busy', 'the terminal is busy with other work');
    await this.#terminal.journal.append({ type: 'accepted', exchangeId: this.exchangeId, request: this.#frame });
    if (this.isHung || this.#isStopped) return;
    this.#send({ Ack: { ExchangeIdentification: this.exchangeId } });
    if (this.#isAborted) return this.#refuse('Aborted', 'aborted by the sale system');
    this.#isStarted = true;
    const interactionId = this.#begin();
    if (this.#play.isTimed) this.#send({ State: 'Busy' });
    const end = await this.#play.shopper.play((stage) => this.#progress(stage));
    if (end.how === 'stopped' || this.#isStopped) return;
    this.#plan = this.#play.planAfter(end);
    if (this.#plan.outcome === 'reboot' || this.#plan.outcome === 'reboot-without-journal') {
      this.#terminal.interactions.end(interactionId, 'INTERRUPTED', this.#now());
      this.#terminal.reboot(this.#plan.outcome === 'reboot');
      return;
    }
    const ended = end.how === 'aborted' ? this.#aborted() : this.#end('card' in end ? (end.card ?? card) : card);
    const entry = { type: 'answered' as const, exchangeId: this.exchangeId, message: ended.message };
    await this.#terminal.journal.append(ended.facts === undefined ? entry : { ...entry, facts: ended.facts });
    this.#terminal.interactions.end(interactionId, ended.result, this.#now());
    if (this.#play.isTimed) this.#terminal.screen.show(resultView(this.#play.sale, ended));
    this.#say(ended.message);
  }

  #begin(): string {
    const { amount, currency, reference } = this.#facts;
    return this.#terminal.interactions.start({
      exchangeIdentification: this.exchangeId,
      saleId: this.#message.initiatingParty,
      saleTransactionReference: reference,
      amount,
      currency,
      startedAt: this.#now().toISOString(),
    });
  }

  #end(card: SyntheticCard): Ended {
    const { plan, terminal } = { plan: this.#plan, terminal: this.#terminal };
    if (plan.outcome === 'cancel') {
      return { message: answerTo(this.#message, plan.answer, this.#now()), result: 'CANCELLED' };
    }
    const settled = paymentAnswer(this.#message, {
      facts: this.#facts,
      card,
      plan,
      poiReference: terminal.newReference(),
      authorisationCode: String(randomInt(100_000, 1_000_000)),
      isTraining: this.#isTraining,
      endedAt: this.#now(),
    });
    return { ...settled, result: settled.facts.result };
  }

  #aborted(): Ended {
    const outcome = failure('Aborted', 'aborted by the sale system');
    return { message: answerTo(this.#message, outcome, this.#now()), result: 'CANCELLED' };
  }

  async #refuse(reason: 'Busy' | 'Aborted' | 'PaymentRestriction', why: string): Promise<void> {
    await this.#terminal.answer(this.#message, answerTo(this.#message, failure(reason, why), this.#now()));
  }

  #say(message: JsonObject): void {
    const { outcome } = this.#plan;
    if (outcome === 'disconnect-before-answer') return this.#terminal.link.bounce();
    this.#send(message);
    if (outcome === 'duplicate-answer') this.#send(message);
    if (this.#play.isTimed) this.#send({ State: 'Idle' });
    if (outcome === 'disconnect-after-answer') this.#terminal.link.bounce();
  }

  #progress(stage: ProgressStage): void {
    if (this.#plan.isQuiet === true) return;
    this.#send({ Progress: { ExchangeIdentification: this.exchangeId, Stage: stage } });
  }

  #send(frame: JsonObject): void {
    this.#terminal.link.send(frame);
  }

  #now(): Date {
    return this.#terminal.options.now();
  }
}
