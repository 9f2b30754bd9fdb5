import { expect, it } from '@jest/globals';
import { plotOf, rangeOf, stepPath } from './plot.ts';

const NONE = { approved: 0, partial: 0, declined: 0, cancelled: 0, notStarted: 0 };

it('puts outcomes on top of each other, as high as the highest bar allows', () => {
  const { peak, pieces } = plotOf([NONE, { ...NONE, approved: 3, declined: 1 }, { ...NONE, cancelled: 2 }]);
  expect(peak).toBe(4);
  expect(pieces).toEqual([
    { outcome: 'approved', x: 1 / 3, y: 0.25, width: 1 / 3, height: 0.75 },
    { outcome: 'declined', x: 1 / 3, y: 0, width: 1 / 3, height: 0.25 },
    { outcome: 'cancelled', x: 2 / 3, y: 0.5, width: 1 / 3, height: 0.5 },
  ]);
});

it('has nothing to draw where nothing was sold', () => {
  expect(plotOf([])).toEqual({ pieces: [], peak: 0 });
  expect(plotOf([NONE])).toEqual({ pieces: [], peak: 0 });
});

it('draws how many were online from moment to moment', () => {
  const at = (seconds: number): string => new Date(seconds * 1_000).toISOString();
  const steps = [
    { at: at(-50), online: 0 },
    { at: at(50), online: 2 },
    { at: at(75), online: 1 },
  ];
  const range = { from: 0, to: 100_000 };
  expect(stepPath(steps, 2, range, { width: 200, height: 20 })).toBe('M0.0 20.0H100.0V0.0H150.0V10.0H200');
  expect(rangeOf(steps)).toEqual([0, 2]);
  expect(stepPath([], 2, range, { width: 200, height: 20 })).toBe('');
});
