import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { isRoot } from '../environment.ts';
import { findProgram, isExecutable, runTool } from '../processes/run-tool.ts';
import { step } from '../progress.ts';
import { makeDir, statePath } from '../workspace.ts';

export interface RedisProgram {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const MEND = isRoot
  ? 'apt-get update && apt-get install -y redis-server'
  : 'install redis-server (Debian: sudo apt-get install redis-server; macOS: brew install redis)';

/** redis-server from PATH; else installed by the package manager (root); else unpacked under .ppaas/. */
export async function redisProgram(): Promise<RedisProgram> {
  const found = installed() ?? unpacked();
  if (found !== undefined) return found;
  if (findProgram('apt-get') === undefined) throw new CliError('redis-server is not installed', MEND);
  if (isRoot) {
    await step('installing redis-server with apt-get', installPackage);
    const now = installed();
    if (now !== undefined) return now;
  }
  await step('unpacking the distribution’s redis-server under .ppaas/', unpackPackage);
  const now = unpacked();
  if (now === undefined) throw new CliError('the distribution’s package holds no redis-server', MEND);
  return now;
}

export function installed(): RedisProgram | undefined {
  const path = findProgram('redis-server');
  return path === undefined ? undefined : { path, env: {} };
}

const unpackedDir = statePath('redis');

export function unpacked(): RedisProgram | undefined {
  const path = join(unpackedDir, 'usr/bin/redis-server');
  if (!isExecutable(path)) return undefined;
  const lib = join(unpackedDir, 'usr/lib');
  const folders = readdirSync(lib, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return { path, env: { LD_LIBRARY_PATH: [lib, ...folders.map((entry) => join(lib, entry.name))].join(':') } };
}

// RUNLEVEL=1 keeps the package from starting a server of its own on the machine's port.
const APT = { env: { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }, mend: MEND };

async function installPackage(): Promise<void> {
  const install = ['install', '-y', '--no-install-recommends', 'redis-server'];
  try {
    await runTool('apt-get', install, APT);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    // No package lists yet, or old ones.
    await runTool('apt-get', ['update'], APT);
    await runTool('apt-get', install, APT);
  }
}

/** Needs no right on the machine: apt keeps its lists and its cache under .ppaas/, nothing is configured. */
async function unpackPackage(): Promise<void> {
  const apt = makeDir(statePath('apt'));
  for (const folder of ['state/lists/partial', 'cache/archives/partial']) makeDir(join(apt, folder));
  const own = [
    `Dir::State=${apt}/state`,
    `Dir::State::status=/var/lib/dpkg/status`,
    `Dir::Cache=${apt}/cache`,
    'Debug::NoLocking=1',
  ].flatMap((setting) => ['-o', setting]);
  await runTool('apt-get', [...own, 'update'], APT);
  const plan = await runTool(
    'apt-get',
    [...own, 'install', '--print-uris', '-qq', '-y', '--no-install-recommends', 'redis-server'],
    APT,
  );
  // 'http://…/redis-tools_7.deb' redis-tools_7.0_amd64.deb 989 SHA256:…
  const names = [...plan.matchAll(/^'[^']+' ([^_\s]+)_\S+\.deb /gm)].map((match) => match[1] ?? '');
  if (names.length === 0) throw new CliError('apt-get names no package for redis-server', MEND);
  const half = makeDir(`${unpackedDir}.${process.pid}`);
  try {
    await runTool('apt-get', [...own, 'download', ...names], { ...APT, cwd: half });
    for (const file of readdirSync(half).filter((name) => name.endsWith('.deb'))) {
      await runTool('dpkg-deb', ['-x', join(half, file), half], { mend: MEND });
      rmSync(join(half, file));
    }
    if (!existsSync(unpackedDir)) renameSync(half, unpackedDir);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}
