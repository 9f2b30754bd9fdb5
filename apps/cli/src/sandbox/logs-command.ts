import { closeSync, existsSync, openSync, readSync, readdirSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CliError } from '../cli-error.ts';
import { composeLogs } from '../compose/engine.ts';
import { lastLines } from '../processes/managed-process.ts';
import { statePath } from '../workspace.ts';
import { readState } from './state.ts';

const FOLLOW_EVERY_MS = 250;

/** `./ppaas logs [service] [--lines N] [--follow]` */
export async function logsCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      follow: { type: 'boolean', short: 'f', default: false },
      lines: { type: 'string', short: 'n', default: '100' },
    },
  });
  if (readState()?.isComposed === true) {
    const options = ['--tail', values.lines, ...(values.follow ? ['--follow'] : [])];
    return (await composeLogs(...options, ...positionals)) ?? 1;
  }
  const names = logNames();
  if (names.length === 0) throw new CliError('there are no logs yet', './ppaas up --detach');
  const wanted = positionals.length === 0 ? names : positionals;
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new CliError(`there is no log of “${unknown}”`, `./ppaas logs ${names.join(' | ')}`);
  const width = wanted.length === 1 ? 0 : Math.max(...wanted.map((name) => name.length));
  const print = (name: string, text: string): void => {
    const prefix = width === 0 ? '' : `${name.padEnd(width)} | `;
    for (const line of text.split('\n')) if (line !== '') process.stdout.write(`${prefix}${line}\n`);
  };
  for (const name of wanted) print(name, lastLines(fileOf(name), Number(values.lines)));
  if (values.follow) await follow(wanted, print);
  return 0;
}

const fileOf = (name: string): string => statePath('logs', `${name}.log`);

function logNames(): string[] {
  const dir = statePath('logs');
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => name.endsWith('.log'))
    .map((name) => name.slice(0, -'.log'.length))
    .sort();
}

async function follow(names: readonly string[], print: (name: string, text: string) => void): Promise<never> {
  const seen = new Map(names.map((name) => [name, statSync(fileOf(name)).size]));
  for (;;) {
    await delay(FOLLOW_EVERY_MS);
    for (const name of names) {
      const from = seen.get(name) ?? 0;
      const { size } = statSync(fileOf(name));
      // Shorter than before: a new run has begun a new file.
      if (size !== from) print(name, readPart(fileOf(name), size < from ? 0 : from, size));
      seen.set(name, size);
    }
  }
}

function readPart(file: string, from: number, to: number): string {
  const buffer = Buffer.alloc(to - from);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, buffer, 0, buffer.length, from);
  } finally {
    closeSync(handle);
  }
  return buffer.toString('utf8');
}
