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

/** Of what `Platform` starts, as if it were the first cell of a cluster. */
export const NAMESPACE = 'ppaas';

/** One series of an answer; `value` is not finite where there is no number, such as the quantile of nothing. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const sample = z
  .object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })
  .transform(({ metric, value: [, text] }): Sample => ({ labels: metric, value: Number(text) }));
const samples = z.object({ status: z.literal('success'), data: z.object({ result: z.array(sample) }) });
const values = z.object({ status: z.literal('success'), data: z.array(z.string()) });

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
      // As the operator's ServiceMonitor labels them in a cluster.
      .replaceAll('labels: { job:', `labels: { namespace: ${NAMESPACE}, job:`)
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
  async query(expression: string): Promise<readonly Sample[]> {
    const asked = { method: 'POST', body: new URLSearchParams({ query: expression }) };
    return samples.parse(await this.#ask('query', asked)).data.result;
  }

  /** What `label_values(selector, label)` gives a dashboard. @throws Error when Prometheus refuses it */
  async labelValues(selector: string, label: string): Promise<readonly string[]> {
    const path = `label/${label}/values?${new URLSearchParams({ 'match[]': selector }).toString()}`;
    return values.parse(await this.#ask(path)).data;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await ended;
  }

  async #ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const response = await fetch(`${this.url}/api/v1/${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} ${String(init.body ?? '')}: ${text}`);
    return JSON.parse(text);
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
