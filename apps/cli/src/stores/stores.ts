import { join } from 'node:path';
import { ENVIRONMENT } from '../environment.ts';
import type { Ledger } from '../processes/ledger.ts';
import { say, step } from '../progress.ts';
import { makeDir } from '../workspace.ts';
import { startInDocker, whyNoDocker } from './docker-stores.ts';
import { startNativeKafka } from './native-kafka.ts';
import { startNativePostgres } from './native-postgres.ts';
import { startNativeRedis } from './native-redis.ts';
import { foreignStore } from './store.ts';
import type { Store, StoreName, StoreOptions } from './store.ts';

export interface Stores {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  readonly kafkaBrokers: string;
  readonly each: Readonly<Record<StoreName, Store>>;
  stop(): Promise<void>;
}

export interface StoresRequest {
  readonly dir: string;
  /** Default: a folder in `dir`. */
  readonly logDir?: string;
  readonly fsync: boolean;
  readonly throwAway: boolean;
  readonly ledger: Ledger;
  readonly preferredPorts?: Partial<Record<StoreName, number>>;
}

const GIVEN: Readonly<Record<StoreName, string | undefined>> = {
  postgres: ENVIRONMENT.postgresUrl,
  redis: ENVIRONMENT.redisUrl,
  kafka: ENVIRONMENT.kafkaBrokers,
};

const NATIVE: Readonly<Record<StoreName, (options: StoreOptions) => Promise<Store>>> = {
  postgres: startNativePostgres,
  redis: startNativeRedis,
  kafka: startNativeKafka,
};

/** Real Postgres, Redis and Kafka: each from the environment, else from a Docker engine, else native; side by side. */
export async function startStores(request: StoresRequest): Promise<Stores> {
  const names: StoreName[] = ['postgres', 'redis', 'kafka'];
  const missing = names.filter((name) => GIVEN[name] === undefined);
  const noDocker = missing.length === 0 ? undefined : await whyNoDocker();
  if (noDocker !== undefined) say(`  · native stores (${noDocker})`);
  if (request.throwAway) request.ledger.addThrowAway(request.dir);
  makeDir(request.dir);
  const results = await Promise.allSettled(
    names.map((name) => startOne(name, request, missing.includes(name) && noDocker === undefined)),
  );
  const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  const stop = async (): Promise<void> => {
    await Promise.all(started.filter((store) => store.source !== 'environment').map((store) => store.stop()));
  };
  const [postgres, redis, kafka] = started;
  if (failed !== undefined || postgres === undefined || redis === undefined || kafka === undefined) {
    await stop();
    throw failed?.reason;
  }
  return {
    postgresUrl: postgres.url,
    redisUrl: redis.url,
    kafkaBrokers: kafka.url,
    each: { postgres, redis, kafka },
    stop,
  };
}

async function startOne(name: StoreName, request: StoresRequest, inDocker: boolean): Promise<Store> {
  const given = GIVEN[name];
  if (given !== undefined) {
    say(`  ✓ ${name}: from the environment`);
    return foreignStore(name, given);
  }
  const preferredPort = request.preferredPorts?.[name];
  const options: StoreOptions = {
    dir: join(request.dir, name),
    logDir: makeDir(request.logDir ?? join(request.dir, 'logs')),
    fsync: request.fsync,
    throwAway: request.throwAway,
    ledger: request.ledger,
    ...(preferredPort === undefined ? {} : { preferredPort }),
  };
  const title = `${name} (${inDocker ? 'Docker' : 'native'})`;
  return step(title, () => (inDocker ? startInDocker(name, options) : NATIVE[name](options)), addressOf);
}

/** host:port without a password. */
export const addressOf = (store: Pick<Store, 'url'>): string =>
  store.url.replace(/^\w+:\/\/(?:[^@/]*@)?/, '').replace(/\/.*$/, '');
