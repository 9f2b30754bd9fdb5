// Who has to call whom, by what the manifests say: environments, routes, monitors, triggers.
import { Directory, OTHERS } from './ends.ts';
import { fits } from './network.ts';
import type { End, Port, Selector } from './network.ts';
import { environmentOf, workloadsIn } from './pods.ts';
import type { Container } from './pods.ts';
import type { Manifest } from './render.ts';

export interface Call {
  readonly from: End;
  readonly to: End;
  readonly port: Port;
}

/** Such as `ppaas/session → ppaas-stores/redis:6379`. */
export const textOf = ({ from, to, port }: Call): string => `${from.name} → ${to.name}:${port}`;

/** A program of one task reads less of its environment than the service whose image it is in. */
const READ_BY: Readonly<Record<string, readonly string[]>> = {
  'dist/migrate.js': ['DATABASE_OWNER_URL'],
  'dist/topics.js': ['KAFKA_BROKERS'],
};
/** Said to clients, not called. */
const PUBLIC = ['ISSUER', 'RETAIL_URL', 'DEVICE_URL'];
const USUAL_PORTS: Readonly<Record<string, string>> = {
  ...{ 'http:': '80', 'postgres:': '5432', 'redis:': '6379', 'smtps:': '465' },
};

/** `host:port` of all that a container calls. */
function addressesIn({ args = [] }: Container, environment: Readonly<Record<string, string>>): string[] {
  const read = READ_BY[args[0] ?? ''];
  return Object.entries(environment)
    .filter(([key]) => !PUBLIC.includes(key) && (read?.includes(key) ?? true))
    .flatMap(([key, value]) => {
      if (key === 'KAFKA_BROKERS') return value.split(',');
      if (!/^[a-z]+:\/\//.test(value)) return [];
      const { protocol, hostname, port } = new URL(value);
      return [`${hostname}:${port || USUAL_PORTS[protocol]}`];
    });
}

const calls = (from: End, ends: readonly (readonly [End, Port])[]): Call[] =>
  ends.map(([to, port]) => ({ from, to, port }));

/**
 * @param overlays each as it is rendered alone, for two may have a ConfigMap of one name
 * @throws Error for an address that leads nowhere
 */
export function callsIn(overlays: readonly (readonly Manifest[])[], directory: Directory): Call[] {
  const all = overlays.flat();
  return [
    ...overlays.flatMap((manifests) => ofWorkloads(manifests, directory)),
    ...ofRoutes(all, directory),
    ...ofMonitors(all, directory),
    ...ofTriggers(all, directory),
  ];
}

function ofWorkloads(manifests: readonly Manifest[], directory: Directory): Call[] {
  const named = OTHERS.names.ports.map((port) => [OTHERS.names, port] as const);
  return manifests.flatMap((manifest) =>
    workloadsIn([manifest]).flatMap(({ name, spec: { containers } }) => {
      const home = manifest.metadata.namespace ?? '';
      const addresses = addressesIn(containers[0], environmentOf(containers[0], manifests));
      const called = addresses.flatMap((address) => directory.at(address, home));
      return calls(directory.named(`${home}/${name}`), [...called, ...named]);
    }),
  );
}

interface Backend {
  readonly name: string;
  readonly namespace?: string;
  readonly port: number;
}

const ofRoutes = (manifests: readonly Manifest[], directory: Directory): Call[] =>
  manifests
    .filter(({ kind }) => kind === 'HTTPRoute' || kind === 'TLSRoute')
    .flatMap(({ spec, metadata }) => {
      const backends = (spec as { rules: { backendRefs: Backend[] }[] }).rules.flatMap(
        ({ backendRefs }) => backendRefs,
      );
      return backends.flatMap(({ name, namespace = metadata.namespace ?? '', port }) =>
        calls(OTHERS.gateway, directory.at(`${name}.${namespace}:${port}`, namespace)),
      );
    });

const ofMonitors = (manifests: readonly Manifest[], directory: Directory): Call[] =>
  manifests
    .filter(({ kind }) => kind === 'ServiceMonitor')
    .flatMap(({ spec, metadata: { namespace } }) => {
      const { selector, endpoints } = spec as { selector: Selector; endpoints: { port: string }[] };
      const services = manifests.filter(
        ({ kind, metadata }) =>
          kind === 'Service' && metadata.namespace === namespace && fits(selector, metadata.labels ?? {}),
      );
      return services.flatMap((service) =>
        endpoints.flatMap(({ port }) => calls(OTHERS.monitoring, directory.behind(service, port))),
      );
    });

const ofTriggers = (manifests: readonly Manifest[], directory: Directory): Call[] =>
  manifests
    .filter(({ kind }) => kind === 'ScaledObject')
    .flatMap(({ spec, metadata: { namespace = '' } }) => {
      const { triggers } = spec as { triggers: { metadata: Readonly<Record<string, string>> }[] };
      const addresses = triggers.flatMap(({ metadata: { bootstrapServers, serverAddress } }) => [
        ...(bootstrapServers?.split(',') ?? []),
        ...(serverAddress === undefined ? [] : [new URL(serverAddress).host]),
      ]);
      return addresses.flatMap((address) => calls(OTHERS.keda, directory.at(address, namespace)));
    });
