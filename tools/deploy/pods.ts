import type { Manifest } from './render.ts';

export interface EnvironmentEntry {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: object;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly EnvironmentEntry[];
  readonly envFrom?: readonly { readonly configMapRef?: { readonly name: string } }[];
  readonly [member: string]: unknown;
}

export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly spec: {
    readonly serviceAccountName: string;
    readonly containers: readonly [Container];
    readonly [member: string]: unknown;
  };
  readonly labels: Readonly<Record<string, string>>;
}

/** What makes pods, each of one container. */
export function workloadsIn(manifests: readonly Manifest[]): Workload[] {
  return manifests
    .filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job'].includes(kind))
    .map(({ kind, metadata, spec }) => {
      const { template } = spec as { template: { spec: Workload['spec']; metadata: { labels: Workload['labels'] } } };
      return { kind, name: metadata.name, spec: template.spec, labels: template.metadata.labels };
    });
}

/** Whose image it is. */
export const appOf = ({ image }: Container): string => /ppaas\/([\w-]+):/.exec(image)?.[1] ?? '';

const A_SECRET = 'a secret';
/** What a secret or a field holds is known when the pod starts; here is something of its shape. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/^DATABASE_(OWNER_)?URL$/, 'postgres://someone@postgres-rw.ppaas-stores:5432/database'],
  [/^REDIS_URL$/, 'redis://redis-master.ppaas-stores:6379'],
  [/^SMTP_URL$/, 'smtps://mail.example'],
  [/^DOOR_TOKEN$/, 'a token of a door, long enough'],
  [/^INSTANCE$/, 'transaction-7d9f8b6c5d-x2x4q'],
];

/** The environment with which a container starts, `$(NAME)` put in as Kubernetes does. */
export function environmentOf(
  { env = [], envFrom = [] }: Container,
  manifests: readonly Manifest[],
): Record<string, string> {
  const maps = envFrom.map(({ configMapRef }) => {
    const found = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === configMapRef?.name);
    if (found === undefined) throw new Error(`there is no ConfigMap ${configMapRef?.name}`);
    return found.data as Record<string, string>;
  });
  const own: Record<string, string> = {};
  for (const { name, value } of env) {
    const told = value?.replaceAll(/\$\((\w+)\)/g, (_all, other: string) => own[other] ?? A_SECRET);
    own[name] = told ?? SHAPES.find(([key]) => key.test(name))?.[1] ?? 'x1';
  }
  const helpers = new Set(
    env.flatMap(({ value }) => [...(value ?? '').matchAll(/\$\((\w+)\)/g)].map(([, name]) => name)),
  );
  return Object.fromEntries(
    Object.entries(Object.assign({}, ...maps, own) as object).filter(([key]) => !helpers.has(key)),
  );
}
