import { CliError, messageOf } from '../cli-error.ts';
import { ENVIRONMENT } from '../environment.ts';
import { findProgram, runTool } from '../processes/run-tool.ts';
import type { ToolRun } from '../processes/run-tool.ts';
import { DOOR_PORTS } from '../sandbox/ports.ts';
import { whyNoDocker } from '../stores/docker-stores.ts';
import { attached } from '../suite/jest-run.ts';
import { ROOT, rootPath, statePath } from '../workspace.ts';

const compose = (...args: readonly string[]): readonly string[] => [
  'compose',
  '--file',
  rootPath('docker-compose.yml'),
  ...args,
];

/** What is asked of `docker`. Names of containers follow from the names in docker-compose.yml. */
export const DOCKER = {
  version: compose('version'),
  up: compose('up', '--detach', '--build'),
  /** Ends when the sandbox has something in it, and prints the code it ended with. */
  seeded: ['wait', 'ppaas-seed-1'],
  sandboxFile: ['cp', 'ppaas-doors-1:/var/ppaas/sandbox.json', statePath('sandbox.json')],
  /** Beside the authority of a sandbox of processes, which has keys of its own. */
  ca: ['cp', 'ppaas-doors-1:/var/ppaas/ca.pem', statePath('compose-ca.pem')],
  operatorKey: ['cp', 'ppaas-doors-1:/var/ppaas/secrets/operator-key', statePath('secrets/operator-key')],
  containers: compose('ps', '--all', '--format', 'json'),
  lastWords: compose('logs', '--no-color', '--tail', '300'),
  down: compose('down'),
  wipe: compose('down', '--volumes'),
} as const;

/** The defaults in docker-compose.yml. */
export const USUAL_PORTS = {
  ...DOOR_PORTS,
  ...{ postgres: 5432, redis: 6379, kafka: 9092, prometheus: 9090, grafana: 3000 },
} as const;
export type ComposePorts = Readonly<Record<keyof typeof USUAL_PORTS, number>>;

/** What docker-compose.yml reads: `PPAAS_PORT_RETAIL_TLS` and so on. */
export const portVariables = (ports: ComposePorts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [
      `PPAAS_PORT_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`,
      String(port),
    ]),
  );

/** As docker-compose.yml publishes them. */
export const publishedAt = (ports: ComposePorts) => ({
  postgresUrl: `postgres://postgres:sandbox@127.0.0.1:${ports.postgres}/postgres`,
  /** And where to look at what they hold. */
  stores: (['postgres', 'redis', 'kafka', 'grafana'] as const).map((name) => ({
    ...{ name, source: 'docker', address: `127.0.0.1:${ports[name]}` },
  })),
  prometheusUrl: `http://127.0.0.1:${ports.prometheus}`,
});

/** Runs one of `DOCKER` to its end. @throws CliError with its last words */
export const docker = (what: keyof typeof DOCKER, options: Pick<ToolRun, 'env' | 'onLine'> = {}): Promise<string> =>
  runTool('docker', DOCKER[what], { cwd: ROOT, ...options });

/** `docker compose logs`, straight to the terminal. */
export const composeLogs = (...args: readonly string[]): Promise<number | null> =>
  attached('docker', compose('logs', ...args));

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
