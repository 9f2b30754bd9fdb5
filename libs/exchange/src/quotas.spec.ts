import { describe, expect, it } from '@jest/globals';
import type { DomainError } from '@ppaas/contracts';
import fc from 'fast-check';
import { Quotas } from './quotas.ts';
import { Waiters } from './waiters.ts';

const CONFIG = { WAITERS_MAX: 10, TENANT_WAITERS_MAX: 2, POS_RATE_PER_SECOND: 2, TENANT_RATE_PER_SECOND: 3 };
const till = { posId: 'till', tenantId: 'org' };
const sibling = { posId: 'sibling', tenantId: 'org' };
const third = { posId: 'third', tenantId: 'org' };
const stranger = { posId: 'stranger', tenantId: 'other' };

let nowMs = 0;
const quotas = (change: Partial<typeof CONFIG> = {}, waiters = new Waiters(10)): Quotas =>
  new Quotas({ ...CONFIG, ...change }, waiters, () => nowMs);
const taken = (of: Quotas, holder: typeof till, times: number): (DomainError | undefined)[] =>
  Array.from({ length: times }, () => of.take(holder));

const admitted = (of: Quotas, holder: typeof till): boolean => {
  try {
    of.admit(holder);
    return true;
  } catch {
    return false;
  }
};

