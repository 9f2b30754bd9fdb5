import type { ManagedProcess } from '../processes/managed-process.ts';
import type { Store, StoreName } from './store.ts';

const STOP_GRACE_MS = 25_000;

export interface NativeRecipe {
  readonly name: StoreName;
  readonly url: string;
  readonly stopSignal: NodeJS.Signals;
  launch(): Promise<ManagedProcess>;
}

/** A store whose process this command line started itself. */
export async function nativeStore(recipe: NativeRecipe): Promise<Store> {
  let current = await recipe.launch();
  return {
    name: recipe.name,
    source: 'native',
    url: recipe.url,
    pid: () => (current.isAlive ? current.pid : undefined),
    async stop(how = 'gracefully') {
      if (how === 'crash') current.kill();
      await current.stop(STOP_GRACE_MS, recipe.stopSignal);
    },
    async start() {
      if (!current.isAlive) current = await recipe.launch();
    },
  };
}
