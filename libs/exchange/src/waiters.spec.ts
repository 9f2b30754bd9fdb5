import { describe, expect, it } from '@jest/globals';
import type { Exchange } from './exchange.ts';
import { Waiters } from './waiters.ts';

const ended = { exchangeId: 'T1', state: 'APPROVED' } as Exchange;
const LONG_MS = 60_000;

describe('waiters', () => {
  it('all get the answer, however many wait', async () => {
    const waiters = new Waiters(10);
    const answers = [1, 2, 3].map(() => waiters.open('T1', { posId: 'pos', tenantId: 'org' }).answer(LONG_MS));
    expect(waiters.wake(ended)).toBe(true);
    expect(await Promise.all(answers)).toEqual([ended, ended, ended]);
    expect(waiters.count).toBe(0);
  });

  it('get the answer that came between the registration and the wait', async () => {
    const waiters = new Waiters(10);
    const wait = waiters.open('T1', { posId: 'pos', tenantId: 'org' });
    waiters.wake(ended);
    expect(await wait.answer(LONG_MS)).toBe(ended);
  });

  it('end without one when the time is over, the caller hangs up or the process stops', async () => {
    const waiters = new Waiters(10);
    expect(await waiters.open('T1', { posId: 'pos', tenantId: 'org' }).answer(1)).toBeUndefined();
    const hangUp = new AbortController();
    const held = waiters.open('T1', { posId: 'pos', tenantId: 'org' }).answer(LONG_MS, hangUp.signal);
    hangUp.abort();
    expect(await held).toBeUndefined();
    const other = waiters.open('T1', { posId: 'pos', tenantId: 'org' }).answer(LONG_MS);
    waiters.drain();
    expect(await other).toBeUndefined();
    expect(await waiters.open('T2', { posId: 'pos', tenantId: 'org' }).answer(LONG_MS)).toBeUndefined();
    expect(waiters.count).toBe(0);
  });

  it('know what was accepted for them, as long as one waits', () => {
    const waiters = new Waiters(10);
    const running = { exchangeId: 'T1', state: 'DISPATCHING' } as Exchange;
    waiters.remember(running);
    expect(waiters.accepted('T1')).toBeUndefined();
    const [first, second] = [
      waiters.open('T1', { posId: 'pos', tenantId: 'org' }),
      waiters.open('T1', { posId: 'pos', tenantId: 'org' }),
    ];
    waiters.remember(running);
    first.close();
    expect(waiters.accepted('T1')).toBe(running);
    second.close();
    expect(waiters.accepted('T1')).toBeUndefined();
  });

  it('are as many as may be, and say when the one that comes is one too many', () => {
    const waiters = new Waiters(2);
    const open = (id: string) => waiters.open(id, { posId: id, tenantId: 'org' });
    const first = open('1');
    open('2');
    expect(waiters.isFull).toBe(false);
    open('3');
    expect(waiters.isFull).toBe(true);
    first.close();
    expect(waiters.isFull).toBe(false);
  });

  it('are held from when they only wait until they have an answer, or give up', async () => {
    const waiters = new Waiters(10);
    const [one, other] = ['1', '2'].map((id) => waiters.open(id, { posId: id, tenantId: 'org' }));
    expect(waiters.held).toBe(0);
    const answers = [one?.answer(LONG_MS), other?.answer(LONG_MS)];
    expect(waiters.held).toBe(2);
    waiters.wake({ ...ended, exchangeId: '1' });
    await answers[0];
    expect(waiters.held).toBe(1);
    other?.close();
    await answers[1];
    expect(waiters.held).toBe(0);
  });

  it('leave room for other tills', async () => {
    const waiters = new Waiters(1_000);
    const mine = Array.from({ length: 100 }, () => waiters.open('T1', { posId: 'eager', tenantId: 'org' }));
    expect(await waiters.open('T1', { posId: 'eager', tenantId: 'org' }).answer(LONG_MS)).toBeUndefined();
    const other = waiters.open('T1', { posId: 'calm', tenantId: 'org' }).answer(LONG_MS);
    waiters.wake(ended);
    expect(await other).toBe(ended);
    for (const wait of mine) wait.close();
    expect(waiters.count).toBe(0);
    expect(waiters.ids()).toEqual([]);
  });
});
