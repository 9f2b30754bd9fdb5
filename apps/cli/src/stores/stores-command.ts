import { parseArgs } from 'node:util';
import { say, sayTo } from '../progress.ts';
import { startThrowAwayStores } from './throw-away.ts';

/** `./ppaas stores [--fsync]`: throw-away stores for a developer's own test runs; prints the export lines and stays. */
export async function storesCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { fsync: { type: 'boolean', default: false } } });
  // Standard output is for `eval`; what people read goes to standard error.
  sayTo((line) => process.stderr.write(`${line}\n`));
  const { environment } = await startThrowAwayStores({ fsync: values.fsync });
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}='${value}'`);
  process.stdout.write(`${lines.join('\n')}\n`);
  say('  the stores stay until Ctrl-C');
  // The children alone keep nothing awake once they are gone; a signal ends this.
  await new Promise<never>(() => setInterval(() => undefined, 2 ** 30));
  return 0;
}
