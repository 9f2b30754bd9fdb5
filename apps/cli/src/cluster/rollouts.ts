import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { rootPath } from '../workspace.ts';
import { withinBudgets } from './budgets.ts';
import type { Kubectl, KubeObject } from './kubectl.ts';
import { must } from './must.ts';
import { copyProduction } from './overlay.ts';

/** Of one step of the cluster; an operator waits as long as it takes. */
export const TIMEOUT = '--timeout=180s';

const scaledObject = z.object({
  spec: z.object({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
    minReplicaCount: z.int(),
  }),
});

/** KEDA itself does not run here: what it would do first is to bring each to its minimum. */
export async function scaleAsKeda(kubectl: Kubectl, namespace: string): Promise<void> {
  for (const found of await kubectl.list('scaledobject', '-n', namespace)) {
    const { scaleTargetRef: target, minReplicaCount } = scaledObject.parse(found).spec;
    await kubectl.run('scale', `${target.kind}/${target.name}`, '-n', namespace, `--replicas=${minReplicaCount}`);
  }
}

/** Resolves when every workload of a namespace runs as it was applied last, and every Job has done its work. */
export async function rolledOut(kubectl: Kubectl, namespace: string): Promise<void> {
  const workloads = await kubectl.list('deployment,statefulset', '-n', namespace);
  must(workloads.length > 0, `nothing is deployed in ${namespace}`);
  await kubectl.run('wait', 'job', '--all', '-n', namespace, '--for=condition=Complete', TIMEOUT);
  for (const { kind, metadata } of workloads) {
    await kubectl.run('rollout', 'status', `${kind}/${metadata.name}`, '-n', namespace, TIMEOUT);
  }
}

const container = z.object({ image: z.string() });
const workload = z.object({
  spec: z.object({ template: z.object({ spec: z.object({ containers: z.tuple([container]) }) }) }),
});
const imageOf = (one: KubeObject): string => workload.parse(one).spec.template.spec.containers[0].image;

/** What docs/how-to/deploy.md has people say to kubectl under "Upgrade", beside `apply`. */
function upgradeCommand(): string[] {
  const [, section = ''] = readFileSync(rootPath('docs/how-to/deploy.md'), 'utf8').split('\n## Upgrade\n');
  const [, command] = /`kubectl (delete job [^`]+)`/.exec(section) ?? [];
  must(command !== undefined, 'docs/how-to/deploy.md does not say how the Jobs are deleted');
  return command.split(' ');
}

/** By docs/how-to/deploy.md: a new tag in the overlay, the Jobs deleted, the overlay applied. */
export async function newVersion(kubectl: Kubectl): Promise<void> {
  const { version } = JSON.parse(readFileSync(rootPath('package.json'), 'utf8')) as { version: string };
  const next = `${version}-next`;
  const overlay = join(dirname(kubectl.kubeconfig), 'next');
  copyProduction(overlay, (text) => text.replaceAll(/newTag: [\w.-]+/g, `newTag: ${next}`));
  const refusal = await kubectl.refusal('apply', '--server-side', '--dry-run=server', '-k', overlay);
  must(refusal?.includes('field is immutable') === true, `Jobs need not be deleted: ${refusal}`);
  await withinBudgets(kubectl, 'ppaas', async () => {
    await kubectl.run(...upgradeCommand());
    await kubectl.apply('-k', overlay);
    await rolledOut(kubectl, 'ppaas');
  });
  const workloads = await kubectl.list('deployment,statefulset,job', '-n', 'ppaas');
  must(new Set(workloads.map(({ kind }) => kind)).size === 3, 'there are no Jobs of the new version');
  for (const one of workloads)
    must(imageOf(one).endsWith(`:${next}`), `${one.kind} ${one.metadata.name} is still the old version`);
  const former = (await podsOf(kubectl)).filter(({ spec }) => !spec.containers[0].image.endsWith(`:${next}`));
  must(former.length === 0, `still there: ${former.map(({ metadata }) => metadata.name).join(', ')}`);
}

const pod = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()) }),
  spec: z.object({ nodeName: z.string(), containers: z.tuple([container]) }),
});

/** Those of services, which run. */
async function podsOf(kubectl: Kubectl): Promise<z.infer<typeof pod>[]> {
  const found = await kubectl.list('pod', '-n', 'ppaas', '--field-selector=status.phase=Running');
  return found.map((one) => pod.parse(one));
}

/** How many pods of each service run. */
async function countPods(kubectl: Kubectl): Promise<string> {
  const names = (await podsOf(kubectl)).map(({ metadata }) => metadata.labels['app.kubernetes.io/name'] ?? '');
  return names.sort().join();
}

/** Where each replica of a service may be: in three zones, of which one may be lost. */
export async function spread(kubectl: Kubectl): Promise<void> {
  for (const name of ['transaction', 'device-connector']) {
    const pods = (await podsOf(kubectl)).filter(({ metadata }) => metadata.labels['app.kubernetes.io/name'] === name);
    const nodes = new Set(pods.map(({ spec }) => spec.nodeName));
    must(pods.length === 3 && nodes.size === 3, `${pods.length} pods of ${name} are on ${nodes.size} nodes`);
  }
}

const DRAINED = ['node-a', 'node-b'];

/** Two of three nodes are emptied at once: each service has an instance on both, and may be without one at a time. */
export async function drained(kubectl: Kubectl): Promise<void> {
  const before = await countPods(kubectl);
  await withinBudgets(kubectl, 'ppaas', async () => {
    await Promise.all(DRAINED.map((node) => kubectl.run('drain', node, '--ignore-daemonsets', TIMEOUT)));
    await rolledOut(kubectl, 'ppaas');
  });
  const left = (await podsOf(kubectl)).filter(({ spec }) => DRAINED.includes(spec.nodeName));
  must(left.length === 0, `not evicted: ${left.map(({ metadata }) => metadata.name).join(', ')}`);
  const after = await countPods(kubectl);
  must(after === before, `before: ${before}; after: ${after}`);
  for (const node of DRAINED) await kubectl.run('uncordon', node);
}
