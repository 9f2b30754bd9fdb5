import { expect, it } from '@jest/globals';
import { Deliveries } from './deliveries.ts';

const clock = () => {
  let ms = 0;
  return { now: () => new Date((ms += 1)) };
};
const iso = (ms: number): string => new Date(ms).toISOString();

it('tells when an exchange was written and acknowledged, once', () => {
  const deliveries = new Deliveries(clock());
  deliveries.begin('T1');
  expect(deliveries.acknowledge('T1')).toBe(true);
  expect(deliveries.tell('T1')).toEqual({ exchangeId: 'T1', deliveredAt: iso(1), acknowledgedAt: iso(2) });
  expect(deliveries.acknowledge('T1')).toBe(true);
  expect(deliveries.end('T1')).toEqual({ exchangeId: 'T1' });
  expect([deliveries.count, deliveries.has('T1')]).toEqual([0, false]);
});

it('keeps the first acknowledgement, and lets the answer tell what nobody has told', () => {
  const deliveries = new Deliveries(clock());
  deliveries.begin('T1');
  deliveries.acknowledge('T1');
  deliveries.acknowledge('T1');
  expect(deliveries.end('T1')).toEqual({ exchangeId: 'T1', deliveredAt: iso(1), acknowledgedAt: iso(2) });
});

it('knows nothing of what it has not written', () => {
  const deliveries = new Deliveries(clock());
  expect(deliveries.acknowledge('T9')).toBe(false);
  expect(deliveries.end('T9')).toEqual({ exchangeId: 'T9' });
});
