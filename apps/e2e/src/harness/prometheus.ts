import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { eventually } from '@ppaas/testing';
import { z } from 'zod';
import { ROOT } from './child.ts';
import type { Platform } from './platform.ts';
import { freePorts } from './ports.ts';

/** Where Debian's package puts them. */
const PROMETHEUS = '/usr/bin/prometheus';
export const PROMTOOL = '/usr/bin/promtool';

/** `describe` for tests that need the package: without it they are skipped, and their name says why. */
export function describeWithPrometheus(name: string, tests: () => void): void {
  if (existsSync(PROMETHEUS) && existsSync(PROMTOOL)) return describe(name, tests);
  const { skip } = describe;
  skip(`${name} (there is no ${PROMETHEUS}: RUNLEVEL=1 apt-get install --no-install-recommends prometheus)`, tests);
}

const answer = z.object({ status: z.literal('success'), data: z.object({ result: z.array(z.unknown()) }) });

/** A real Prometheus with the deployed configuration, but each second, of a platform's processes. */
export class PrometheusServer {
  readonly #child: ChildProcess;

  private constructor(
    readonly url: string,
    child: ChildProcess,
  ) {
    this.#child = child;
  }

  static async start(platform: Platform): Promise<PrometheusServer> {
    const dir = join(platform.directory, 'prometheus');
    mkdirSync(dir, { recursive: true });
    const portOf = (service: string): number => platform.service(service).spec.port;
    const config = readFileSync(join(ROOT, 'observe/prometheus.yml'), 'utf8')
      .replace('rules/*.yml', join(ROOT, 'observe/rules/*.yml'))
      .replace('scrape_interval: 5s', 'scrape_interval: 1s')
      .replaceAll(/'([a-z-]+):8080'/g, (_all, service: string) => `'127.0.0.1:${portOf(service)}'`);
    writeFileSync(join(dir, 'prometheus.yml'), config);
    const [port] = await freePorts(1);
    const log = openSync(join(dir, 'prometheus.log'), 'a');
    const args = [`--config.file=${join(dir, 'prometheus.yml')}`, `--storage.tsdb.path=${join(dir, 'data')}`];
    const child = spawn(PROMETHEUS, [...args, `--web.listen-address=127.0.0.1:${port}`], {
      stdio: ['ignore', log, log],
    });
    process.once('exit', () => child.kill('SIGKILL'));
    const server = new PrometheusServer(`http://127.0.0.1:${port}`, child);
    await eventually('Prometheus is ready', () => server.#isReady(), 30_000);
    return server;
  }

  /** The series a query gives. @throws Error when Prometheus refuses it */
  async query(expression: string): Promise<readonly unknown[]> {
    const response = await fetch(`${this.url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query: expression }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${expression}: ${text}`);
    return answer.parse(JSON.parse(text)).data.result;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await ended;
  }

  async #isReady(): Promise<true | undefined> {
    try {
      return (await fetch(`${this.url}/-/ready`)).ok ? true : undefined;
    } catch {
      // Not listening yet.
      return undefined;
    }
  }
}
