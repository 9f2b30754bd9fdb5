/** PENDING: the password was right, the second factor is still to come. */
export type SignInState = 'PENDING' | 'OPEN' | 'ENDED';

export interface SignInTimes {
  readonly state: SignInState;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

const MINUTE_MS = 60_000;
export const IDLE_MS = 30 * MINUTE_MS;
export const ABSOLUTE_MS = 12 * 60 * MINUTE_MS;
/** For the second factor. */
export const PENDING_MS = 5 * MINUTE_MS;
/** A sign-in in use is written down again only after this time. */
export const SEEN_EVERY_MS = 15_000;

/** Whether a sign-in is complete and still good: used within 30 minutes, begun within 12 hours. */
export function isOpen({ state, createdAt, lastSeenAt }: SignInTimes, now: Date): boolean {
  return state === 'OPEN' && age(createdAt, now) < ABSOLUTE_MS && age(lastSeenAt, now) < IDLE_MS;
}

/** Whether a sign-in may still be completed by the second factor. */
export const isPending = ({ state, createdAt }: SignInTimes, now: Date): boolean =>
  state === 'PENDING' && age(createdAt, now) < PENDING_MS;

const age = (from: Date, now: Date): number => now.getTime() - from.getTime();

const FREE_FAILURES = 3;
const MAX_DELAY_MS = 15 * MINUTE_MS;

/**
 * How long after the n-th failure in a row the next try has to wait: nothing for three, then 1 s, doubled each time, 15
 * minutes at most. Nobody is locked out for good, and nobody tries many.
 */
export const delayAfter = (failures: number): number =>
  failures < FREE_FAILURES ? 0 : Math.min(1_000 * 2 ** Math.min(failures - FREE_FAILURES, 20), MAX_DELAY_MS);
