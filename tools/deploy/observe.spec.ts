// What watches the sandbox in containers: its files lie in observe/, and each names addresses and folders of docker-compose.yml.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readCompose } from './compose.ts';
import { ROOT, SERVICES } from './programs.ts';

const { services, volumes: lasting } = readCompose();
const read = <T>(path: string): T => parse(readFileSync(join(ROOT, path), 'utf8')) as T;

/** Where a container sees what: target, by source. */
const mountsOf = (name: string): ReadonlyMap<string, string> =>
  new Map(
    (services[name]?.volumes ?? []).map((volume) => {
      const [source = '', target = ''] = volume.split(':');
      return [source, target] as const;
    }),
  );
const isWithin = (path: string, folder: string | undefined): boolean =>
  folder !== undefined && !posix.relative(folder, path).startsWith('..');

/** The file that a container is started with, of this clone. */
function configOf(name: string, flag: string): string {
  const told = services[name]?.command?.find((argument) => argument.startsWith(`${flag}=`))?.slice(flag.length + 1);
  const [source] = [...mountsOf(name)].find(([, target]) => target === told) ?? [];
  if (source === undefined) throw new Error(`${name} is started with ${told}, which is nothing of ours`);
  return source;
}

const hostOf = (address: string): string => new URL(address.includes('//') ? address : `tcp://${address}`).hostname;
const portOf = (address: string): number => Number(new URL(address.includes('//') ? address : `tcp://${address}`).port);

interface Collector {
  readonly receivers: { readonly otlp: { readonly protocols: Readonly<Record<string, { endpoint: string }>> } };
  readonly processors: object;
  readonly exporters: { readonly otlp: { readonly endpoint: string } };
  readonly service: { readonly pipelines: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> };
}
interface Tempo {
  readonly server: { readonly http_listen_port: number };
  readonly distributor: Collector;
  readonly storage: { readonly trace: { readonly backend: string; local: { path: string }; wal: { path: string } } };
}
interface Prometheus {
  readonly rule_files: readonly string[];
  readonly scrape_configs: readonly {
    readonly honor_labels: boolean;
    readonly static_configs: readonly {
      readonly targets: readonly string[];
      readonly labels: { readonly job: string };
    }[];
  }[];
}
interface DataSource {
  readonly uid: string;
  readonly type: string;
  readonly url: string;
  readonly isDefault?: boolean;
}

const collector = read<Collector>(configOf('otel-collector', '--config'));
const tempo = read<Tempo>(configOf('tempo', '-config.file'));
const prometheus = read<Prometheus>(configOf('prometheus', '--config.file'));
const GRAFANA = 'observe/grafana/provisioning';
const { datasources } = read<{ datasources: readonly DataSource[] }>(`${GRAFANA}/datasources/ppaas.yml`);

describe('traces', () => {
  it('are sent to where the collector listens', () => {
    const { endpoint = '' } = collector.receivers.otlp.protocols['http'] ?? {};
    for (const service of SERVICES) {
      const told = String(services[service]?.environment?.['OTEL_EXPORTER_OTLP_ENDPOINT']);
      expect([hostOf(told), portOf(told)]).toEqual(['otel-collector', portOf(endpoint)]);
    }
    expect(hostOf(endpoint)).toBe('0.0.0.0');
  });

  it('go through all that the collector is made of, to where Tempo listens', () => {
    const { pipelines } = collector.service;
    expect(Object.keys(pipelines)).toEqual(['traces']);
    for (const kind of ['receivers', 'processors', 'exporters'] as const)
      expect([...(pipelines['traces']?.[kind] ?? [])].sort()).toEqual(Object.keys(collector[kind]).sort());
    const { endpoint } = collector.exporters.otlp;
    const taken = tempo.distributor.receivers.otlp.protocols['grpc']?.endpoint ?? '';
    expect([hostOf(endpoint), portOf(endpoint)]).toEqual(['tempo', portOf(taken)]);
  });

  it('lie in a volume, and are asked for where Tempo answers', () => {
    const { backend, local, wal } = tempo.storage.trace;
    expect(backend).toBe('local');
    for (const { path } of [local, wal]) expect(isWithin(path, mountsOf('tempo').get('tempo'))).toBe(true);
    expect(Object.keys(lasting)).toContain('tempo');
    const source = datasources.find(({ type }) => type === 'tempo');
    expect(source?.url).toBe(`http://tempo:${tempo.server.http_listen_port}`);
  });
});

