import { expect, it } from '@jest/globals';
import { durationText } from './duration.ts';

it.each([
  [0, '0 ms'],
  [320, '320 ms'],
  [4_249, '4.2 sec'],
  [59_949, '59.9 sec'],
  [59_950, '1 min 0 sec'],
  [123_400, '2 min 3 sec'],
  [4_800_000, '1 hr 20 min'],
])('says %i ms as %s', (ms, text) => {
  expect(durationText(ms, 'en')).toBe(text);
});
