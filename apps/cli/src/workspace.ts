import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** Root of the clone: this file is `apps/cli/{src,dist}/workspace.*`. */
export const ROOT = resolve(import.meta.dirname, '../../..');

/** Everything the command line writes lies here, except what user `postgres` must reach in a closed folder. */
export const STATE_DIR = resolve(ROOT, '.ppaas');

export const statePath = (...parts: readonly string[]): string => resolve(STATE_DIR, ...parts);
export const rootPath = (...parts: readonly string[]): string => resolve(ROOT, ...parts);

/** Node 24 of the lock file; the running Node where the platform has no such package (macOS). */
export const NODE = process.execPath;

/** Tells clones on one machine apart in shared folders. */
export const CLONE_HASH = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);

export function makeDir(path: string, mode = 0o755): string {
  mkdirSync(path, { recursive: true, mode });
  return path;
}
