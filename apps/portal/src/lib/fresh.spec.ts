import { expect, it } from '@jest/globals';
import { LATE_MS, freshnessAt } from './fresh.ts';

const SEEN = 1_000;
const fresh = { isKept: true, isLost: false, updatedAt: SEEN, refresh: () => undefined };

it.each([
  ['NEVER', { updatedAt: 0 }, SEEN],
  ['LIVE', {}, SEEN],
  ['LIVE', {}, SEEN + LATE_MS - 1],
  ['LOST', {}, SEEN + LATE_MS],
  ['LOST', { isLost: true }, SEEN],
  ['STILL', { isKept: false }, SEEN],
  ['STILL', { isKept: false, isLost: true }, SEEN + LATE_MS],
] as const)('is %s of %j at %d', (expected, changed, now) => {
  expect(freshnessAt({ ...fresh, ...changed }, now)).toBe(expected);
});
