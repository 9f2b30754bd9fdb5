import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '@ppaas/contracts';
import { createLogger, Redis } from '@ppaas/service';
import { testStores, uniqueCell } from '@ppaas/testing';
import type { RegistryConfig } from '../registry.config.ts';
import { EnrolmentLimits } from './enrolment.limiter.ts';

const LIMIT = 20;
let redis: Redis;
let looked = 0;

const log = createLogger({ service: 'registry', instance: 'registry-0', level: 'error' });
const newLimits = (): EnrolmentLimits =>
  new EnrolmentLimits(redis, { CELL: uniqueCell(), ENROL_FAILURES_PER_HOUR: LIMIT } as RegistryConfig);

beforeAll(async () => {
  redis = new Redis({ url: testStores().redisUrl, name: 'limits', log });
  await redis.connect();
});
afterAll(() => redis.close());

/** Looks a code up, which is none. */
async function guess(limits: EnrolmentLimits, address: string): Promise<string> {
  const look = async (): Promise<never> => {
    looked += 1;
    await pause(1);
    throw new DomainError('activation.invalid');
  };
  return limits.attempt(address, look).catch((error: unknown) => (error as DomainError).code);
}

describe('guessing activation codes', () => {
  it('ten thousand times from one address is looked at twenty times, however many come at once', async () => {
    const limits = newLimits();
    looked = 0;
    const answers: string[] = [];
    for (let wave = 0; wave < 20; wave += 1) {
      answers.push(...(await Promise.all(Array.from({ length: 500 }, () => guess(limits, '203.0.113.1')))));
    }
    expect(looked).toBe(LIMIT);
    expect(answers.filter((code) => code === 'request.tooMany')).toHaveLength(10_000 - LIMIT);
    expect(await guess(limits, '203.0.113.2')).toBe('activation.invalid');
  }, 30_000);

  it('costs honest ones of the same address nothing but their turn', async () => {
    const limits = newLimits();
    let most = 0;
    let running = 0;
    const enrol = async (): Promise<string> => {
      most = Math.max(most, (running += 1));
      await pause(20);
      running -= 1;
      return 'enrolled';
    };
    const answers = await Promise.all(Array.from({ length: 200 }, () => limits.attempt('203.0.113.3', enrol)));
    expect(new Set(answers)).toEqual(new Set(['enrolled']));
    expect(most).toBe(LIMIT);
  });
});
