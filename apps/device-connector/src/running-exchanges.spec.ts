import { expect, it } from '@jest/globals';
import { aPayment } from '@ppaas/testing';
import type { ConnectorMetrics } from './connector-metrics.ts';
import { RunningExchanges } from './running-exchanges.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const COMMAND = { time: iso(0) };
const from = (saleId: string): object => aPayment({ saleId, deviceId: 'D' });

/** None of these exchanges is a sale that a shopper sees: nothing is measured. */
function newRunning(): RunningExchanges {
  let ms = 0;
  return new RunningExchanges({} as ConnectorMetrics, { now: () => new Date((ms += 1)) }, 'tenant');
}

it('tells when an exchange was written and acknowledged, once', () => {
  const running = newRunning();
  running.written('T1', from('TILL-1'), COMMAND);
  expect(running.acknowledged('T1')).toBe(true);
  expect(running.tell('T1')).toEqual({ exchangeId: 'T1', deliveredAt: iso(1), acknowledgedAt: iso(2) });
  expect(running.acknowledged('T1')).toBe(true);
  expect(running.answered('T1').steps).toEqual({ exchangeId: 'T1' });
  expect([running.size, running.has('T1')]).toEqual([0, false]);
});

it('keeps the first acknowledgement, and lets the answer tell what nobody has told', () => {
  const running = newRunning();
  running.written('T1', from('TILL-1'), COMMAND);
  running.acknowledged('T1');
  running.acknowledged('T1');
  expect(running.answered('T1').steps).toEqual({ exchangeId: 'T1', deliveredAt: iso(1), acknowledgedAt: iso(2) });
});

it('knows nothing of what it has not written', () => {
  const running = newRunning();
  expect(running.acknowledged('T9')).toBe(false);
  expect(running.answered('T9').steps).toEqual({ exchangeId: 'T9' });
});

it('says whose exchange came last, as long as one runs', () => {
  const running = newRunning();
  expect(running.saleId).toBeNull();
  running.written('T1', from('TILL-1'), COMMAND);
  running.written('T2', from('TILL-2'), COMMAND);
  expect(running.saleId).toBe('TILL-2');
  running.answered('T2');
  expect(running.saleId).toBe('TILL-1');
  running.answered('T1');
  expect(running.saleId).toBeNull();
});
