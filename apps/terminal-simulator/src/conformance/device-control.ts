import { postJson } from '../post-json.ts';
import type { Interaction } from '../interactions.ts';
import type { Script } from '../script.ts';

/** The test hooks of a device: what a simulator offers under its simulatorUrl, and any maker may offer too. */
export class DeviceControl {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  script(outcome: Script['outcome'], delayMs = 0, times?: number): Promise<void> {
    return this.#post('script', { outcome, delayMs, ...(times === undefined ? {} : { times }) });
  }

  standAlone(amount: string, currency: string): Promise<void> {
    return this.#post('stand-alone', { amount, currency });
  }

  async interactions(): Promise<Interaction[]> {
    const response = await fetch(`${this.#url}/journal`);
    const body = (await response.json()) as { interactions: Interaction[] };
    return body.interactions;
  }

  /** How many card interactions an exchange had. */
  async interactionsOf(exchangeId: string): Promise<number> {
    const all = await this.interactions();
    return all.filter((interaction) => interaction.exchangeIdentification === exchangeId).length;
  }

  async #post(action: string, body: unknown): Promise<void> {
    const answer = await postJson(`${this.#url}/${action}`, body, { ca: '' });
    if (answer.status > 299) throw new Error(`${action}: ${answer.status} ${answer.text}`);
  }
}
