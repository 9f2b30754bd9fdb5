import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import { rootPath } from '../workspace.ts';
import { watchBudgets } from './budgets.ts';
import type { Kubectl, KubeObject } from './kubectl.ts';
import { checkStrimzi } from './strimzi.ts';

const PRODUCTION = 'k8s/overlays/production';
const TENANT = 'k8s/tenants/example';
const TIMEOUT = '--timeout=180s';
/** Everything the manifests are made of, and what the controllers make of it. */
const KINDS =
  'all,configmap,serviceaccount,networkpolicy,pdb,scaledobject,servicemonitor,prometheusrule,gateway,httproute,tlsroute,referencegrant';

type Check = (kubectl: Kubectl) => Promise<void>;

/** In this order: each finds what the ones before have left. */
export const CHECKS: readonly (readonly [string, Check])[] = [
  ['what is not restricted is not admitted', notRestricted],
  ['production is applied and rolls out, jobs and autoscalers too', production],
  ['the databases are what their operator takes', stores],
  ['Kafka is what its operator takes', () => checkStrimzi('k8s/stores/kafka.yaml')],
  ['pods are spread over the zones', spread],
  ['service accounts may do nothing', accounts],
  ['a tenant comes and goes, and touches nobody', tenant],
  ['a new version rolls out within the disruption budgets', newVersion],
];

function must(isTrue: boolean, what: string): asserts isTrue {
  if (!isTrue) throw new CliError(what);
}

async function notRestricted(kubectl: Kubectl): Promise<void> {
  await kubectl.apply('-f', `${PRODUCTION}/namespace.yaml`);
  // Until the namespace's own account is there, a pod is refused for that reason.
  await kubectl.run('wait', 'serviceaccount/default', '-n', 'ppaas', '--for=create', TIMEOUT);
  const said = await kubectl.refusal('run', 'intruder', '--image=intruder', '-n', 'ppaas');
  must(
    said?.includes('violates PodSecurity "restricted') === true,
    `a pod without restrictions was not refused: ${said}`,
  );
}

async function production(kubectl: Kubectl): Promise<void> {
  await kubectl.apply('-k', PRODUCTION);
  await scaleAsKeda(kubectl, 'ppaas');
  await rolledOut(kubectl, 'ppaas');
  await kubectl.run('wait', 'job', '--all', '-n', 'ppaas', '--for=condition=Complete', TIMEOUT);
  // Their controller is the cluster's own, and brings them to their minimum without a metric.
  for (const name of ['auth', 'registry', 'door']) {
    await kubectl.run(
      'wait',
      `deployment/${name}`,
      '-n',
      'ppaas',
      '--for=jsonpath={.status.availableReplicas}=2',
      TIMEOUT,
    );
  }
}

const scaledObject = z.object({
  spec: z.object({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
    minReplicaCount: z.int(),
  }),
});

/** KEDA itself does not run here: what it would do first is to bring each to its minimum. */
async function scaleAsKeda(kubectl: Kubectl, namespace: string): Promise<void> {
  for (const found of await kubectl.list('scaledobject', '-n', namespace)) {
    const { scaleTargetRef: target, minReplicaCount } = scaledObject.parse(found).spec;
    await kubectl.run('scale', `${target.kind}/${target.name}`, '-n', namespace, `--replicas=${minReplicaCount}`);
  }
}

async function rolledOut(kubectl: Kubectl, namespace: string): Promise<void> {
  const workloads = await kubectl.list('deployment,statefulset', '-n', namespace);
  must(workloads.length > 0, `nothing is deployed in ${namespace}`);
  for (const { kind, metadata } of workloads) {
    await kubectl.run('rollout', 'status', `${kind}/${metadata.name}`, '-n', namespace, TIMEOUT);
  }
}

async function stores(kubectl: Kubectl): Promise<void> {
  await kubectl.apply('-f', 'k8s/stores/namespace.yaml');
  for (const file of ['postgres', 'network-policies'])
    await kubectl.apply('-n', 'ppaas-stores', '--dry-run=server', '-f', `k8s/stores/${file}.yaml`);
}

const pod = z.object({ spec: z.object({ nodeName: z.string() }) });

async function spread(kubectl: Kubectl): Promise<void> {
  for (const name of ['transaction', 'device-connector']) {
    const pods = await kubectl.list('pod', '-n', 'ppaas', '-l', `app.kubernetes.io/name=${name}`);
    const nodes = new Set(pods.map((one) => pod.parse(one).spec.nodeName));
    must(pods.length === 3 && nodes.size === 3, `${pods.length} pods of ${name} are on ${nodes.size} nodes`);
  }
}

