import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CliError } from '../cli-error.ts';
import { docker, whyNoCompose } from '../compose/engine.ts';
import { sweep } from '../processes/ledger.ts';
import { isSameProcess } from '../processes/process-mark.ts';
import { say, step } from '../progress.ts';
import { CLONE_HASH, statePath } from '../workspace.ts';
import { forgetState, readState } from './state.ts';

const DOWN_TIMEOUT_MS = 60_000;
/** All that a start would find again: data, keys, addresses. Programs that were fetched stay. */
const WIPED = [
  'stores',
  'terminals',
  'secrets',
  'seed.json',
  'ports.json',
  'ca.pem',
  'compose-ca.pem',
  'logs',
  'observe',
];

export async function downCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { wipe: { type: 'boolean', default: false } } });
  const state = readState();
  if (state === undefined) say('The sandbox is not up.');
  else await step('stopping the sandbox', () => stop(state.supervisor));
  const ended = await sweep();
  if (ended.length > 0) say(`  · ended what an earlier run had left: ${ended.join(', ')}`);
  forgetState();
  if (values.wipe) {
    if ((await whyNoCompose()) === undefined) await docker('wipe');
    for (const name of WIPED) rmSync(statePath(name), { recursive: true, force: true });
    rmSync(`/var/tmp/ppaas-${CLONE_HASH}`, { recursive: true, force: true });
    say('  ✓ its data and keys are gone');
  }
  return 0;
}

async function stop({ pid, mark }: { readonly pid: number; readonly mark: string }): Promise<void> {
  process.kill(pid, 'SIGTERM');
  const deadline = performance.now() + DOWN_TIMEOUT_MS;
  while (isSameProcess(pid, mark)) {
    if (performance.now() > deadline) {
      throw new CliError(
        `its supervisor (process ${pid}) did not end within ${DOWN_TIMEOUT_MS / 1000} s`,
        `kill -9 ${pid}; ./ppaas down`,
      );
    }
    await delay(50);
  }
}
