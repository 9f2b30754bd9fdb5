/** The time, as an argument. */
export interface Clock {
  now(): Date;
}

/** Injection token of the `Clock`. */
export const SYSTEM_CLOCK = Symbol('SYSTEM_CLOCK');

export const systemClock: Clock = { now: () => new Date() };
