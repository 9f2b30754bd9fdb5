import type { InteractionLog } from './interactions.ts';
import type { JournalFile } from './journal-file.ts';
import type { SettledFacts } from './journal.ts';
import type { JsonObject } from './json.ts';
import type { DeviceLink } from './link.ts';
import type { Message } from './message.ts';
import type { Screen } from './screen.ts';
import type { ScriptBook } from './script.ts';
import type { OpenLogin } from './session.ts';

/** What a card flow needs of the terminal it runs on. */
export interface TerminalParts {
  readonly options: { readonly serialNumber: string; readonly timeScale: number; readonly now: () => Date };
  readonly link: DeviceLink;
  readonly interactions: InteractionLog;
  readonly scripts: ScriptBook;
  readonly screen: Screen;
  readonly journal: JournalFile;
  readonly login: OpenLogin | undefined;
  readonly deviceId: string;
  /** A reference of the terminal's own, without digit runs that a card number could be taken for. */
  newReference(): string;
  /** Journals an answer and the exchange with it, then says both. */
  answer(message: Message, answer: JsonObject, facts?: SettledFacts): Promise<void>;
  /** @param keepJournal false: the terminal has lost its memory as well */
  reboot(keepJournal: boolean): void;
}

/** A sale with a card in it; a terminal runs one at a time. */
export interface CardFlow<Result> {
  readonly exchangeId: string;
  run(): Promise<Result>;
  abort(): void;
  stop(): void;
}
