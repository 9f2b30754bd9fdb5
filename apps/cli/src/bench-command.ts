import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CliError } from './cli-error.ts';

const BENCHES = ['sale', 'nexo', 'token', 'neighbour', 'reconnect'];

/** Each bench is a file of its own, `bench-<name>.ts`, that exports `benchCommand(args)`. */
export async function benchCommand([name, ...args]: string[]): Promise<number> {
  if (name === undefined || !BENCHES.includes(name)) {
    throw new CliError(`which bench? There are: ${BENCHES.join(', ')}`, './ppaas bench sale');
  }
  const file = join(import.meta.dirname, `bench-${name}.js`);
  if (!existsSync(file)) throw new CliError(`the bench “${name}” is not written yet (apps/cli/src/bench-${name}.ts)`);
  const loaded: unknown = await import(pathToFileURL(file).href);
  const run =
    typeof loaded === 'object' && loaded !== null && 'benchCommand' in loaded ? loaded.benchCommand : undefined;
  if (typeof run !== 'function') throw new CliError(`apps/cli/src/bench-${name}.ts exports no benchCommand(args)`);
  const code: unknown = await run(args);
  return typeof code === 'number' ? code : 0;
}