describe('Prometheus', () => {
  it('scrapes every service where it listens, under its name', () => {
    const scraped = prometheus.scrape_configs.flatMap(({ static_configs }) => static_configs);
    const targets = scraped.map(({ targets: [target], labels }) => [labels.job, target]);
    expect(targets.sort()).toEqual(SERVICES.map((name) => [name, `${name}:${services[name]?.environment?.['PORT']}`]));
    // The services say themselves which instance they are.
    expect(prometheus.scrape_configs.every(({ honor_labels }) => honor_labels)).toBe(true);
  });

  it('finds all rules in the folder that it sees', () => {
    const seen = mountsOf('prometheus');
    const folder = seen.get('./observe/rules');
    const home = dirname(seen.get(configOf('prometheus', '--config.file')) ?? '');
    expect(prometheus.rule_files.map((pattern) => join(home, pattern))).toEqual([`${folder}/*.yml`]);
    const files = readdirSync(join(ROOT, 'observe/rules'));
    expect(files.filter((name) => !name.endsWith('.yml'))).toEqual([]);
  });
});

describe('Grafana', () => {
  const seen = mountsOf('grafana');
  const dashboards = readdirSync(join(ROOT, 'observe/dashboards')).map((name) =>
    readFileSync(join(ROOT, 'observe/dashboards', name), 'utf8'),
  );

  it('reads its provisioning where it looks for it, and dashboards where that says', () => {
    expect(seen.get(`./${GRAFANA}`)).toBe('/etc/grafana/provisioning');
    for (const folder of readdirSync(join(ROOT, GRAFANA)))
      expect(['datasources', 'dashboards', 'plugins', 'alerting']).toContain(folder);
    const { providers } = read<{ providers: readonly { type: string; options: { path: string } }[] }>(
      `${GRAFANA}/dashboards/ppaas.yml`,
    );
    expect(providers.map(({ type, options }) => [type, options.path])).toEqual([
      ['file', seen.get('./observe/dashboards')],
    ]);
    expect(dashboards.length).toBeGreaterThan(3);
  });

  it('asks sources that are containers here, at a port of theirs', () => {
    expect(datasources.map(({ uid }) => uid)).toEqual([...new Set(datasources.map(({ uid }) => uid))]);
    expect(datasources.filter(({ isDefault }) => isDefault === true).map(({ type }) => type)).toEqual(['prometheus']);
    for (const { type, url } of datasources) expect(hostOf(url)).toBe(type);
    const published = services['prometheus']?.ports?.[0]?.split(':').at(-1);
    expect(portOf(datasources.find(({ type }) => type === 'prometheus')?.url ?? '')).toBe(Number(published));
  });

  it('has in its dashboards no source but these, under their type', () => {
    const named = dashboards.flatMap((text) => sourcesIn(JSON.parse(text)));
    const known = datasources.map(({ type, uid }) => `${type} ${uid}`);
    expect(named.length).toBeGreaterThan(40);
    expect([...new Set(named)].filter((one) => !known.includes(one))).toEqual([]);
  });
});

/** Of every panel, query and variable of a dashboard: `type uid`. */
function sourcesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    if (key !== 'datasource') return sourcesIn(member);
    const { type, uid } = member as { type: string; uid: string };
    return [`${type} ${uid}`];
  });
}

describe('what is mounted of this clone', () => {
  it('is there', () => {
    const sources = Object.keys(services).flatMap((name) => [...mountsOf(name).keys()]);
    const ours = sources.filter((source) => source.startsWith('./'));
    expect(ours.length).toBeGreaterThan(5);
    expect(ours.filter((source) => !existsSync(join(ROOT, source)))).toEqual([]);
  });
});
