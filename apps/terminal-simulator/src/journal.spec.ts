import { describe, expect, it } from '@jest/globals';
import {
  expiredPrefix,
  JOURNAL_LIFE_MS,
  JournalState,
  type JournalEntry,
  type NewEntry,
  type SettledFacts,
} from './journal.ts';

const NOW = new Date('2026-02-01T00:00:00Z');
const OLD = new Date(NOW.getTime() - JOURNAL_LIFE_MS - 1).toISOString();
const at = { offset: 0, length: 0 };

const numbered = (entries: readonly NewEntry[], when = NOW.toISOString()): JournalEntry[] =>
  entries.map((entry, sequence) => ({ sequence, at: when, ...entry }) as JournalEntry);

function stateOf(entries: readonly NewEntry[]): JournalState {
  const state = new JournalState();
  for (const entry of numbered(entries)) state.apply(entry, at);
  return state;
}

const created: NewEntry = { type: 'created', journalId: 'J' };
const accepted = (exchangeId: string): NewEntry => ({ type: 'accepted', exchangeId, request: {} });
const answered = (exchangeId: string, facts?: SettledFacts): NewEntry =>
  facts === undefined
    ? { type: 'answered', exchangeId, message: {} }
    : { type: 'answered', exchangeId, message: {}, facts };
const stored = (exchangeId: string): NewEntry => ({ type: 'stored', exchangeId });
const facts = (change: Partial<SettledFacts> = {}): SettledFacts => ({
  kind: 'payment',
  result: 'APPROVED',
  amount: '1.00',
  currency: 'EUR',
  saleId: 'TILL',
  poiReference: 'P-1',
  ...change,
});

describe('the state of a journal', () => {
  it('begins with its creation, entry 0', () => {
    expect(stateOf([created])).toMatchObject({ journalId: 'J', oldestSequence: 0, journalSequence: 0 });
  });

  it('knows what is running, answered, stored and spent', () => {
    const state = stateOf([
      created,
      accepted('T1'),
      accepted('T2'),
      answered('T2'),
      answered('T3'),
      stored('T3'),
      { type: 'spent', exchangeId: 'T4' },
    ]);
    expect(state.unanswered()).toEqual(['T1']);
    expect([...state.unstored]).toEqual(['T2']);
    expect(state.exchanges.get('T4')?.state).toBe('spent');
    expect(state.journalSequence).toBe(6);
  });

  it('finds money by the terminal’s own reference, and whether it was reversed', () => {
    const reversal = facts({ kind: 'reversal', poiReference: 'P-2', reverses: 'P-1' });
    const state = stateOf([created, answered('T1', facts()), answered('T2', reversal)]);
    expect(state.settledUnder('P-1')).toMatchObject({ amount: '1.00', isReversed: true });
    expect(state.settledUnder('P-9')).toBeUndefined();
  });

  it('keeps stand-alone sales until they are stored', () => {
    const sale: NewEntry = { type: 'standAlone', message: {}, facts: facts() };
    expect([...stateOf([created, sale, sale, { type: 'standAloneStored', of: 1 }]).standAlone.keys()]).toEqual([2]);
  });
});

describe('what may leave a journal', () => {
  it.each<[string, readonly NewEntry[], number]>([
    ['old and stored', [created, accepted('T1'), answered('T1'), stored('T1')], 4],
    [
      'not stored: it and all behind it stay',
      [created, accepted('T1'), answered('T1'), accepted('T2'), answered('T2'), stored('T2')],
      1,
    ],
    ['still running', [created, accepted('T1')], 1],
    ['spent', [created, { type: 'spent', exchangeId: 'T1' }], 2],
    ['a stand-alone sale that nobody stored', [created, { type: 'standAlone', message: {}, facts: facts() }], 1],
  ])('%s', (_what, entries, gone) => {
    expect(expiredPrefix(numbered(entries, OLD), NOW)).toBe(gone);
  });

  it('nothing younger than seven days', () => {
    expect(expiredPrefix(numbered([created, accepted('T1'), answered('T1'), stored('T1')]), NOW)).toBe(0);
  });
});
