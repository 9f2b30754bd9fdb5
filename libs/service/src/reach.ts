import { AsyncLocalStorage } from 'node:async_hooks';

/** Whose rows a piece of work may see and change: those of all organisations, or of one. */
export type Reach = 'platform' | { readonly organisationId: string };

/** One for each request: whoever lets the caller in narrows it for all that follows. */
const storage = new AsyncLocalStorage<{ reach: Reach }>();

/** Runs a request. Until it is known who calls, what is done is the platform's own work. */
export function withReach<T>(work: () => T): T {
  return storage.run({ reach: 'platform' }, work);
}

/** From now on the request sees the rows of one organisation. @throws Error outside of a request */
export function narrowReach(organisationId: string): void {
  const held = storage.getStore();
  if (held === undefined) throw new Error('only a request has a reach');
  held.reach = { organisationId };
}

/** Of the request that is served; what serves no request is the platform's own work. */
export const currentReach = (): Reach => storage.getStore()?.reach ?? 'platform';
