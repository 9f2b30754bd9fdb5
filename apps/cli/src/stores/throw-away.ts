import { Ledger, sweep } from '../processes/ledger.ts';
import { atExit } from '../processes/at-exit.ts';
import { say } from '../progress.ts';
import { statePath } from '../workspace.ts';
import { serveControl } from './control.ts';
import { startStores } from './stores.ts';
import type { Stores } from './stores.ts';

export interface ThrowAwayStores {
  readonly stores: Stores;
  /** What tests read: TEST_POSTGRES_URL, TEST_REDIS_URL, TEST_KAFKA_BROKERS, TEST_STORES_CONTROL. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Stores of their own for tests, beside a running sandbox. They end with this process, however it ends. */
export async function startThrowAwayStores({ fsync }: { readonly fsync: boolean }): Promise<ThrowAwayStores> {
  const ended = await sweep();
  if (ended.length > 0) say(`  · ended what an earlier run had left: ${ended.join(', ')}`);
  const ledger = Ledger.open('throw-away stores');
  // Registered first: whatever start leaves behind when it fails half way is removed too.
  const dismissLedger = atExit(() => ledger.close());
  const dir = statePath('throw-away', String(process.pid));
  const stores = await startStores({ dir, fsync, throwAway: true, ledger });
  const control = await serveControl(stores);
  const dismissStores = atExit(async () => {
    await control.close();
    await stores.stop();
  });
  return {
    stores,
    environment: {
      TEST_POSTGRES_URL: stores.postgresUrl,
      TEST_REDIS_URL: stores.redisUrl,
      TEST_KAFKA_BROKERS: stores.kafkaBrokers,
      TEST_STORES_CONTROL: control.url,
    },
    async stop() {
      dismissStores();
      dismissLedger();
      await control.close();
      await stores.stop();
      await ledger.close();
    },
  };
}
