import { writeFileSync } from 'node:fs';
import { CliError, messageOf } from '../cli-error.ts';
import { atExit } from '../processes/at-exit.ts';
import { say, step } from '../progress.ts';
import { choosePorts, rememberPorts } from '../sandbox/ports.ts';
import { readSandboxFile, writeSandboxFile } from '../sandbox/sandbox-file.ts';
import type { SandboxFile } from '../sandbox/sandbox-file.ts';
import { writeSecret } from '../sandbox/secrets.ts';
import { POSTGRES_URL_FILE, forgetState, newState, writeState } from '../sandbox/state.ts';
import { makeDir, statePath } from '../workspace.ts';
import { USUAL_PORTS, docker, portVariables, publishedAt } from './engine.ts';

const LAST_WORDS = './ppaas logs compose';

/**
 * The sandbox in containers, by docker-compose.yml. This process stands for all of it, as it does for a native one: its end is
 * theirs, and what lasts stays in their volumes.
 * @throws CliError that says what did not start; by then no container of it runs any more
 */
export async function startComposed(): Promise<{ readonly file: SandboxFile }> {
  const state = { ...newState(new Date()), isComposed: true };
  forgetState();
  writeState(state);
  let ended: Promise<void> | undefined;
  // A signal and the failure that follows from it may both ask for it.
  const down = (): Promise<void> => {
    ended ??= step('docker compose down', () => docker('down')).then(() => {
      if (state.phase !== 'failed') forgetState();
    });
    return ended;
  };
  const dismiss = atExit(down);
  try {
    const ports = await choosePorts(USUAL_PORTS);
    await step('docker compose up', ({ note }) => docker('up', { onLine: note, env: portVariables(ports) }));
    rememberPorts(ports);
    await step('organisations, stores, tills and terminals', seeded);
    const { postgresUrl, stores, prometheusUrl } = publishedAt(ports);
    makeDir(statePath('secrets'), 0o700);
    writeSecret(POSTGRES_URL_FILE, postgresUrl);
    await docker('ca');
    // The sandbox of processes keeps its own there too: whichever was started last is the one that commands speak to.
    await docker('operatorKey');
    await docker('sandboxFile');
    const file = { ...readSandboxFile(), caFile: '.ppaas/compose-ca.pem' };
    writeSandboxFile(file);
    Object.assign(state, { phase: 'ready', stores, prometheusUrl, retailUrl: file.retailUrl });
    writeState(state);
    return { file };
  } catch (error) {
    // Stays readable: the terminal that asked for `up --detach` reads it there.
    Object.assign(state, { phase: 'failed', failure: messageOf(error), mend: LAST_WORDS });
    dismiss();
    if (ended === undefined) await keepLastWords();
    await down();
    writeState(state);
    throw error instanceof CliError ? new CliError(error.message, LAST_WORDS) : error;
  }
}

async function seeded(): Promise<void> {
  const code = (await docker('seeded')).trim();
  if (code !== '0') throw new CliError(`the sandbox could not be seeded (exit code ${code})`);
}

/** With the containers go their logs. */
async function keepLastWords(): Promise<void> {
  try {
    writeFileSync(`${makeDir(statePath('logs'))}/compose.log`, await docker('lastWords'), { mode: 0o600 });
  } catch (error) {
    say(`  ! their last lines are lost: ${messageOf(error)}`);
  }
}
