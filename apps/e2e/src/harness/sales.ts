import { channelId } from '@ppaas/exchange';
import { headerOf, paymentFacts } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { eventually } from '@ppaas/testing';
import type { PaymentInput } from '@ppaas/testing';
import type { Platform } from './platform.ts';
import type { Answer, Pos } from './pos.ts';
import type { Terminal } from './terminal.ts';

/** One payment of a till at a terminal, which can be sent, sent again and watched. */
export class Sale {
  readonly message: NexoMessage;
  readonly exchangeIdentification: string;
  /** The id on the device channel and in the database. */
  readonly exchangeId: string;
  readonly reference: string;

  constructor(
    private readonly platform: Platform,
    readonly till: Pos,
    readonly terminal: Terminal,
    input: Partial<PaymentInput> = {},
  ) {
    this.message = till.payment(terminal.deviceId, input);
    this.exchangeIdentification = headerOf(this.message).ExchangeIdentification;
    this.exchangeId = channelId('T', till.posId, this.exchangeIdentification);
    this.reference = paymentFacts(this.message)?.transactionReference ?? '';
  }

  send(options: Parameters<Pos['pay']>[1] = {}): Promise<Answer> {
    return this.till.pay(this.message, options);
  }

  /** As a till does that got no answer: the same message again, until there is its answer. */
  async persist(limitMs = 60_000): Promise<Answer> {
    return eventually(
      `an answer for ${this.exchangeIdentification}`,
      async () => {
        const answer = await this.send({ prefer: 'wait=5' });
        return answer.status === 200 ? answer : undefined;
      },
      limitMs,
    );
  }

  async state(): Promise<string | undefined> {
    const [row] = await this.platform.rows<{ state: string }>(
      'transaction',
      'select state from exchange where exchange_id = $1',
      [this.exchangeId],
    );
    return row?.state;
  }

  /** Waits until the row shows one of these states. @throws Error with the row's history when it does not */
  async reaches(...states: readonly string[]): Promise<string> {
    const what = `${this.exchangeIdentification} is ${states.join(' or ')}`;
    const reached = this.until(what, async () => {
      const state = await this.state();
      return state !== undefined && states.includes(state) ? state : undefined;
    });
    return reached.catch(async (error: unknown) => {
      const rows = await this.platform.rows(
        'transaction',
        'select state, history from exchange where exchange_id = $1',
        [this.exchangeId],
      );
      throw new Error(`${String(error)}: ${JSON.stringify(rows)}`);
    });
  }

  /** Waits until the terminal's journal shows that the card interaction is over. */
  async cardIsDone(): Promise<void> {
    await this.until('the card interaction is over', async () => {
      const entries = await this.terminal.interactionsOf(this.reference);
      return entries.some(({ endedAt }) => endedAt !== null) ? true : undefined;
    });
  }

  async interactions(): Promise<number> {
    return (await this.terminal.interactionsOf(this.reference)).length;
  }

  /** Locks the row as a slow commit would; whoever wants to write it waits. */
  async lock(): Promise<() => Promise<void>> {
    return this.platform.lock('transaction', (client) =>
      client.query('select 1 from exchange where exchange_id = $1 for update', [this.exchangeId]),
    );
  }

  private until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    return eventually(what, look, 20_000);
  }
}
