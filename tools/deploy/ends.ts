// What can be called in a cluster, and what the names lead to that the manifests give it.
import { fits } from './network.ts';
import type { End, Port } from './network.ts';
import { workloadsIn } from './pods.ts';
import type { Manifest } from './render.ts';

const end = (namespace: string, name: string, ports: readonly Port[] = [], labels: End['labels'] = {}): End => ({
  ...{ name: `${namespace}/${name}`, namespace, labels, ports },
});

/** Whom docs/how-to/deploy.md asks for; what pods of others are called is their own affair. */
export const OTHERS = {
  gateway: end('ppaas-gateway', 'gateway'),
  /** Prometheus, and the collector of traces. */
  monitoring: end('ppaas-monitoring', 'monitoring', ['9090', '4318']),
  keda: end('keda', 'keda'),
  postgresOperator: end('cnpg-system', 'operator'),
  redisOperator: end('ot-operators', 'operator'),
  names: end('kube-system', 'kube-dns', ['53', '53/UDP'], { 'k8s-app': 'kube-dns' }),
  internet: { ...end('', 'internet', ['443', '465', '587']), ip: '203.0.113.25' },
  stranger: end('default', 'stranger', ['8080']),
} as const satisfies Record<string, End>;

interface Pods extends End {
  readonly portNames: Readonly<Record<string, Port>>;
}

/** What the pods of a store are called, what clients find them by, and where they listen: for those first, then for who looks after them. */
const STORES: Readonly<Record<string, (name: string) => readonly [End['labels'], string, ...Port[]]>> = {
  Cluster: (name) => [{ 'cnpg.io/cluster': name }, `${name}-rw`, '5432', '8000', '9187'],
  RedisReplication: (name) => [{ app: name }, `${name}-master`, '6379'],
  Kafka: (name) => [{ 'strimzi.io/cluster': name }, `${name}-kafka-bootstrap`, '9092'],
};

interface ServiceSpec {
  readonly selector: End['labels'];
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly targetPort?: number | string }[];
}

/** All that manifests make, and all that they lead to. */
export class Directory {
  /** Pods of the platform and of its stores, and in each of their namespaces one that nobody knows. */
  readonly ends: readonly End[];
  readonly #pods: readonly Pods[];
  readonly #operators: ReadonlyMap<string, End>;

  /** @param elsewhere a name of a service, as `name.namespace`, and what stands behind it in place of a pod */
  constructor(
    private readonly manifests: readonly Manifest[],
    elsewhere: Readonly<Record<string, End>> = {},
  ) {
    this.#pods = manifests.flatMap(podsOf);
    const stores = manifests.flatMap(storeOf);
    const namespaces = manifests.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    const unknown = namespaces.map((name) => end(name, 'unknown', ['8080']));
    this.ends = [...this.#pods, ...stores.map(([, store]) => store), ...unknown];
    this.#operators = new Map<string, End>([
      ['otel-collector.ppaas-monitoring', OTHERS.monitoring],
      ['prometheus-operated.ppaas-monitoring', OTHERS.monitoring],
      ['mail.example', OTHERS.internet],
      ...stores,
      ...Object.entries(elsewhere),
    ]);
  }

  /** @throws Error when there is none */
  named(name: string): End {
    const found = this.ends.find((one) => one.name === name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  }

  /** The pods behind a port of a service. @param asked its number, or its name */
  behind({ spec, metadata: { namespace } }: Manifest, asked: number | string): (readonly [End, Port])[] {
    const { selector, ports } = spec as ServiceSpec;
    const port = ports.find((one) => one.port === asked || one.name === asked);
    if (port === undefined) return [];
    const target = port.targetPort ?? port.port;
    return this.#pods
      .filter((one) => one.namespace === namespace && fits({ matchLabels: selector }, one.labels))
      .map((one) => [one, one.portNames[target] ?? `${Number(target)}`]);
  }

  /**
   * What an address leads to.
   * @param address `host:port`; the host may leave out its namespace
   * @param home whose address it is
   * @throws Error when it leads nowhere
   */
  at(address: string, home: string): (readonly [End, Port])[] {
    const url = new URL(`tcp://${address}`);
    const [name = '', namespace = home] = url.hostname.split('.');
    const operator = this.#operators.get(`${name}.${namespace}`);
    if (operator !== undefined) return [[operator, url.port as Port]];
    const service = this.manifests.find(
      ({ kind, metadata }) => kind === 'Service' && metadata.name === name && metadata.namespace === namespace,
    );
    const found = service === undefined ? [] : this.behind(service, Number(url.port));
    if (found.length === 0) throw new Error(`${address} leads nowhere from ${home}`);
    return found;
  }
}

function podsOf(manifest: Manifest): Pods[] {
  return workloadsIn([manifest]).map(({ name, labels, spec }) => {
    const listed = (spec.containers[0]['ports'] ?? []) as readonly { name?: string; containerPort: number }[];
    // Nobody calls what says no port, such as a Job; this is where they would try.
    const ports = listed.length === 0 ? (['8080'] as const) : listed.map((one) => `${one.containerPort}` as const);
    const portNames = Object.fromEntries(
      listed.map((one) => [one.name ?? one.containerPort, `${one.containerPort}` as const]),
    );
    return { ...end(manifest.metadata.namespace ?? '', name, ports, labels), portNames };
  });
}

function storeOf({ apiVersion, kind, metadata: { name, namespace = '' } }: Manifest): (readonly [string, End])[] {
  const store = apiVersion.includes('.') ? STORES[kind]?.(name) : undefined;
  if (store === undefined) return [];
  const [labels, service, ...ports] = store;
  return [[`${service}.${namespace}`, end(namespace, name, ports, labels)]];
}
