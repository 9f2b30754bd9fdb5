import { describe, expect, it } from '@jest/globals';
import { delayAfter, isOpen, isPending } from './sign-in.ts';
import type { SignInState } from './sign-in.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

describe('a sign-in', () => {
  it.each<[string, SignInState, number, number, boolean]>([
    ['just made', 'OPEN', 0, 0, true],
    ['used a moment ago', 'OPEN', 11 * 60, 1, true],
    ['not used for 29 minutes', 'OPEN', 60, 29, true],
    ['not used for 30 minutes', 'OPEN', 60, 30, false],
    ['of 12 hours, in use', 'OPEN', 12 * 60, 0, false],
    ['without its second factor', 'PENDING', 0, 0, false],
    ['that was ended', 'ENDED', 1, 0, false],
  ])('%s', (_name, state, createdMinutes, seenMinutes, expected) => {
    const signIn = { state, createdAt: ago(createdMinutes), lastSeenAt: ago(seenMinutes) };
    expect(isOpen(signIn, NOW)).toBe(expected);
  });

  it.each<[SignInState, number, boolean]>([
    ['PENDING', 4, true],
    ['PENDING', 5, false],
    ['OPEN', 0, false],
    ['ENDED', 0, false],
  ])('%s for %i minutes waits for the second factor: %s', (state, minutes, expected) => {
    expect(isPending({ state, createdAt: ago(minutes), lastSeenAt: NOW }, NOW)).toBe(expected);
  });
});

it('failures are free at first, then cost more and more, never more than 15 minutes', () => {
  expect([1, 2, 3, 4, 5, 10, 12, 13, 1000].map(delayAfter)).toEqual([
    ...[0, 0, 1_000, 2_000, 4_000, 128_000, 512_000],
    ...[900_000, 900_000],
  ]);
});
