import type { Ledger } from '../processes/ledger.ts';

export type StoreName = 'postgres' | 'redis' | 'kafka';
export type StoreSource = 'environment' | 'docker' | 'native';

/** One running store. A restart keeps its address and its data. */
export interface Store {
  readonly name: StoreName;
  readonly source: StoreSource;
  /** A connection URL; for Kafka a comma list of brokers. */
  readonly url: string;
  /** Process id of a native store, for fault tests. */
  readonly pid: () => number | undefined;
  /** @param how `crash` gives the store no chance to tidy up */
  stop(how?: 'gracefully' | 'crash'): Promise<void>;
  start(): Promise<void>;
}

export interface StoreOptions {
  /** Folder for data; created when missing. */
  readonly dir: string;
  readonly logDir: string;
  /** Commits reach the disk. Off only for tests that cut no power. */
  readonly fsync: boolean;
  /** Data die with this run. */
  readonly throwAway: boolean;
  /** Used again when free, so that addresses stay the same from run to run. */
  readonly preferredPort?: number;
  readonly ledger: Ledger;
}

/** A store that somebody else runs: it is used, never stopped. */
export function foreignStore(name: StoreName, url: string): Store {
  const refuse = (): Promise<never> =>
    Promise.reject(new Error(`${name} comes from the environment: it is not ours to stop or start`));
  return { name, source: 'environment', url, pid: () => undefined, stop: refuse, start: refuse };
}
