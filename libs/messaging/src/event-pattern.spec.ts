import { describe, expect, it } from '@jest/globals';
import { eventPattern, parsePattern } from './event-pattern.ts';

describe('the pattern of a handler', () => {
  it.each([
    [eventPattern('deviceEvents'), { topic: 'deviceEvents', group: 'service' }],
    [eventPattern('deviceCommands', { group: 'process' }), { topic: 'deviceCommands', group: 'process' }],
    [
      eventPattern('transactionEvents', { only: ['A', 'B'], lingerMs: 100 }),
      { topic: 'transactionEvents', group: 'service', only: ['A', 'B'], lingerMs: 100 },
    ],
    [
      eventPattern('deviceCommands', { instance: 'c-1' }),
      { topic: 'deviceCommands', group: 'service', instance: 'c-1' },
    ],
  ])('survives Nest', (pattern, expected) => {
    expect(parsePattern(JSON.stringify(pattern))).toEqual(expected);
  });

  it.each(['orders', '{"cmd":"sum"}', '{"topic":"nobody","group":"service"}'])('is refused as %s', (text) => {
    expect(() => parsePattern(text)).toThrow();
  });
});
