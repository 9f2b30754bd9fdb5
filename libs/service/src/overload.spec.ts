import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CALM, IMPORTANCES, nextLevel, refusalOf } from './overload.ts';
import type { Level } from './overload.ts';

/** Importances that are refused, with 100 calls that may be in flight. */
const refused = (inFlight: number, level: number): readonly string[] =>
  IMPORTANCES.filter((importance) => refusalOf(importance, { inFlight, inFlightMax: 100, level }) !== undefined);

const after = (strains: readonly number[], from: Level = CALM): number =>
  strains.reduce((level: Level, strain) => nextLevel(level, strain), from).level;

describe('a call', () => {
  it.each([
    { inFlight: 0, level: 0, are: [] },
    { inFlight: 49, level: 0, are: [] },
    { inFlight: 50, level: 0, are: ['report'] },
    { inFlight: 75, level: 0, are: ['report', 'listing'] },
    { inFlight: 99, level: 0, are: ['report', 'listing'] },
    { inFlight: 100, level: 0, are: ['report', 'listing', 'start'] },
    { inFlight: 199, level: 3, are: ['report', 'listing', 'start'] },
    { inFlight: 200, level: 0, are: ['report', 'listing', 'start', 'finish'] },
    { inFlight: 0, level: 1, are: ['report'] },
    { inFlight: 0, level: 2, are: ['report', 'listing'] },
    { inFlight: 0, level: 3, are: ['report', 'listing', 'start'] },
  ])('with $inFlight others in flight, at level $level: refused are $are', ({ inFlight, level, are }) => {
    expect(refused(inFlight, level)).toEqual(are);
  });

  it('is never refused before one that matters less', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(3), (inFlight, level) => {
        const are = refused(inFlight, level);
        expect(are).toEqual(IMPORTANCES.slice(0, are.length));
      }),
    );
  });

  it('is refused with why', () => {
    expect(refusalOf('start', { inFlight: 2, inFlightMax: 2, level: 3 })).toBe('in_flight');
    expect(refusalOf('start', { inFlight: 1, inFlightMax: 2, level: 3 })).toBe('strain');
  });
});

/** So many times the same. */
const times = (count: number, strain: number): number[] => Array<number>(count).fill(strain);

describe('the level', () => {
  it.each([
    { strains: times(9, 0.9), is: 0, when: 'there is no more than is allowed' },
    { strains: [9, 9], is: 0, when: 'there were two pauses, however long' },
    { strains: [9, 9, 0, 9, 9], is: 0, when: 'there was a calm look between pauses' },
    { strains: times(3, 1), is: 1, when: 'it lasts' },
    { strains: times(6, 1), is: 2, when: 'it lasts for longer' },
    { strains: times(30, 1.9), is: 2, when: 'it lasts and is not twice as much as is allowed' },
    { strains: times(9, 2), is: 3, when: 'it is twice as much' },
    { strains: times(30, 9), is: 3, when: 'there is nothing above' },
    { strains: [...times(9, 2), 0, 0], is: 3, when: 'it has been calm for two looks' },
    { strains: [...times(9, 2), 0, 0, 0], is: 2, when: 'it has been calm for three' },
    { strains: [...times(9, 2), ...times(9, 1)], is: 3, when: 'it is no calm to be only below' },
    { strains: [...times(6, 1), ...times(9, 0.6)], is: 2, when: 'it hangs about below what is allowed' },
    { strains: [...times(6, 1), 0, 0, 0.6, 0, 0], is: 2, when: 'the calm was broken' },
    { strains: [...times(6, 1), ...times(6, 0)], is: 0, when: 'it was calm for long' },
  ])('is $is after $strains: $when', ({ strains, is }) => {
    expect(after(strains)).toBe(is);
  });

  it('changes by one at most, after three looks at least, and comes back to nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { maxLength: 60 }), (strains) => {
        let last = CALM;
        let sinceChange = 0;
        for (const strain of strains) {
          const next = nextLevel(last, strain);
          sinceChange += 1;
          expect(Math.abs(next.level - last.level)).toBeLessThanOrEqual(1);
          expect(next.level).toBeGreaterThanOrEqual(0);
          expect(next.level).toBeLessThanOrEqual(3);
          if (next.level !== last.level) {
            expect(sinceChange).toBeGreaterThanOrEqual(3);
            sinceChange = 0;
          }
          last = next;
        }
        expect(after(times(9, 0), last)).toBe(0);
      }),
    );
  });
});
