import { describe, expect, it } from '@jest/globals';
import { endOfTurn } from './turn.ts';

describe('endOfTurn', () => {
  const seen: string[] = [];
  const request = async (name: string): Promise<void> => {
    await endOfTurn();
    seen.push(`${name} is worked on`);
    await Promise.resolve();
    seen.push(`${name} is answered`);
  };

  it('lets all work of a turn be done before its first answer, and again in the next turn', async () => {
    await Promise.all([request('a'), request('b')]);
    await Promise.all([request('c'), request('d')]);
    expect(seen).toEqual([
      'a is worked on',
      'b is worked on',
      'a is answered',
      'b is answered',
      'c is worked on',
      'd is worked on',
      'c is answered',
      'd is answered',
    ]);
  });
});