/** Of everybody who is signed in: to ask what one may do, and what the API has. */
const EVERYBODYS =
  /^(self\w+reviews\.\S+|\[\/(api|apis|healthz|livez|readyz|openapi|version)\b\S*\]|\[\/\.well-known\S*\])\s|^\s+\[\//;

async function accounts(kubectl: Kubectl): Promise<void> {
  const found = (await kubectl.list('serviceaccount', '-n', 'ppaas')).map(({ metadata }) => metadata.name);
  must(found.length >= 8, `there are only ${found.length} service accounts`);
  for (const name of found) {
    const as = `--as=system:serviceaccount:ppaas:${name}`;
    const table = await kubectl.run(
      'auth',
      'can-i',
      '--list',
      '--no-headers',
      '-n',
      'ppaas',
      as,
      '--as-group=system:serviceaccounts',
      '--as-group=system:authenticated',
    );
    const more = table.split('\n').filter((line) => line.trim() !== '' && !EVERYBODYS.test(line));
    must(more.length === 0, `${name} may:\n${more.join('\n')}`);
    for (const what of ['get secrets', 'list pods', 'create pods', 'get configmaps']) {
      const said = await kubectl.refusal('auth', 'can-i', ...what.split(' '), '-n', 'ppaas', as);
      must(said !== undefined, `${name} may ${what}`);
    }
  }
}

const identity = ({ kind, metadata }: KubeObject): string => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

/** Who is there, and how often each was changed. */
async function stateOf(kubectl: Kubectl, namespace: string): Promise<Map<string, string>> {
  const found = await kubectl.list(KINDS, '-n', namespace);
  return new Map(found.map((one) => [identity(one), `${one.metadata.uid} ${one.metadata.generation ?? ''}`]));
}

async function tenant(kubectl: Kubectl): Promise<void> {
  const before = await stateOf(kubectl, 'ppaas');
  await kubectl.apply('-k', TENANT);
  await scaleAsKeda(kubectl, 'ppaas-example');
  await rolledOut(kubectl, 'ppaas-example');
  await kubectl.run('wait', 'job', '--all', '-n', 'ppaas-example', '--for=condition=Complete', TIMEOUT);
  await unchanged(kubectl, before, ['ReferenceGrant ppaas/cell-example']);
  await kubectl.run('delete', '-k', TENANT, '--wait', TIMEOUT);
  const left = [
    ...(await kubectl.list('namespace')).filter(({ metadata }) => metadata.name === 'ppaas-example'),
    ...(await kubectl.list(KINDS, '--all-namespaces')).filter(({ metadata }) =>
      `${metadata.namespace} ${metadata.name}`.includes('example'),
    ),
  ];
  must(left.length === 0, `the tenant left behind: ${left.map(identity).join(', ')}`);
  await unchanged(kubectl, before, []);
}

async function unchanged(kubectl: Kubectl, before: Map<string, string>, added: readonly string[]): Promise<void> {
  const after = await stateOf(kubectl, 'ppaas');
  const names = new Set([...before.keys(), ...after.keys()]);
  const touched = [...names].filter((name) => before.get(name) !== after.get(name) && !added.includes(name));
  must(touched.length === 0, `touched by the tenant: ${touched.join(', ')}`);
  for (const name of added) must(after.has(name), `${name} is missing`);
}

const workload = z.object({
  spec: z.object({
    template: z.object({ spec: z.object({ containers: z.tuple([z.object({ image: z.string() })]) }) }),
  }),
});
const imageOf = (one: KubeObject): string => workload.parse(one).spec.template.spec.containers[0].image;

async function newVersion(kubectl: Kubectl): Promise<void> {
  const current = (JSON.parse(readFileSync(rootPath('package.json'), 'utf8')) as { version: string }).version;
  const workloads = await kubectl.list('deployment,statefulset', '-n', 'ppaas');
  const versions = workloads.map((one) => ({
    ...one,
    next: `${imageOf(one).replace(/:[^:/]+$/, '')}:${current}-next`,
  }));
  const budgets = await watchBudgets(kubectl, 'ppaas');
  try {
    for (const { kind, metadata, next } of versions)
      await kubectl.run('set', 'image', `${kind}/${metadata.name}`, '-n', 'ppaas', `app=${next}`);
    await rolledOut(kubectl, 'ppaas');
  } finally {
    await budgets.stop();
  }
  const images = JSON.stringify(await kubectl.list('pod', '-n', 'ppaas', '--field-selector=status.phase=Running'));
  for (const { metadata, next } of versions) must(images.includes(next), `${metadata.name} is still the old version`);
  // Each once at the start; a rollout in which none changed was none.
  must(budgets.looks() > workloads.length, `no budget changed during the rollout (${budgets.looks()} looks)`);
  must(budgets.faults.length === 0, `under the budget: ${budgets.faults.join('; ')}`);
}
