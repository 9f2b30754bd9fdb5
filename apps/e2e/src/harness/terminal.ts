import { eventually } from '@ppaas/testing';
import type { Interaction } from '../books.ts';

export type ScriptOutcome =
  | 'approve'
  | 'decline'
  | 'partial'
  | 'cancel'
  | 'busy'
  | 'silent'
  | 'disconnect-before-answer'
  | 'disconnect-after-answer'
  | 'reboot'
  | 'reboot-without-journal'
  | 'duplicate-answer'
  | 'late-answer';

export interface Script {
  readonly outcome: ScriptOutcome;
  readonly delayMs?: number;
  /** false: no Progress between the acknowledgement and the answer. */
  readonly progress?: boolean;
  readonly times?: number;
}

export interface TerminalState {
  readonly serialNumber: string;
  readonly deviceId: string | null;
  readonly connected: boolean;
  readonly epoch: number | null;
  readonly bootId: string;
  readonly running: string | null;
  readonly unstored: number;
  readonly login: string | null;
}

/** One simulated terminal, driven over the simulator's control API. */
export class Terminal {
  constructor(
    readonly url: string,
    readonly serialNumber: string,
    readonly deviceId: string,
  ) {}

  script(script: Script): Promise<unknown> {
    return control('POST', `${this.url}/script`, script);
  }

  power(on: boolean, silent = false): Promise<unknown> {
    return control('POST', `${this.url}/power`, on ? { on } : { on, silent });
  }

  state(): Promise<TerminalState> {
    return control('GET', this.url);
  }

  async interactions(): Promise<Interaction[]> {
    return (await control<{ interactions: Interaction[] }>('GET', `${this.url}/journal`)).interactions;
  }

  /** The interactions of one sale: by the POS's transaction reference. */
  async interactionsOf(reference: string): Promise<Interaction[]> {
    return (await this.interactions()).filter((one) => one.saleTransactionReference === reference);
  }

  async connected(): Promise<TerminalState> {
    return eventually(
      `terminal ${this.serialNumber} is connected`,
      async () => {
        const state = await this.state();
        return state.connected ? state : undefined;
      },
      30_000,
    );
  }
}

/** @throws Error when the simulator does not answer 2xx */
export async function control<T>(method: 'GET' | 'POST', url: string, body?: object): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

/** Enrols a new terminal in a simulator and connects it. */
export async function addTerminal(
  simulatorUrl: string,
  wanted: { readonly serialNumber: string; readonly activationCode: string },
): Promise<Terminal> {
  const { simulatorUrl: url, deviceId } = await control<{ simulatorUrl: string; deviceId: string }>(
    'POST',
    `${simulatorUrl}/terminals`,
    wanted,
  );
  return new Terminal(url, wanted.serialNumber, deviceId);
}

/** Every interaction that any terminal of a simulator ever made. */
export async function allInteractions(simulatorUrl: string): Promise<Interaction[]> {
  const { terminals } = await control<{ terminals: { simulatorUrl: string }[] }>('GET', `${simulatorUrl}/terminals`);
  const journals = await Promise.all(
    terminals.map((one) => control<{ interactions: Interaction[] }>('GET', `${one.simulatorUrl}/journal`)),
  );
  return journals.flatMap(({ interactions }) => interactions);
}
