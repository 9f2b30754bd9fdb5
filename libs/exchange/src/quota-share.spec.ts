import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { ServicePulse } from '@ppaas/contracts';
import { shareQuotas } from './quota-share.ts';

const LOOK_MS = 2_000;
const pulse = (instance: string, service: ServicePulse['service'] = 'transaction', cell = 'shared'): ServicePulse => ({
  ...{ cell, service, instance, at: '2026-01-01T00:00:00.000Z' },
  ...{ loopDelayMs: 0, outboxSeconds: 0, lagSeconds: 0, poolWaiting: 0 },
});

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('quotas are shared among the instances that are heard of and this one; nothing changes while nobody can be heard', async () => {
  let heard: ServicePulse[] | null = [];
  const shares: number[] = [];
  const end = shareQuotas(
    { read: (cell) => Promise.resolve(heard?.filter((pulse) => pulse.cell === cell) ?? null) },
    { shareAmong: (instances) => shares.push(instances) },
    { cell: 'shared', service: 'transaction', instance: 'transaction-0' },
  );
  const next = async (said: ServicePulse[] | null): Promise<number | undefined> => {
    heard = said;
    await jest.advanceTimersByTimeAsync(LOOK_MS);
    return shares.at(-1);
  };
  await jest.advanceTimersByTimeAsync(0);
  expect(shares).toEqual([1]);
  expect(await next([pulse('transaction-0')])).toBe(1);
  const others = [pulse('session-0', 'session'), pulse('transaction-3', 'transaction', 'big')];
  expect(await next([pulse('transaction-1'), pulse('transaction-2'), ...others])).toBe(3);
  const before = shares.length;
  expect(await next(null)).toBe(3);
  expect(shares).toHaveLength(before);
  expect(await next([pulse('transaction-0')])).toBe(1);
  end();
  expect(await next([pulse('transaction-1')])).toBe(1);
});
