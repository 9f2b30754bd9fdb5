import { spawn } from 'node:child_process';
import { constants, accessSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, hasCode } from '../cli-error.ts';
import { ENVIRONMENT, fullEnvironment } from '../environment.ts';

export interface ToolRun {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
  readonly onLine?: (line: string) => void;
  /** The command that mends a failure. */
  readonly mend?: string;
}

/** Tools that run at this moment: ended with the command line. */
const running = new Set<number>();

export function killTools(): void {
  for (const pid of running) {
    try {
      process.kill(-pid, 'SIGTERM');
    } catch (error) {
      if (!hasCode(error, 'ESRCH')) throw error;
    }
  }
}

/**
 * Runs a tool to its end and returns what it printed.
 * @throws CliError with its last lines when it fails
 */
export async function runTool(command: string, args: readonly string[], options: ToolRun = {}): Promise<string> {
  const child = spawn(command, args, {
    cwd: options.cwd ?? '/',
    env: fullEnvironment(options.env),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  });
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  let output = '';
  const take = (chunk: string): void => {
    output += chunk;
    if (options.onLine !== undefined) for (const line of chunk.split('\n')) if (line !== '') options.onLine(line);
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', (error) => reject(new CliError(`${command} cannot be run: ${error.message}`, options.mend)));
      child.once('close', resolve);
    });
    if (code === 0) return output;
    const tail = output.trimEnd().split('\n').slice(-15).join('\n');
    throw new CliError(`${command} ${args.slice(0, 3).join(' ')} failed (exit code ${code}):\n${tail}`, options.mend);
  } finally {
    if (pid !== undefined) running.delete(pid);
  }
}

/** Where a program lies in PATH (and the system folders that an ordinary user's PATH may lack), or undefined. */
export function findProgram(name: string): string | undefined {
  return [...ENVIRONMENT.path, '/usr/sbin', '/sbin', '/usr/local/bin', '/opt/homebrew/bin']
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

export const isExecutable = (path: string): boolean => isAllowed(path, constants.X_OK);

export const isWritable = (path: string): boolean => isAllowed(path, constants.W_OK);

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ENOTDIR', 'EROFS'].some((code) => hasCode(error, code))) return false;
    throw error;
  }
}
