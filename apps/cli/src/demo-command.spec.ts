import { describe, expect, it } from '@jest/globals';
import { pretty } from './demo-command.ts';

describe('messages of the demo', () => {
  it('are printed without what every message repeats', () => {
    const message = { Header: { MessageFunction: 'X', InitiatingParty: { Identification: 'T' } }, Environment: {} };
    expect(pretty(message)).toBe('{"Header":{"MessageFunction":"X"}}');
  });

  it('have one member per line where a line is too short', () => {
    const long = { A: 'a'.repeat(60), B: ['b'.repeat(60)], C: 1 };
    expect(pretty(long).split('\n')).toEqual([
      '{',
      `  "A": "${'a'.repeat(60)}",`,
      `  "B": ["${'b'.repeat(60)}"],`,
      '  "C": 1',
      '}',
    ]);
  });
});
