import type { Known } from './enquiry.ts';
import type { JournalFile } from './journal-file.ts';
import type { TerminalParts } from './terminal-parts.ts';

/** At most this many results are sent at once after a Welcome, the rest at this many per second. */
const BURST = 10;

/** What a journal knows of an exchange. */
export function knownIn(journal: JournalFile, exchangeId: string): Known | undefined {
  const record = journal.state.exchanges.get(exchangeId);
  if (record === undefined) return undefined;
  if (record.state === 'accepted') return { state: 'accepted' };
  if (record.state === 'spent') return { state: 'spent' };
  const entry = journal.read(record.position);
  return entry.type === 'answered' ? { state: 'answered', message: entry.message } : undefined;
}

/** Tells results again until the platform has stored them. */
export class Results {
  readonly #terminal: TerminalParts;
  #timer: NodeJS.Timeout | undefined;

  constructor(terminal: TerminalParts) {
    this.#terminal = terminal;
  }

  /** The stored answer of an exchange. */
  send(exchangeId: string): void {
    const known = knownIn(this.#terminal.journal, exchangeId);
    if (known?.state === 'answered') this.#terminal.link.send(known.message);
  }

  /** After a Welcome: every result that the platform has not stored, the newest first, within the frame rate. */
  resend(): void {
    this.stop();
    const { state } = this.#terminal.journal;
    const exchanges = [...state.unstored].reverse();
    const sales = [...state.standAlone.keys()];
    const next = (): void => {
      for (const exchangeId of exchanges.splice(0, BURST)) if (state.unstored.has(exchangeId)) this.send(exchangeId);
      if (exchanges.length === 0) for (const sequence of sales.splice(0, BURST)) this.#sendStandAlone(sequence);
      if (exchanges.length === 0 && sales.length === 0) this.stop();
    };
    this.#timer = setInterval(next, 1_000);
    next();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #sendStandAlone(sequence: number): void {
    const { journal, link } = this.#terminal;
    const position = journal.state.standAlone.get(sequence);
    if (position === undefined) return;
    const entry = journal.read(position);
    if (entry.type === 'standAlone') link.send({ StandAlone: { journalSequence: sequence, response: entry.message } });
  }
}
