import { expect, it } from '@jest/globals';
import { relativeTime } from './relative-time.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

it.each([
  [0, 'en', 'now'],
  [-59, 'en', '59 seconds ago'],
  [-119, 'en', '1 minute ago'],
  [-7_200, 'fr', 'il y a 2 heures'],
  [-86_400, 'en', 'yesterday'],
  [7 * 86_400, 'en', 'in 7 days'],
  [-400 * 86_400, 'fr', 'l’année dernière'],
])('%i s from now is, in %s, %s', (seconds, language, expected) => {
  expect(relativeTime(after(seconds), NOW, language)).toBe(expected);
});
