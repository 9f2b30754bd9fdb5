import { setImmediate as turnOfEvents } from 'node:timers/promises';
import * as argon2 from '@node-rs/argon2';
import type { Options } from '@node-rs/argon2';
import { describe, expect, it, jest } from '@jest/globals';
import type { DomainError } from '@ppaas/contracts';
import type { Acts } from '../acts.service.ts';
import type { Factors } from '../factor/factor.service.ts';
import type { UserRow, UsersStore } from '../user/users.store.ts';
import type { SignInStore } from './sign-in.store.ts';
import type { Throttle } from './throttle.store.ts';

/** What a refusal took, in order: statements, and hashes with what they cost. */
let work: string[] = [];

// A hash takes 20 ms, give or take some: it is counted, so that what is around it can be timed.
jest.unstable_mockModule('@node-rs/argon2', () => ({
  hash: (_password: string, { memoryCost, timeCost, parallelism }: Options) =>
    Promise.resolve(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$c2FsdA$aGFzaA`),
  verify: (hash: string) => {
    work.push(`hash ${hash.split('$')[3] ?? ''}`);
    return Promise.resolve(false);
  },
}));
const { Passwords } = await import('../user/passwords.service.ts');
const { Credentials } = await import('./credentials.service.ts');
const { SignInService } = await import('./sign-in.service.ts');

const clock = { now: () => new Date() };
const passwords = new Passwords();
const passwordHash = await passwords.hash('correct horse battery staple', { email: 'ann@shop.example', name: 'Ann', organisationName: 'Acme' }); // prettier-ignore
const person = (email: string, hash: string | null): UserRow =>
  ({ userId: email, email, organisationId: 'acme', passwordHash: hash, totpSealed: null }) as unknown as UserRow;
const PEOPLE = [person('known@shop.example', passwordHash), person('invited@shop.example', null)];

const found = (domain: string, email: string): UserRow | undefined =>
  domain === 'acme' ? PEOPLE.find((each) => each.email === email) : undefined;
const told = <Result>(name: string, result: Result): Promise<Result> => {
  work.push(name);
  return Promise.resolve(result);
};
const users = { forSignIn: (domain: string, email: string) => told('select person', found(domain, email)) };
const throttle = { take: () => told('count try', undefined), forget: () => told('forget tries', undefined) };
const acts = { commit: () => told('note', undefined) };
const credentials = new Credentials(
  ...([users as unknown as UsersStore, passwords, {} as Factors, throttle as unknown as Throttle, clock] as const),
);
const log = { error: (fault: unknown) => work.push(String(fault)) };
const signIns = new SignInService({} as SignInStore, credentials, acts as unknown as Acts, clock, log as never);

/** Somebody whose password it is not, and three whom nobody can sign in as. */
const WHO = [
  ['acme', 'known@shop.example'],
  ['acme', 'invited@shop.example'],
  ['acme', 'nobody@shop.example'],
  ['nowhere', 'known@shop.example'],
] as const;
const place = { address: '192.0.2.1', userAgent: 'test' };
const refuse = ([organisation, email]: (typeof WHO)[number]): Promise<string> =>
  signIns.signIn({ organisation, email, password: 'a guess' }, place).then(
    () => 'signed in',
    (error: unknown) => (error as DomainError).code,
  );

describe('a sign-in that is refused', () => {
  it.each(WHO.map((who) => ({ who })))(
    'takes the same work for $who; what is noted comes after the answer',
    async ({ who }) => {
      work = [];
      expect(await refuse(who)).toBe('signIn.failed');
      expect(work).toEqual(['count try', 'select person', 'hash m=19456,t=2,p=1']);
      await turnOfEvents();
    },
  );

  it('takes the same time: ten thousand tries of each would not tell who is known', async () => {
    expect(await likelihood(refuse)).toBeGreaterThan(0.01);
  }, 30_000);

  // Three: beside other work a hash varies by tens of milliseconds, in which one more is hidden.
  it('would be told by them if it took three milliseconds longer', async () => {
    const leaky = async (who: (typeof WHO)[number]): Promise<string> => {
      const code = await refuse(who);
      const until = performance.now() + (found(who[0], who[1]) === undefined ? 0 : 3);
      while (performance.now() < until);
      return code;
    };
    expect(await likelihood(leaky)).toBeLessThan(0.01);
  }, 30_000);
});

/** Whoever guesses times whole sign-ins, of which the hash is nearly all, and as often as this. */
const TRIES = 10_000;
const TURNS = 500;
const HASHES = 40;

/**
 * Two-sided, by Welch's t-test over TRIES of each: how likely the times of whoever is known and of each of the others are of one
 * kind; the least of these. What differs is measured around the hash, where it can be seen; how much the hash varies, by itself.
 */
async function likelihood(attempt: typeof refuse): Promise<number> {
  const times = WHO.map((): number[] => []);
  for (let turn = 0; turn < TURNS; turn += 1) {
    // In turns, each being first as often as the others: what the machine does meanwhile happens to all.
    for (let n = 0; n < WHO.length; n += 1) {
      const at = (n + turn) % WHO.length;
      const since = performance.now();
      await attempt(WHO[at] ?? WHO[0]);
      times[at]?.push(performance.now() - since);
      await turnOfEvents();
    }
  }
  const [known = 0, ...others] = times.map((each) => meanOf(withoutSlow(each)));
  const apart = Math.max(...others.map((other) => Math.abs(other - known)));
  return twoSided(apart / ((await hashDeviation) * Math.sqrt(2 / TRIES)));
}

/** The slowest tenth is the machine's. */
const withoutSlow = (times: readonly number[]): number[] =>
  times.toSorted((a, b) => a - b).slice(0, Math.ceil(times.length * 0.9));
const meanOf = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0) / times.length;
const deviationOf = (times: readonly number[]): number => {
  const mean = meanOf(times);
  return Math.sqrt(times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (times.length - 1));
};

/** Of the times of real hashes of the real cost, in ms. */
const hashDeviation = (async (): Promise<number> => {
  const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
  const kept = await argon2.hash('correct horse battery staple', cost);
  const times: number[] = [];
  for (let n = 0; n < HASHES; n += 1) {
    const since = performance.now();
    await argon2.verify(kept, 'a guess');
    times.push(performance.now() - since);
  }
  return deviationOf(withoutSlow(times));
})();

/** Of the normal distribution, after Abramowitz and Stegun 26.2.17; exact to 1e-7. */
function twoSided(t: number): number {
  const k = 1 / (1 + 0.2316419 * t);
  const density = Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  return 2 * density * k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
}
