import { describe, expect, it } from '@jest/globals';
import type { ServicePulse } from '@ppaas/contracts';
import { concerning, seriesOf, stepsOf, worstStores } from './overview.ts';

describe('the curve of sales', () => {
  it.each([
    [1, 5, 12],
    [5, 5, 60],
    [15, 15, 60],
    [60, 60, 60],
  ])('has over %i minutes steps of %i s, %i of them', (minutes, stepSeconds, points) => {
    const steps = stepsOf(minutes, 1_000_003);
    expect(steps.stepSeconds).toBe(stepSeconds);
    expect(steps.to).toBeLessThanOrEqual(1_000_003);
    expect(seriesOf([], steps).points).toHaveLength(points);
  });

  it('counts each sale in its step and in the totals, and what is outside in neither', () => {
    const steps = stepsOf(1, 1_000_000);
    const { points, totals, stepSeconds } = seriesOf(
      [
        { at: steps.from, state: 'APPROVED', sales: 3 },
        { at: steps.from, state: 'NOT_STARTED', sales: 1 },
        { at: steps.to - stepsOf(1, 0).stepSeconds, state: 'APPROVED', sales: 2 },
        { at: steps.to, state: 'APPROVED', sales: 9 },
        { at: steps.from, state: 'UNKNOWN', sales: 9 },
      ],
      steps,
    );
    expect(stepSeconds).toBe(5);
    expect(totals).toEqual({ approved: 5, partial: 0, declined: 0, cancelled: 0, notStarted: 1 });
    expect(points[0]).toEqual({
      at: new Date(steps.from * 1000).toISOString(),
      ...{ approved: 3, partial: 0, declined: 0, cancelled: 0, notStarted: 1 },
    });
    expect(points.at(-1)).toMatchObject({ approved: 2 });
  });
});

describe('stores in trouble', () => {
  const doubts = (storeId: string, over: object) => ({
    ...{ storeId, organisationId: 'o', unknown: 0, workList: 0, contradictions: 0 },
    ...over,
  });
  const devices = (storeId: string, online: number, all: number) => ({
    ...{ storeId, organisationId: 'o', online, devices: all, timeline: [] },
  });

  it('come with the worst first, sales before devices, and leave out those where all is well', () => {
    const worst = worstStores(
      [doubts('a', { unknown: 1 }), doubts('b', { contradictions: 1 })],
      [devices('a', 1, 2), devices('c', 0, 3), devices('d', 2, 2)],
    );
    expect(worst.map(({ storeId, devicesAway }) => [storeId, devicesAway])).toEqual([
      ['b', 0],
      ['a', 1],
      ['c', 3],
    ]);
  });
});

it('processes concern an organisation when they are in its cell, or serve all', () => {
  const pulse = (cell: string, service: string): ServicePulse => ({
    ...{ cell, service, instance: `${service}-0`, at: '2026-07-01T12:00:00.000Z' },
    ...{ outboxSeconds: 0, lagSeconds: 0, loopDelayMs: 0, poolWaiting: 0 },
  });
  const all = [pulse('a', 'registry'), pulse('a', 'session'), pulse('b', 'session')];
  expect(concerning(all, null)).toEqual(all);
  expect(concerning(all, 'a')).toEqual([all[0], all[1]]);
  expect(concerning(all, 'b')).toEqual([all[0], all[2]]);
  expect(concerning(all, undefined)).toEqual([all[0]]);
});
