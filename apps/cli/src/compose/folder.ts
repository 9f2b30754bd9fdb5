import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CliError } from '../cli-error.ts';
import { makeDir } from '../workspace.ts';

/** Of the commands that run in containers: a folder that they share, in place of `.ppaas/`. */
export interface SharedFolder {
  readonly secrets: string;
  /** PEM: the root that clients trust. */
  readonly ca: string;
  readonly seed: string;
  readonly sandbox: string;
}

/** @throws CliError without `--folder` */
export function sharedFolder(args: string[]): SharedFolder {
  const { folder } = parseArgs({ args, options: { folder: { type: 'string' } } }).values;
  if (folder === undefined) throw new CliError('no folder is given', 'add --folder FOLDER');
  makeDir(folder);
  return {
    secrets: join(folder, 'secrets'),
    ca: join(folder, 'ca.pem'),
    seed: join(folder, 'seed.json'),
    sandbox: join(folder, 'sandbox.json'),
  };
}
