import { CliError, messageOf } from './cli-error.ts';
import { ENVIRONMENT } from './environment.ts';
import { endOnSignals, isEnding, runCleanups } from './processes/at-exit.ts';
import { USAGE } from './usage.ts';

type Command = (args: string[]) => Promise<number>;

/** Each command is loaded when it is called: `./ppaas status` must not wait for what only `test` needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./demo-command.ts')).demoCommand,
  up: async () => (await import('./sandbox/up-command.ts')).upCommand,
  down: async () => (await import('./sandbox/down-command.ts')).downCommand,
  status: async () => (await import('./sandbox/status-command.ts')).statusCommand,
  logs: async () => (await import('./sandbox/logs-command.ts')).logsCommand,
  devices: async () => (await import('./devices-command.ts')).devicesCommand,
  sale: async () => (await import('./sale-command.ts')).saleCommand,
  bench: async () => (await import('./bench-command.ts')).benchCommand,
  doctor: async () => (await import('./doctor-command.ts')).doctorCommand,
  audit: async () => (await import('./audit-command.ts')).auditCommand,
  tenant: async () => (await import('./tenant-command.ts')).tenantCommand,
  replay: async () => (await import('./replay-command.ts')).replayCommand,
  prepare: async () => (await import('./compose/prepare-command.ts')).prepareCommand,
  doors: async () => (await import('./compose/doors-command.ts')).doorsCommand,
  door: async () => (await import('./door/door-command.ts')).doorCommand,
  seed: async () => (await import('./compose/seed-command.ts')).seedCommand,
  test: async () => (await import('./suite/test-command.ts')).testCommand,
  stores: async () => (await import('./stores/stores-command.ts')).storesCommand,
};

async function main([name = 'help', ...args]: string[]): Promise<number> {
  if (['help', '--help', '-h'].includes(name)) {
    process.stdout.write(USAGE);
    return 0;
  }
  const load = COMMANDS[name];
  if (load === undefined) throw new CliError(`there is no command “${name}”`, './ppaas help');
  const command = await load();
  return command(args);
}

function explain(error: unknown): void {
  const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`\nppaas: ${messageOf(error)}\n`);
  if (error instanceof CliError && error.mend !== undefined) process.stderr.write(`  mend it with: ${error.mend}\n`);
  else if (isUsage) process.stderr.write('  see: ./ppaas help\n');
  const isExpected = error instanceof CliError || isUsage;
  if ((!isExpected || ENVIRONMENT.debug) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

endOnSignals();
let exitCode: number;
try {
  exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!isEnding()) explain(error);
  exitCode = 1;
}
await runCleanups();
process.exit(exitCode);
