import type { ProgressStage } from '@ppaas/contracts';
import { randomInt } from 'node:crypto';
import type { SettledFacts } from './journal.ts';
import type { JsonObject } from './json.ts';
import { answerTo, readMessage, type Message } from './message.ts';
import { chooseCard, type SyntheticCard } from './payment-method.ts';
import { readPayment } from './payment-run.ts';
import { paymentAnswer } from './payment.ts';
import { play, resultView, type Play } from './play.ts';
import { planByAmount, type Plan } from './script.ts';
import type { CardFlow, TerminalParts } from './terminal-parts.ts';

/** What is keyed in at the terminal. */
export interface StandAloneInput {
  readonly amount: string;
  readonly currency: string;
  /** The shopper's time, where no person is there. */
  readonly delayMs: number;
}

/**
 * A sale keyed in at the terminal itself. The terminal is its own initiating party; exchange and transaction get
 * references of its own that begin with L (local). While it runs the terminal is busy for everybody else.
 */
export class StandAloneFlow implements CardFlow<number | undefined> {
  readonly exchangeId: string;
  readonly #terminal: TerminalParts;
  readonly #request: Message;
  readonly #plan: Plan;
  readonly #play: Play;
  #isStopped = false;

  constructor(terminal: TerminalParts, { amount, currency, delayMs }: StandAloneInput) {
    this.#terminal = terminal;
    this.exchangeId = `L${terminal.newReference()}`;
    this.#request = requestOf(terminal, this.exchangeId, amount, currency);
    const plan = planByAmount(amount);
    this.#plan = { ...plan, delayMs: delayMs === 0 ? plan.delayMs : delayMs };
    this.#play = play(terminal, this.#plan, { amount, currency, isStandAlone: true, proposed: [] });
  }

  /** Nobody who could abort it knows of it. */
  abort(): void {
    return;
  }

  stop(): void {
    this.#isStopped = true;
    this.#play.shopper.stop();
  }

  /** @returns its place in the journal; undefined when the power went before its end */
  async run(): Promise<number | undefined> {
    const { interactions, journal, link, options, screen } = this.#terminal;
    const { amount, currency } = this.#play.sale;
    const startedAt = options.now().toISOString();
    const reference = this.exchangeId;
    const interactionId = interactions.start({
      exchangeIdentification: null,
      saleId: null,
      saleTransactionReference: reference,
      amount,
      currency,
      startedAt,
    });
    if (this.#play.isTimed) link.send({ State: 'Busy' });
    const end = await this.#play.shopper.play((_stage: ProgressStage) => undefined);
    if (end.how === 'stopped' || this.#isStopped) return undefined;
    const plan = this.#play.planAfter(end);
    const settled = this.#settle(plan, 'card' in end ? end.card : undefined);
    const durable = journal.append({ type: 'standAlone', ...settled });
    const sequence = journal.state.journalSequence;
    await durable;
    interactions.end(interactionId, settled.facts.result, options.now());
    if (this.#play.isTimed) screen.show(resultView(this.#play.sale, { ...settled, result: settled.facts.result }));
    link.send({ StandAlone: { journalSequence: sequence, response: settled.message } });
    if (this.#play.isTimed) link.send({ State: 'Idle' });
    return sequence;
  }

  #settle(plan: Plan, card: SyntheticCard | undefined): { readonly message: JsonObject; readonly facts: SettledFacts } {
    const { options } = this.#terminal;
    const endedAt = options.now();
    const facts = readPayment(this.#request);
    if (plan.outcome === 'cancel') {
      const { amount, currency } = facts;
      const message = answerTo(this.#request, plan.answer, endedAt);
      return {
        message,
        facts: { kind: 'payment', result: 'CANCELLED', amount, currency, saleId: this.#request.initiatingParty },
      };
    }
    const used = card ?? chooseCard([]);
    if (used === undefined) throw new Error('a terminal has a card of its own making');
    return paymentAnswer(this.#request, {
      facts,
      card: used,
      plan,
      poiReference: this.#terminal.newReference(),
      authorisationCode: String(randomInt(100_000, 1_000_000)),
      isTraining: false,
      endedAt,
    });
  }
}

function requestOf(terminal: TerminalParts, reference: string, amount: string, currency: string): Message {
  const now = terminal.options.now().toISOString();
  const own = terminal.deviceId === '' ? terminal.options.serialNumber.slice(0, 35) : terminal.deviceId;
  const party = { Identification: own, Type: 'OriginatingPOI' };
  const request = readMessage({
    SaleToPOIServiceRequest: {
      Header: {
        MessageFunction: 'SaleFinancialServiceRequest',
        ProtocolVersion: '5.0',
        ExchangeIdentification: reference,
        CreationDateTime: now,
        InitiatingParty: party,
        RecipientParty: party,
      },
      ServiceRequest: {
        ServiceContent: 'FinancialPaymentRequest',
        PaymentRequest: {
          PaymentTransaction: {
            TransactionType: 'CardPayment',
            TransactionIdentification: { TransactionDateTime: now, TransactionReference: reference },
            TransactionDetails: { Currency: currency, TotalAmount: amount },
          },
        },
      },
    },
  });
  if (request === undefined) throw new Error('a stand-alone sale is a message of our own making');
  return request;
}
