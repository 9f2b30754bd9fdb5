import { expect, it } from '@jest/globals';
import { onlineSpans } from './presence-history.ts';
import type { RecordedConnection } from './presence-history.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minute));
const was = (from: number, to: number | null): RecordedConnection => ({
  connectedAt: at(from),
  disconnectedAt: to === null ? null : at(to),
});
const window = { from: at(10), to: at(60), openUntil: at(50) };

it.each<[string, RecordedConnection[], [number, number][]]>([
  ['nothing was recorded', [], []],
  ['within the window', [was(20, 30), was(40, 45)], [[20, 30], [40, 45]]],
  ['cut at its ends', [was(0, 20), was(55, 70)], [[10, 20], [55, 60]]],
  ['before it', [was(0, 5)], []],
  ['one takes over from the other', [was(20, 31), was(30, 40), was(40, 45)], [[20, 45]]],
  ['a short one inside a long one', [was(20, 40), was(25, 30)], [[20, 40]]],
  ['the last has no end', [was(20, null)], [[20, 50]]],
  ['one of before has no end', [was(20, null), was(30, 35)], [[20, 35]]],
  ['the end comes before the beginning by clocks that differ', [was(30, 29)], []],
])('online: %s', (_name, connections, expected) => {
  expect(onlineSpans(connections, window)).toEqual(expected.map(([from, to]) => ({ from: at(from), to: at(to) })));
}); // prettier-ignore
