import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../environment.ts';
import { freePort } from '../processes/ports.ts';
import type { Ledger } from '../processes/ledger.ts';
import { ManagedProcess, waitUntilReady } from '../processes/managed-process.ts';
import { makeDir } from '../workspace.ts';
import { Kubectl } from './kubectl.ts';
import type { ClusterProgram } from './programs.ts';

export interface ControlPlane {
  readonly kubectl: Kubectl;
  stop(): Promise<void>;
}

interface Options {
  readonly dir: string;
  readonly programOf: (name: ClusterProgram) => string;
  readonly ledger: Ledger;
}

const ZONES = ['a', 'b', 'c'];
const STOP_GRACE_MS = 5_000;

/**
 * A real API server with its scheduler and controllers, and three nodes that only say that their pods run. What is applied is
 * admitted, scheduled, rolled out and scaled as anywhere; no container starts. All of it on loopback.
 */
export async function startControlPlane({ dir, programOf, ledger }: Options): Promise<ControlPlane> {
  makeDir(dir, 0o700);
  const processes: ManagedProcess[] = [];
  const start = async (name: ClusterProgram, ...args: readonly string[]): Promise<ManagedProcess> => {
    const logFile = join(dir, `${name}.log`);
    const spec = { name, command: programOf(name), args, env: childEnvironment(), cwd: dir, logFile };
    const started = await ManagedProcess.start(spec, ledger);
    processes.push(started);
    return started;
  };
  const stop = async (): Promise<void> => {
    for (const process of processes.reverse()) await process.stop(STOP_GRACE_MS);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const kubectl = await startApi(dir, programOf, start);
    const kubeconfig = ['--kubeconfig', kubectl.kubeconfig];
    const alone = [...kubeconfig, '--leader-elect=false', '--secure-port=0'];
    const account = [
      '--use-service-account-credentials',
      '--service-account-private-key-file',
      join(dir, 'account.key'),
    ];
    // Nobody renews the leases of nodes that are not there.
    const patient = '--node-monitor-grace-period=24h';
    await start('kube-controller-manager', ...alone, ...account, patient);
    await start('kube-scheduler', ...alone);
    await kubectl.apply('-f', nodesFile(dir));
    await start('kwok', ...kubeconfig, '--manage-all-nodes=true', `--server-address=127.0.0.1:${await freePort()}`);
    await kubectl.run('wait', 'node', '--all', '--for=condition=Ready', '--timeout=60s');
    return { kubectl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Start = (name: ClusterProgram, ...args: readonly string[]) => Promise<ManagedProcess>;

async function startApi(dir: string, programOf: Options['programOf'], start: Start): Promise<Kubectl> {
  const [clients, peers, port] = [await freePort(), await freePort(), await freePort()];
  const store = `http://127.0.0.1:${clients}`;
  await start(
    'server',
    ...['--data-dir', join(dir, 'etcd'), '--unsafe-no-fsync', '--log-level', 'warn'],
    ...['--listen-client-urls', store, '--advertise-client-urls', store],
    ...[
      '--listen-peer-urls',
      `http://127.0.0.1:${peers}`,
      '--initial-advertise-peer-urls',
      `http://127.0.0.1:${peers}`,
    ],
    ...['--initial-cluster', `default=http://127.0.0.1:${peers}`],
  );
  const key = join(dir, 'account.key');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  const token = randomBytes(24).toString('hex');
  writeFileSync(join(dir, 'tokens'), `${token},operator,operator,"system:masters"\n`, { mode: 0o600 });
  const api = await start(
    'kube-apiserver',
    ...[
      '--etcd-servers',
      store,
      '--bind-address',
      '127.0.0.1',
      '--secure-port',
      String(port),
      '--cert-dir',
      join(dir, 'certs'),
    ],
    ...['--authorization-mode', 'Node,RBAC', '--token-auth-file', join(dir, 'tokens')],
    ...['--service-account-issuer', 'https://kubernetes.default.svc', '--service-account-key-file', key],
    ...['--service-account-signing-key-file', key, '--service-cluster-ip-range', '10.96.0.0/16'],
  );
  const kubectl = new Kubectl(programOf('kubectl'), kubeconfigFile(dir, port, token));
  const isReady = async (): Promise<boolean> =>
    existsSync(join(dir, 'certs/apiserver.crt')) && (await kubectl.refusal('get', '--raw', '/readyz')) === undefined;
  await waitUntilReady(api, isReady, { timeoutMs: 120_000, everyMs: 250 });
  return kubectl;
}

function kubeconfigFile(dir: string, port: number, token: string): string {
  const path = join(dir, 'kubeconfig');
  const cluster = { server: `https://127.0.0.1:${port}`, 'certificate-authority': join(dir, 'certs/apiserver.crt') };
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'test' },
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'operator', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'operator' } }],
  };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}

function nodesFile(dir: string): string {
  const path = join(dir, 'nodes.json');
  const items = ZONES.map((zone) => ({
    ...{ apiVersion: 'v1', kind: 'Node' },
    metadata: {
      name: `node-${zone}`,
      labels: { 'topology.kubernetes.io/zone': zone, 'kubernetes.io/hostname': `node-${zone}` },
    },
    status: {
      allocatable: { cpu: '32', memory: '256Gi', pods: '110' },
      capacity: { cpu: '32', memory: '256Gi', pods: '110' },
    },
  }));
  writeFileSync(path, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  return path;
}
