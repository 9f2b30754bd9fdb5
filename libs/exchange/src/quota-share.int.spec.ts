import { afterEach, describe, expect, it } from '@jest/globals';
import { SILENT_LOG } from '@ppaas/messaging';
import { Pulses, Redis } from '@ppaas/service';
import { eventually, testStores, uniqueCell } from '@ppaas/testing';
import { shareQuotas } from './quota-share.ts';
import { Quotas } from './quotas.ts';
import { Waiters } from './waiters.ts';

const CONFIG = { WAITERS_MAX: 10, TENANT_WAITERS_MAX: 5, POS_RATE_PER_SECOND: 40, TENANT_RATE_PER_SECOND: 20 };
const QUOTA = CONFIG.TENANT_RATE_PER_SECOND;
const till = { posId: 'till', tenantId: 'org' };
const stops: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

interface Instance {
  readonly quotas: Quotas;
  /** How many share them, as it knows. */
  sharers: number;
}

/** An instance that says that it is there, and counts quotas with a clock that stands still. */
async function instance(cell: string, name: string): Promise<Instance> {
  const redis = new Redis({ url: testStores().redisUrl, name, log: SILENT_LOG });
  await redis.connect();
  const service = name.replace(/-\d+$/, '');
  const pulses = new Pulses(redis, { cell, service, instance: name }, SILENT_LOG);
  const quotas = new Quotas(CONFIG, new Waiters(CONFIG.WAITERS_MAX), () => 0);
  pulses.start(() => ({ outboxSeconds: 0, lagSeconds: 0, poolWaiting: 0 }));
  const made = { quotas, sharers: 1 };
  const shareAmong = (instances: number): void => {
    made.sharers = instances;
    quotas.shareAmong(instances);
  };
  const end = shareQuotas(pulses, { shareAmong }, { cell, service, instance: name });
  stops.push(
    () => redis.close(),
    () => pulses.stop(),
    end,
  );
  return made;
}

const takenOf = ({ quotas }: Instance): number =>
  Array.from({ length: 3 * QUOTA }, () => quotas.take(till)).filter((refusal) => refusal === undefined).length;

describe('two instances of a service in a cell', () => {
  it('give together what the quota says, and each all of it to whoever has it alone', async () => {
    const cell = uniqueCell();
    const [one, other] = [await instance(cell, 'transaction-0'), await instance(cell, 'transaction-1')];
    // Of another service, and in another cell: they have quotas of their own.
    const [session, elsewhere] = [await instance(cell, 'session-0'), await instance(uniqueCell(), 'transaction-0')];
    await eventually('two share', () => (one.sharers === 2 && other.sharers === 2 ? true : undefined), 15_000);
    expect([session.sharers, elsewhere.sharers]).toEqual([1, 1]);
    expect(one.quotas.headers(till)).toMatchObject({ 'ratelimit-limit': '20', 'ratelimit-remaining': '20' });
    expect([takenOf(one), takenOf(other)]).toEqual([QUOTA / 2, QUOTA / 2]);
    expect([takenOf(session), takenOf(elsewhere)]).toEqual([QUOTA, QUOTA]);
  }, 30_000);
});
