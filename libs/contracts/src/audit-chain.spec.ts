import { describe, expect, it } from '@jest/globals';
import { faultOf, hashOfEntry } from './audit-chain.ts';
import type { ChainedEntry } from './audit-chain.ts';

function entry(seq: number, before?: ChainedEntry, change: Partial<ChainedEntry> = {}): ChainedEntry {
  const made: ChainedEntry = {
    ...{ chain: 'platform', seq, at: '2026-03-01T12:00:00.123456Z', actor: 'ann', action: 'a', object: 'o:1' },
    ...{ address: null, detail: '{"name": "é"}', previousHash: before?.hash ?? '', hash: '' },
    ...change,
  };
  return { ...made, hash: hashOfEntry(made) };
}

describe('the chain of an audit trail', () => {
  const first = entry(1);
  const second = entry(2, first);

  it('holds', () => {
    expect([faultOf(first, undefined), faultOf(second, first)]).toEqual([undefined, undefined]);
  });

  it.each<[string, Partial<ChainedEntry>]>([
    ['actor', { actor: 'bob' }],
    ['time', { at: '2026-03-01T12:00:00.123457Z' }],
    ['address', { address: '198.51.100.7' }],
    ['detail', { detail: '{}' }],
    ['chain', { chain: 'other' }],
    // parts that only together are the same text
    ['border of two parts', { actor: 'anna', action: '' }],
  ])('breaks when the %s of an entry is another', (_name, change) => {
    expect(faultOf({ ...second, ...change }, first)).toBe('entry 2 was changed');
  });

  it('breaks when an entry is taken out, put in between or made anew', () => {
    expect(faultOf(entry(3, second), first)).toBe('entry 2 is missing');
    expect(faultOf(second, undefined)).toBe('entry 1 is missing');
    const forged = entry(1, undefined, { actor: 'bob' });
    expect(faultOf(forged, undefined)).toBeUndefined();
    expect(faultOf(second, forged)).toBe('entry 2 does not follow the one before it');
  });
});
