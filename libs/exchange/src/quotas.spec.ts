import { describe, expect, it } from '@jest/globals';
import type { DomainError } from '@ppaas/contracts';
import { Quotas } from './quotas.ts';
import { Waiters } from './waiters.ts';

const CONFIG = { WAITERS_MAX: 10, TENANT_WAITERS_MAX: 2, POS_RATE_PER_SECOND: 2, TENANT_RATE_PER_SECOND: 3 };
const till = { posId: 'till', tenantId: 'org' };
const sibling = { posId: 'sibling', tenantId: 'org' };
const stranger = { posId: 'stranger', tenantId: 'other' };

const quotas = (change: Partial<typeof CONFIG> = {}, waiters = new Waiters(10)): Quotas =>
  new Quotas({ ...CONFIG, ...change }, waiters);
const taken = async (of: Quotas, holder: typeof till, times: number): Promise<(DomainError | undefined)[]> =>
  Promise.all(Array.from({ length: times }, () => of.take(holder)));

describe('quotas', () => {
  it('a till has one of its own, and says when there is more', async () => {
    const [, , third] = await taken(quotas(), till, 3);
    expect(third).toMatchObject({
      code: 'request.tooMany',
      message: 'The point of sale is over its quota',
      extra: { retryAfterSeconds: 1, rateLimit: { limit: 2, remaining: 0, resetSeconds: 1 } },
    });
  });

  it('all tills of an organisation have one together; another organisation has its own', async () => {
    const of = quotas();
    await taken(of, till, 2);
    const [first, second] = await taken(of, sibling, 2);
    expect(first).toBeUndefined();
    expect(second?.message).toBe('The organisation is over its quota');
    expect(await taken(of, stranger, 2)).toEqual([undefined, undefined]);
    // What the organisation had no room for is not counted against the till.
    expect(await of.headers(sibling)).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': '0' });
  });

  it('copies are not counted', async () => {
    const of = quotas();
    for (let n = 0; n < 10; n += 1) {
      expect(await of.take(till)).toBeUndefined();
      await of.giveBack(till);
    }
  });

  it('the calls of an organisation that wait are counted, and no more is begun beyond its share', async () => {
    const waiters = new Waiters(10);
    const of = quotas({}, waiters);
    const waits = ['1', '2', '3'].map((id) => waiters.open(id, till));
    expect((await of.take(till))?.message).toContain('wait for their answers');
    expect(await of.take(stranger)).toBeUndefined();
    for (const wait of waits) wait.close();
    expect(await of.take(till)).toBeUndefined();
  });

  it('questions are not shut out by any number of sales, and a flood is not even read', async () => {
    const of = quotas();
    await taken(of, till, 20);
    await of.takeQuestion(till.posId);
    const calls = await Promise.allSettled(Array.from({ length: 12 }, () => of.admit(till)));
    expect(calls.filter(({ status }) => status === 'rejected')).toHaveLength(3);
    await of.admit(stranger);
  });

  it('say what is left of the one that has least', async () => {
    const of = quotas({ TENANT_RATE_PER_SECOND: 100 });
    expect(await of.headers(till)).toEqual({
      'ratelimit-limit': '2',
      'ratelimit-remaining': '2',
      'ratelimit-reset': '1',
    });
    await of.take(till);
    expect(await of.headers(till)).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1' });
  });
});
