// Who may talk to whom: both ends have to say so, the one that calls and the one that is called.
import { describe, expect, it } from '@jest/globals';
import { workloadsIn } from './pods.ts';
import { KUBECTL, render } from './render.ts';
import type { Manifest } from './render.ts';

const rendered = KUBECTL === undefined ? it.skip : it;
type Labels = Readonly<Record<string, string>>;

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { readonly key: string; readonly values: readonly string[] }[];
}
interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
}
interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number }[];
}
interface Policy {
  readonly podSelector: Selector;
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}
interface End {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Namespaces of the platform carry its label; the others are known by name. */
const labelsOf = (namespace: string): Labels => ({
  'kubernetes.io/metadata.name': namespace,
  ...(/^ppaas(-example)?$/.test(namespace) && { 'app.kubernetes.io/part-of': 'ppaas' }),
});
const fits = ({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
  matchExpressions.every(({ key, values }) => values.includes(labels[key] ?? ''));

function admits(
  manifests: readonly Manifest[],
  direction: 'ingress' | 'egress',
  [own, other]: [End, End],
  port: number,
) {
  return manifests
    .filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.namespace === own.namespace)
    .map(({ spec }) => spec as Policy)
    .filter(({ podSelector }) => fits(podSelector, own.labels))
    .flatMap((policy) => policy[direction] ?? [])
    .filter(({ ports }) => ports === undefined || ports.some((one) => one.port === port))
    .flatMap(({ from, to }) => from ?? to ?? [{ namespaceSelector: {} }])
    .some(({ namespaceSelector, podSelector }) => {
      const isThere =
        namespaceSelector === undefined
          ? own.namespace === other.namespace
          : fits(namespaceSelector, labelsOf(other.namespace));
      return isThere && (podSelector === undefined || fits(podSelector, other.labels));
    });
}

const ALL = ['overlays/production', 'tenants/example', 'stores'] as const;
const everything = (): Manifest[] => ALL.flatMap((overlay) => render(overlay));
const pod = (namespace: string, name: string): End => ({
  namespace,
  labels: workloadsIn(render(namespace === 'ppaas' ? 'overlays/production' : 'tenants/example')).find(
    (one) => one.name === name,
  )?.labels ?? { name },
});
const fixed = (namespace: string, labels: Labels): End => ({ namespace, labels });
const canCall = (from: End, to: End, port: number): boolean =>
  admits(everything(), 'egress', [from, to], port) && admits(everything(), 'ingress', [to, from], port);

describe('the network', () => {
  rendered.each(['ppaas', 'ppaas-example'])('lets the door in %s reach what it opens to, and nothing else', (cell) => {
    const door = pod(cell, 'door');
    const gateway: End = { namespace: 'ppaas-gateway', labels: {} };
    expect(admits(everything(), 'ingress', [door, gateway], 8443)).toBe(true);
    expect(admits(everything(), 'ingress', [door, gateway], 8080)).toBe(false);
    const open = [pod('ppaas', 'auth'), pod('ppaas', 'registry'), pod(cell, 'session'), pod(cell, 'transaction')];
    expect(open.map((to) => canCall(door, to, 8080))).toEqual([true, true, true, true]);
    expect(canCall(door, pod(cell, 'device-connector'), 8444)).toBe(false);
    expect(canCall(door, { namespace: 'ppaas-stores', labels: {} }, 5432)).toBe(false);
    const foreign = cell === 'ppaas' ? 'ppaas-example' : 'ppaas';
    expect(canCall(door, pod(foreign, 'transaction'), 8080)).toBe(false);
  });
  rendered('lets the platform and their operators into the stores, and nobody else', () => {
    const stores = [
      ['cnpg.io/cluster', 'postgres', 5432],
      ['app', 'redis', 6379],
    ] as const;
    for (const [key, name, port] of stores) {
      const store = fixed('ppaas-stores', { [key]: name });
      for (const cell of ['ppaas', 'ppaas-example']) expect(canCall(pod(cell, 'session'), store, port)).toBe(true);
      expect(admits(everything(), 'ingress', [store, fixed('default', {})], port)).toBe(false);
      expect(admits(everything(), 'ingress', [store, pod('ppaas', 'session')], 22)).toBe(false);
    }
    const policies = render('stores').filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ spec }) => spec)).toContainEqual({ podSelector: {}, policyTypes: ['Ingress'] });
    const [kafka] = render('stores').filter(({ kind }) => kind === 'Kafka');
    const { listeners } = (kafka?.spec as { kafka: { listeners: { networkPolicyPeers?: Peer[] }[] } }).kafka;
    const peers = listeners.flatMap(({ networkPolicyPeers }) => networkPolicyPeers ?? [{}]);
    const admitted = (namespace: string): boolean =>
      peers.some(({ namespaceSelector = {} }) => fits(namespaceSelector, labelsOf(namespace)));
    expect(['ppaas', 'ppaas-example', 'keda', 'default'].map(admitted)).toEqual([true, true, true, false]);
  });
});
