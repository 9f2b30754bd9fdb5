import { describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InteractionLog } from './interactions.ts';
import { JournalFile } from './journal-file.ts';
import { JOURNAL_LIFE_MS } from './journal.ts';

const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'journal-')), 'journal.jsonl');

describe('a journal on disk', () => {
  it('is there again after a start, with its id, its numbers and its answers', async () => {
    const path = fresh();
    const first = JournalFile.open(path);
    await first.append({ type: 'accepted', exchangeId: 'T1', request: { a: 'é' } });
    await first.append({ type: 'answered', exchangeId: 'T1', message: { b: '✓' } });
    const { journalId } = first.state;
    first.close();
    const second = JournalFile.open(path);
    expect(second.state).toMatchObject({ journalId, oldestSequence: 0, journalSequence: 2 });
    const record = second.state.exchanges.get('T1');
    expect(record && second.read(record.position)).toMatchObject({ type: 'answered', message: { b: '✓' } });
    second.close();
  });

  it('resolves many entries in order, with few syncs', async () => {
    const file = JournalFile.open(fresh());
    const done: number[] = [];
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        file.append({ type: 'spent', exchangeId: `T${n}` }).then(() => done.push(n)),
      ),
    );
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(file.state.journalSequence).toBe(200);
    file.close();
  });

  it('drops a last line that a power loss cut off', async () => {
    const path = fresh();
    const first = JournalFile.open(path);
    await first.append({ type: 'spent', exchangeId: 'T1' });
    first.close();
    appendFileSync(path, '{"sequence":2,"type":"spe');
    const second = JournalFile.open(path);
    await second.append({ type: 'spent', exchangeId: 'T2' });
    second.close();
    const third = JournalFile.open(path);
    expect(third.state.journalSequence).toBe(2);
    expect([...third.state.exchanges.keys()]).toEqual(['T1', 'T2']);
    third.close();
  });

  it('lets go of what is old and stored, keeps its id, and tells so by its oldest sequence', async () => {
    const path = fresh();
    const then = new Date(Date.now() - JOURNAL_LIFE_MS - 60_000);
    const first = JournalFile.open(path, { now: () => then });
    await first.append({ type: 'answered', exchangeId: 'T1', message: {} });
    await first.append({ type: 'stored', exchangeId: 'T1' });
    await first.append({ type: 'answered', exchangeId: 'T2', message: {} });
    const { journalId } = first.state;
    first.close();
    const second = JournalFile.open(path);
    expect(second.state).toMatchObject({ journalId, oldestSequence: 2, journalSequence: 3 });
    expect([...second.state.exchanges.keys()]).toEqual(['T2']);
    second.close();
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
  });

  it('takes nothing any more once it is closed', async () => {
    const file = JournalFile.open(fresh());
    file.close();
    await expect(file.append({ type: 'spent', exchangeId: 'T1' })).rejects.toThrow('closed');
  });
});

describe('the interactions', () => {
  it('are there again after a start, a cut-off line aside', () => {
    const path = fresh();
    const log = new InteractionLog(path);
    const facts = {
      exchangeIdentification: 'T1',
      saleId: 'TILL',
      saleTransactionReference: 'R',
      amount: '1.00',
      currency: 'EUR',
    };
    const id = log.start({ ...facts, startedAt: '2026-01-01T00:00:00.000Z' });
    log.end(id, 'APPROVED', new Date('2026-01-01T00:00:01Z'));
    log.start({ ...facts, exchangeIdentification: 'T2', startedAt: '2026-01-01T00:00:02.000Z' });
    appendFileSync(path, '{"start":{"inter');
    const again = new InteractionLog(path);
    expect(again.all().map(({ exchangeIdentification, result }) => [exchangeIdentification, result])).toEqual([
      ['T1', 'APPROVED'],
      ['T2', null],
    ]);
    expect(again.running()).toHaveLength(1);
  });
});
