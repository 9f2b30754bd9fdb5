import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../processes/run-tool.ts';
import { step } from '../progress.ts';
import { NODE, ROOT, rootPath } from '../workspace.ts';

/** Where the portal is built to, and the registry serves it from. */
export const PORTAL_SITE = rootPath('apps/portal/dist/site');

/** Written last: a build that was cut short is made again. */
const BUILT = rootPath('apps/portal/dist/built');
const SOURCES = ['apps/portal', 'libs/contracts/src', 'package-lock.json'].map((path) => rootPath(path));
const NO_SOURCES = new Set(['dist', 'node_modules']);

export const isPortalBuilt = (): boolean => existsSync(BUILT);

/** Builds the portal's static files when a source is newer than the last build. */
export async function ensurePortal(): Promise<void> {
  if (isPortalBuilt() && !SOURCES.some((path) => isNewer(path, statSync(BUILT).mtimeMs))) return;
  await step('portal (vite build)', async () => {
    rmSync(BUILT, { force: true });
    const startedAt = new Date();
    const vite = rootPath('node_modules/vite/bin/vite.js');
    await runTool(NODE, [vite, 'build', '--config', 'apps/portal/vite.config.mjs', '--logLevel', 'warn'], {
      cwd: ROOT,
      mend: 'the file that it names, then ./ppaas up',
    });
    writeFileSync(BUILT, startedAt.toISOString());
  });
}

function isNewer(path: string, thanMs: number): boolean {
  const found = statSync(path);
  if (found.isFile()) return found.mtimeMs > thanMs;
  return readdirSync(path).some((name) => !NO_SOURCES.has(name) && isNewer(join(path, name), thanMs));
}
