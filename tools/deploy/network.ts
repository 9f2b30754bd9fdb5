// Who the NetworkPolicies let talk to whom: as the specification says, both ends have to agree.
import { BlockList } from 'node:net';
import type { Manifest } from './render.ts';

type Labels = Readonly<Record<string, string>>;

export interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}
export interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string };
}
interface PolicyPort {
  readonly port: number;
  readonly endPort?: number;
  readonly protocol?: string;
}
interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly PolicyPort[];
}
interface PolicySpec {
  readonly podSelector: Selector;
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** A port on which something listens, such as `5432` or `53/UDP`. */
export type Port = `${number}` | `${number}/UDP`;

/** Pods that are alike, or what has an address outside the cluster. */
export interface End {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Of one outside. */
  readonly ip?: string;
  readonly ports: readonly Port[];
}

export interface Policy {
  readonly name: string;
  readonly namespace: string;
  readonly spec: PolicySpec;
}

export interface Network {
  readonly policies: readonly Policy[];
  /** Labels of namespaces, by name. */
  readonly namespaces: ReadonlyMap<string, Labels>;
}

export const fits = ({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
  matchExpressions.every(({ key, operator, values = [] }) => {
    const value = labels[key];
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const isListed = value !== undefined && values.includes(value);
    return operator === 'In' ? isListed : !isListed;
  });

/** The policies that were written, and those that Strimzi makes of the listeners of a cluster. */
export function networkOf(manifests: readonly Manifest[]): Network {
  const policies = manifests.flatMap(({ kind, metadata: { name, namespace = '' }, spec }): Policy[] => {
    if (kind === 'NetworkPolicy') return [{ name, namespace, spec: spec as PolicySpec }];
    if (kind !== 'Kafka') return [];
    const { listeners } = (spec as { kafka: { listeners: { port: number; networkPolicyPeers?: Peer[] }[] } }).kafka;
    const ingress = listeners.map(({ port, networkPolicyPeers }) => ({
      ports: [{ port }],
      ...(networkPolicyPeers && { from: networkPolicyPeers }),
    }));
    const podSelector = { matchLabels: { 'strimzi.io/cluster': name } };
    return [{ name: `${name}, by Strimzi`, namespace, spec: { podSelector, policyTypes: ['Ingress'], ingress } }];
  });
  const namespaces = manifests
    .filter(({ kind }) => kind === 'Namespace')
    .map(({ metadata }) => [metadata.name, metadata.labels ?? {}] as const);
  return { policies, namespaces: new Map(namespaces) };
}

/** Whether a call gets through: out of the one, and into the other. */
export const canCall = (network: Network, from: End, to: End, port: Port): boolean =>
  lets(network, 'Egress', [from, to], port) && lets(network, 'Ingress', [to, from], port);

function lets(network: Network, direction: 'Ingress' | 'Egress', [own, other]: [End, End], port: Port): boolean {
  const applying = network.policies.filter(
    ({ namespace, spec }) =>
      namespace === own.namespace && spec.policyTypes.includes(direction) && fits(spec.podSelector, own.labels),
  );
  if (applying.length === 0) return true;
  return applying
    .flatMap(({ spec }) => (direction === 'Ingress' ? spec.ingress : spec.egress) ?? [])
    .filter(({ ports }) => ports === undefined || ports.some((one) => covers(one, port)))
    .some(({ from, to }) => (from ?? to)?.some((peer) => isPeer(network, peer, own, other)) ?? true);
}

function covers({ port, endPort = port, protocol = 'TCP' }: PolicyPort, asked: Port): boolean {
  const [number, transport = 'TCP'] = asked.split('/');
  return protocol === transport && port <= Number(number) && Number(number) <= endPort;
}

function isPeer(network: Network, { ipBlock, namespaceSelector, podSelector }: Peer, own: End, other: End): boolean {
  if (ipBlock !== undefined) return other.ip !== undefined && isWithin(ipBlock.cidr, other.ip);
  if (other.ip !== undefined) return false;
  const labels = { 'kubernetes.io/metadata.name': other.namespace, ...network.namespaces.get(other.namespace) };
  const isThere = namespaceSelector === undefined ? own.namespace === other.namespace : fits(namespaceSelector, labels);
  return isThere && (podSelector === undefined || fits(podSelector, other.labels));
}

function isWithin(cidr: string, ip: string): boolean {
  const [network = '', prefix = ''] = cidr.split('/');
  const block = new BlockList();
  block.addSubnet(network, Number(prefix));
  return block.check(ip);
}
