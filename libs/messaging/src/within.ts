import { setTimeout as pause } from 'node:timers/promises';

/** Waits for the work, but no longer than that. */
export async function within(limitMs: number, work: Promise<void>): Promise<void> {
  await Promise.race([work, pause(limitMs, undefined, { ref: false })]);
}
