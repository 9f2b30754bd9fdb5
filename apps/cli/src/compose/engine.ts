import { CliError, messageOf } from '../cli-error.ts';
import { ENVIRONMENT } from '../environment.ts';
import { findProgram, runTool } from '../processes/run-tool.ts';
import { whyNoDocker } from '../stores/docker-stores.ts';
import { ROOT, rootPath, statePath } from '../workspace.ts';

const compose = (...args: readonly string[]): readonly string[] => [
  'compose',
  '--file',
  rootPath('docker-compose.yml'),
  ...args,
];

/** What is asked of `docker`, in this order. Names of containers follow from the names in docker-compose.yml. */
export const DOCKER = {
  version: compose('version'),
  up: compose('up', '--detach', '--build'),
  /** Ends when the sandbox has something in it, and prints the code it ended with. */
  seeded: ['wait', 'ppaas-seed-1'],
  sandboxFile: ['cp', 'ppaas-doors-1:/var/ppaas/sandbox.json', statePath('sandbox.json')],
  ca: ['cp', 'ppaas-doors-1:/var/ppaas/ca.pem', statePath('ca.pem')],
  down: compose('down'),
  wipe: compose('down', '--volumes'),
} as const;

/** As docker-compose.yml publishes them. */
export const PUBLISHED = {
  postgresUrl: 'postgres://postgres:sandbox@127.0.0.1:5432/postgres',
  stores: { postgres: '127.0.0.1:5432', redis: '127.0.0.1:6379', kafka: '127.0.0.1:9092' },
  prometheusUrl: 'http://127.0.0.1:9090',
} as const;

/** Runs one of `DOCKER` to its end. @throws CliError with its last words */
export const docker = (what: keyof typeof DOCKER, onLine?: (line: string) => void): Promise<string> =>
  runTool('docker', DOCKER[what], { cwd: ROOT, ...(onLine === undefined ? {} : { onLine }) });

/** Why the sandbox does not run in containers here, or undefined when it does. */
export async function whyNoCompose(): Promise<string | undefined> {
  const { postgresUrl, redisUrl, kafkaBrokers } = ENVIRONMENT;
  if ([postgresUrl, redisUrl, kafkaBrokers].some((given) => given !== undefined)) return 'stores are given';
  const noDocker = await whyNoDocker();
  if (noDocker !== undefined) return noDocker;
  if (findProgram('docker') === undefined) return 'a Docker engine answers, but there is no docker command';
  try {
    await docker('version');
    return undefined;
  } catch (error) {
    if (error instanceof CliError) return `docker has no compose: ${messageOf(error)}`;
    throw error;
  }
}
