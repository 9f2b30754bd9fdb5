import type { Kubectl } from './kubectl.ts';
import { must } from './must.ts';
import { TIMEOUT, drained, newVersion, rolledOut, scaleAsKeda, spread } from './rollouts.ts';
import { checkStrimzi } from './strimzi.ts';

const PRODUCTION = 'k8s/overlays/production';
const TENANT = 'k8s/tenants/example';

type Check = (kubectl: Kubectl) => Promise<void>;

/** In this order: each finds what the ones before have left. */
export const CHECKS: readonly (readonly [string, Check])[] = [
  ['what is not restricted is not admitted', notRestricted],
  ['production is applied and rolls out, jobs and autoscalers too', production],
  ['the databases are what their operator takes', stores],
  ['Kafka is what its operator takes', () => checkStrimzi('k8s/stores/kafka.yaml')],
  ['pods are spread over the zones', spread],
  ['a tenant comes and goes, and touches nobody; no service account may do anything', tenant],
  ['a new version rolls out within the disruption budgets', newVersion],
  ['two of three nodes are emptied within the disruption budgets', drained],
];

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

async function stores(kubectl: Kubectl): Promise<void> {
  await kubectl.apply('-f', 'k8s/stores/namespace.yaml');
  for (const file of ['postgres', 'network-policies'])
    await kubectl.apply('-n', 'ppaas-stores', '--dry-run=server', '-f', `k8s/stores/${file}.yaml`);
}

/** Of everybody who is signed in: to ask what one may do, and what the API has. */
const EVERYBODYS =
  /^(self\w+reviews\.\S+|\[\/(api|apis|healthz|livez|readyz|openapi|version)\b\S*\]|\[\/\.well-known\S*\])\s|^\s+\[\//;

/** The service accounts of one namespace may do nothing in it, nor in another. */
async function accounts(kubectl: Kubectl, home: string, namespaces: readonly string[]): Promise<void> {
  const found = (await kubectl.list('serviceaccount', '-n', home)).map(({ metadata }) => metadata.name);
  must(found.length > 5, `there are only ${found.length} service accounts in ${home}`);
  const groups = ['--as-group=system:serviceaccounts', '--as-group=system:authenticated'];
  const pairs = found.flatMap((name) => namespaces.map((namespace) => [name, namespace] as const));
  for (const [name, namespace] of pairs) {
    const who = [`--as=system:serviceaccount:${home}:${name}`, ...groups, '-n', namespace];
    const table = await kubectl.run('auth', 'can-i', '--list', '--no-headers', ...who);
    const more = table.split('\n').filter((line) => line.trim() !== '' && !EVERYBODYS.test(line));
    must(more.length === 0, `${name} of ${home} may in ${namespace}:\n${more.join('\n')}`);
    const said = await kubectl.refusal('auth', 'can-i', 'get', 'secrets', ...who);
    must(said !== undefined, `${name} of ${home} may read secrets of ${namespace}`);
  }
}

async function tenant(kubectl: Kubectl): Promise<void> {
  const before = await kubectl.everything('ppaas');
  await kubectl.apply('-k', TENANT);
  await scaleAsKeda(kubectl, 'ppaas-example');
  await rolledOut(kubectl, 'ppaas-example');
  await unchanged(kubectl, before, ['ReferenceGrant ppaas/cell-example']);
  const namespaces = ['ppaas', 'ppaas-example'];
  for (const home of namespaces) await accounts(kubectl, home, namespaces);
  await kubectl.run('delete', '-k', TENANT, '--wait', TIMEOUT);
  const left = [...(await kubectl.everything()).keys()].filter((name) => name.includes('example'));
  must(left.length === 0, `the tenant left behind: ${left.join(', ')}`);
  await unchanged(kubectl, before, []);
}

async function unchanged(kubectl: Kubectl, before: Map<string, string>, added: readonly string[]): Promise<void> {
  const after = await kubectl.everything('ppaas');
  const names = new Set([...before.keys(), ...after.keys()]);
  const touched = [...names].filter((name) => before.get(name) !== after.get(name) && !added.includes(name));
  must(touched.length === 0, `touched by the tenant: ${touched.join(', ')}`);
  for (const name of added) must(after.has(name), `${name} is missing`);
}
