import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { childEnvironment } from '../environment.ts';
import type { Ledger } from '../processes/ledger.ts';
import { ManagedProcess, waitUntilReady } from '../processes/managed-process.ts';
import { freePort } from '../processes/ports.ts';
import { findProgram } from '../processes/run-tool.ts';
import { makeDir, rootPath, statePath } from '../workspace.ts';
import type { Ports } from './ports.ts';

const USUAL_PORT = 9090;
const STOP_GRACE_MS = 10_000;
const MEND = 'install Prometheus (Debian: RUNLEVEL=1 apt-get install -y --no-install-recommends prometheus)';

export interface Prometheus {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * The configuration that is deployed, for this machine: services at ports of the loopback instead of at names.
 * @throws Error when it scrapes a service that the sandbox does not have
 */
export function localConfiguration(deployed: string, portOf: (service: string) => number | undefined): string {
  return deployed
    .replace('rules/*.yml', rootPath('observe/rules/*.yml'))
    .replaceAll(/'([a-z-]+):8080'/g, (_all, service: string) => {
      const port = portOf(service);
      if (port === undefined) throw new Error(`${service} is scraped and is no service of the sandbox`);
      return `'127.0.0.1:${port}'`;
    });
}

/** A Prometheus beside the sandbox, with the rules of `observe/`. @throws CliError when there is none on this machine, or it does not start */
export async function startPrometheus(ports: Ports, ledger: Ledger): Promise<Prometheus> {
  const program = findProgram('prometheus');
  if (program === undefined) throw new CliError('there is no prometheus in PATH', MEND);
  const dir = makeDir(statePath('observe'));
  const config = join(dir, 'prometheus.yml');
  const portOf = (service: string): number | undefined => ports[service as keyof Ports];
  writeFileSync(config, localConfiguration(readFileSync(rootPath('observe/prometheus.yml'), 'utf8'), portOf));
  const port = await freePort(USUAL_PORT);
  const url = `http://127.0.0.1:${port}`;
  const args = [`--config.file=${config}`, `--storage.tsdb.path=${join(dir, 'data')}`];
  const server = await ManagedProcess.start(
    {
      name: 'prometheus',
      command: program,
      args: [...args, `--web.listen-address=127.0.0.1:${port}`],
      env: childEnvironment(),
      logFile: join(makeDir(statePath('logs')), 'prometheus.log'),
    },
    ledger,
  );
  await waitUntilReady(server, () => isReady(url));
  return { url, stop: async () => void (await server.stop(STOP_GRACE_MS)) };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/-/ready`, { signal: AbortSignal.timeout(1_000) });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    // Not listening yet: asked again until the start's own bound.
    return false;
  }
}
