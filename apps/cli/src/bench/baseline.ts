import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../processes/ports.ts';
import { databaseUrl } from '../sandbox/service-specs.ts';
import type { Stores } from '../stores/stores.ts';
import { post } from './load.ts';
import type { BenchedSystem } from './platform.ts';
import { benchMessage } from './message.ts';

const START_LIMIT_MS = 60_000;

/** A baseline: two processes on the same stores, with the same body, pool and fsync as the platform. */
export async function startBaseline(name: 'floor' | 'naive', stores: Stores): Promise<BenchedSystem> {
  const database = await createDatabase(stores.postgresUrl, `bench_${name}`);
  const port = await freePort();
  const start = (role: 'front' | 'back'): Promise<ChildProcess> =>
    startProcess(name, [role, stores.kafkaBrokers, database, String(port)]);
  const children = [await start('front'), await start('back')];
  const url = new URL(`http://127.0.0.1:${port}/`);
  return {
    name,
    sale: async (n) => {
      const answer = await post(
        url,
        { 'content-type': 'application/json' },
        benchMessage('TILL', 'dev_bench', `${name}-${n}`),
      );
      if (answer.status !== 200 && answer.status !== 201)
        throw new Error(`${name} answered ${answer.status}: ${answer.body}`);
    },
    stop: async () => {
      for (const child of children) await stopProcess(child);
    },
  };
}

async function startProcess(name: string, args: readonly string[]): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, `${name}.js`), [...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`${name} ${String(args[0])} is not ready after ${START_LIMIT_MS} ms`)),
      START_LIMIT_MS,
    );
    child.once('message', () => {
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code) => reject(new Error(`${name} ${String(args[0])} ended with ${String(code)}`)));
  });
  return child;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function createDatabase(serverUrl: string, database: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`drop database if exists ${database} with (force)`);
    await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
  return databaseUrl(serverUrl, database);
}
