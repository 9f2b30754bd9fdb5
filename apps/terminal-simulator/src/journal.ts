import type { JsonObject } from './json.ts';

/** What became of money in an exchange: the facts that a later reversal or report needs. */
export interface SettledFacts {
  readonly kind: 'payment' | 'refund' | 'reversal';
  readonly result: InteractionResult;
  readonly amount: string;
  readonly currency: string;
  readonly brand?: string;
  readonly saleId: string;
  readonly poiReference?: string;
  /** A reversal names the POI transaction it undid. */
  readonly reverses?: string;
}

export type InteractionResult = 'APPROVED' | 'PARTIAL' | 'DECLINED' | 'CANCELLED' | 'INTERRUPTED';

/** One durable line of the journal. Sequences have no gaps; the journal's own creation is its first entry. */
export type JournalEntry = { readonly sequence: number; readonly at: string } & (
  | { readonly type: 'created'; readonly journalId: string }
  /** Written before anything starts; the request is kept so that the exchange can be answered after a reboot. */
  | { readonly type: 'accepted'; readonly exchangeId: string; readonly request: JsonObject }
  | {
      readonly type: 'answered';
      readonly exchangeId: string;
      readonly message: JsonObject;
      readonly facts?: SettledFacts;
    }
  /** Reported as not found, or aborted before it came: must never start. */
  | { readonly type: 'spent'; readonly exchangeId: string }
  | { readonly type: 'stored'; readonly exchangeId: string }
  | { readonly type: 'standAlone'; readonly message: JsonObject; readonly facts: SettledFacts }
  | { readonly type: 'standAloneStored'; readonly of: number }
);
type Unnumbered<T> = T extends unknown ? Omit<T, 'sequence' | 'at'> : never;
export type NewEntry = Unnumbered<JournalEntry>;

/** Where a line stands in the file. */
export interface Position {
  readonly offset: number;
  readonly length: number;
}

export interface ExchangeRecord {
  state: 'accepted' | 'answered' | 'spent';
  isStored: boolean;
  /** The accepted line until there is an answer, then the answered one. */
  position: Position;
}

interface Settled extends SettledFacts {
  readonly exchangeId: string;
  isReversed: boolean;
}

/** What the entries of a journal add up to. Bodies stay in the file: only their positions are held. */
export class JournalState {
  journalId = '';
  oldestSequence = 0;
  journalSequence = -1;
  readonly exchanges = new Map<string, ExchangeRecord>();
  /** Unreleased stand-alone sales: sequence → line. */
  readonly standAlone = new Map<number, Position>();
  /** Answered exchanges that the platform has not stored yet, in the order of their answers. */
  readonly unstored = new Set<string>();
  readonly #settled = new Map<string, Settled>();

  apply(entry: JournalEntry, position: Position): void {
    if (this.journalSequence < 0) this.oldestSequence = entry.sequence;
    this.journalSequence = entry.sequence;
    switch (entry.type) {
      case 'created':
        this.journalId = entry.journalId;
        return;
      case 'accepted':
        this.exchanges.set(entry.exchangeId, { state: 'accepted', isStored: false, position });
        return;
      case 'answered':
        this.exchanges.set(entry.exchangeId, { state: 'answered', isStored: false, position });
        this.unstored.add(entry.exchangeId);
        if (entry.facts !== undefined) this.#settle(entry.exchangeId, entry.facts);
        return;
      case 'spent':
        this.exchanges.set(entry.exchangeId, { state: 'spent', isStored: false, position });
        return;
      case 'stored': {
        const record = this.exchanges.get(entry.exchangeId);
        if (record !== undefined) record.isStored = true;
        this.unstored.delete(entry.exchangeId);
        return;
      }
      case 'standAlone':
        this.standAlone.set(entry.sequence, position);
        this.#settle(`stand-alone ${entry.sequence}`, entry.facts);
        return;
      case 'standAloneStored':
        this.standAlone.delete(entry.of);
    }
  }

  #settle(exchangeId: string, facts: SettledFacts): void {
    if (facts.reverses !== undefined && facts.result === 'APPROVED') {
      const original = this.#settled.get(facts.reverses);
      if (original !== undefined) original.isReversed = true;
    }
    if (facts.poiReference !== undefined) {
      this.#settled.set(facts.poiReference, { ...facts, exchangeId, isReversed: false });
    }
  }

  /** The money that moved under a POITransactionIdentification of this terminal. */
  settledUnder(poiReference: string): Readonly<Settled> | undefined {
    return this.#settled.get(poiReference);
  }

  settled(): Iterable<Readonly<Settled>> {
    return this.#settled.values();
  }

  /** Exchanges that were accepted and have no answer: after a start, those that a reboot cut off. */
  unanswered(): string[] {
    return [...this.exchanges].filter(([, record]) => record.state === 'accepted').map(([exchangeId]) => exchangeId);
  }
}

/** 7 days, how long an entry is kept at least. */
export const JOURNAL_LIFE_MS = 7 * 24 * 3_600_000;

/**
 * How many of the first entries may go: older than seven days, and neither running nor waiting to be stored. The first
 * one that must stay keeps all behind it, because the journal has no gaps.
 */
export function expiredPrefix(entries: readonly JournalEntry[], now: Date): number {
  const stored = new Set<string | number>();
  const accepted = new Set<string>();
  for (const entry of entries) {
    if (entry.type === 'stored') stored.add(entry.exchangeId);
    if (entry.type === 'standAloneStored') stored.add(entry.of);
    if (entry.type === 'accepted') accepted.add(entry.exchangeId);
  }
  const firstKept = entries.findIndex((entry) => {
    if (now.getTime() - Date.parse(entry.at) <= JOURNAL_LIFE_MS) return true;
    if (entry.type === 'accepted' || entry.type === 'answered') return !stored.has(entry.exchangeId);
    return entry.type === 'standAlone' && !stored.has(entry.sequence);
  });
  return firstKept < 0 ? entries.length : firstKept;
}