describe('quotas', () => {
  it('a till has one of its own, and says when there is more', () => {
    const [, , third] = taken(quotas(), till, 3);
    expect(third).toMatchObject({
      code: 'request.tooMany',
      message: 'The point of sale is over its quota',
      extra: { retryAfterSeconds: 1, rateLimit: { limit: 2, remaining: 0, resetSeconds: 1 } },
    });
  });

  it('all tills of an organisation have one together; another organisation has its own', () => {
    const of = quotas();
    taken(of, till, 2);
    const [first, second] = taken(of, sibling, 2);
    expect(first).toBeUndefined();
    expect(second?.message).toBe('The organisation is over its quota');
    expect(taken(of, stranger, 2)).toEqual([undefined, undefined]);
    // What the organisation had no room for is not counted against the till.
    expect(of.headers(sibling)).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': '0' });
  });

  it('copies are not counted', () => {
    const of = quotas();
    for (let n = 0; n < 10; n += 1) {
      expect(of.take(till)).toBeUndefined();
      of.giveBack(till);
    }
  });

  it('the calls of an organisation that wait are counted, and no more is begun beyond its share', () => {
    const waiters = new Waiters(10);
    const of = quotas({}, waiters);
    const waits = ['1', '2', '3'].map((id) => waiters.open(id, till));
    expect(of.take(till)?.message).toContain('wait for their answers');
    expect(of.take(stranger)).toBeUndefined();
    for (const wait of waits) wait.close();
    expect(of.take(till)).toBeUndefined();
  });

  it('questions are not shut out by any number of sales, and a flood is not even read', () => {
    const of = quotas();
    taken(of, till, 20);
    of.takeQuestion(till.posId);
    for (const one of [till, till, till, sibling, sibling, sibling, third, third, third]) of.admit(one);
    expect(() => of.admit(sibling)).toThrow('The organisation calls too often');
    of.admit(stranger);
  });

  it('a till that loops, with copies too, leaves the other tills of its organisation theirs', () => {
    const of = quotas();
    for (let n = 0; n < 6; n += 1) of.admit(till);
    for (let n = 0; n < 50; n += 1) expect(() => of.admit(till)).toThrow('The point of sale calls too often');
    for (let n = 0; n < 3; n += 1) of.admit(sibling);
  });

  it('say what is left of the one that has least', () => {
    const of = quotas({ TENANT_RATE_PER_SECOND: 100 });
    expect(of.headers(till)).toEqual({
      'ratelimit-limit': '2',
      'ratelimit-remaining': '2',
      'ratelimit-reset': '1',
    });
    of.take(till);
    expect(of.headers(till)).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1' });
  });

  it.each([
    // The organisation's own number, the cell's numbers of till and organisation → how many one till gets, all tills together, and
    // which quota a reply speaks of when these are gone.
    { own: null, pos: 4, tenant: 6, ofTill: 4, ofAll: 6, named: 6 },
    { own: 3, pos: 4, tenant: 6, ofTill: 3, ofAll: 3, named: 3 },
    { own: 8, pos: 4, tenant: 6, ofTill: 4, ofAll: 8, named: 8 },
    { own: 50, pos: 4, tenant: 6, ofTill: 4, ofAll: 12, named: 4 },
    { own: 1, pos: 4, tenant: 6, ofTill: 1, ofAll: 1, named: 1 },
  ])('$own of its own, the cell $pos a till and $tenant: $ofTill for a till, $ofAll for three', (row) => {
    const of = quotas({ POS_RATE_PER_SECOND: row.pos, TENANT_RATE_PER_SECOND: row.tenant });
    of.learn(till.tenantId, row.own);
    const got = (holder: typeof till): number =>
      taken(of, holder, 20).filter((refusal) => refusal === undefined).length;
    const ofTill = got(till);
    expect(ofTill).toBe(row.ofTill);
    expect(ofTill + got(sibling) + got(third)).toBe(row.ofAll);
    expect(of.take(third)?.extra.rateLimit?.limit).toBe(row.named);
    expect(of.headers(third)).toMatchObject({ 'ratelimit-limit': String(row.named), 'ratelimit-remaining': '0' });
    expect(got(stranger)).toBe(Math.min(row.pos, row.tenant));
    // Of calls of any kind three times as many are read.
    const read = [till, sibling, third].flatMap((holder) => Array.from({ length: 100 }, () => admitted(of, holder)));
    expect(read.filter((isRead) => isRead)).toHaveLength(3 * Math.min(row.own ?? row.tenant, 3 * row.pos));
  });

  it('whatever an organisation had before, after a quiet second it has what was learned last, and others have theirs', () => {
    const number = fc.option(fc.integer({ min: 1, max: 50 }));
    const step = fc.record({ own: number, calls: fc.nat(30), waitMs: fc.nat(1_500) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
        const of = quotas({ POS_RATE_PER_SECOND: 1_000, TENANT_RATE_PER_SECOND: 20 });
        for (const { own, calls, waitMs } of steps) {
          of.learn(till.tenantId, own);
          const rate = own ?? 20;
          const got = taken(of, till, calls).filter((refusal) => refusal === undefined).length;
          // Never more at once than the number that counts now.
          expect(got).toBeLessThanOrEqual(rate);
          nowMs += waitMs;
        }
        nowMs += 1_000;
        const rate = steps.at(-1)?.own ?? 20;
        expect(of.headers(till)).toMatchObject({
          'ratelimit-limit': String(rate),
          'ratelimit-remaining': String(rate),
        });
        expect(taken(of, till, 60).filter((refusal) => refusal === undefined)).toHaveLength(rate);
        expect(taken(of, stranger, 30).filter((refusal) => refusal === undefined)).toHaveLength(20);
      }),
    );
  });

  it.each([
    { instances: 1, ofTill: 4, ofAll: 6 },
    { instances: 2, ofTill: 2, ofAll: 3 },
    // Of less than one nobody could ever take one: then it takes longer until there is another.
    { instances: 12, ofTill: 1, ofAll: 1 },
  ])('shared among $instances: a till gets $ofTill, three get $ofAll, and are told of the whole', (row) => {
    const of = quotas({ POS_RATE_PER_SECOND: 4, TENANT_RATE_PER_SECOND: 6 });
    of.shareAmong(row.instances);
    expect(of.headers(till)).toMatchObject({ 'ratelimit-limit': '4', 'ratelimit-remaining': '4' });
    const got = (holder: typeof till): number =>
      taken(of, holder, 20).filter((refusal) => refusal === undefined).length;
    const ofTill = got(till);
    expect(ofTill).toBe(row.ofTill);
    expect(ofTill + got(sibling) + got(third)).toBe(row.ofAll);
    // In ten seconds ten times its part of the second.
    let later = 0;
    for (const end = nowMs + 10_000; nowMs < end; nowMs += 10) if (of.take(till) === undefined) later += 1;
    expect(Math.abs(later - (10 * 4) / row.instances)).toBeLessThanOrEqual(1);
  });

  it('fill evenly: whoever floods gets one after the other, whoever was quiet all at once', () => {
    const of = quotas({ POS_RATE_PER_SECOND: 10, TENANT_RATE_PER_SECOND: 10 });
    const accepted: number[] = [];
    for (nowMs = 0; nowMs < 2_000; nowMs += 10) if (of.take(till) === undefined) accepted.push(nowMs);
    // The bucket, and then ten a second, a tenth of a second apart.
    expect(accepted.filter((at) => at < 100)).toHaveLength(10);
    const later = accepted.slice(10);
    expect(later.every((at, n) => n === 0 || at - (later[n - 1] ?? 0) === 100)).toBe(true);
    nowMs += 1_000;
    expect(taken(of, till, 11).filter((refusal) => refusal === undefined)).toHaveLength(10);
  });
});
