import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../processes/ports.ts';
import { waitUntilReady } from '../processes/managed-process.ts';
import { makeDir } from '../workspace.ts';
import { Kubectl } from './kubectl.ts';
import { startNodes, starter } from './nodes.ts';
import type { ControlPlane, PlaneOptions, Start } from './nodes.ts';

/**
 * A real API server with its scheduler and controllers, and three nodes that only say that their pods run. What is applied is
 * admitted, scheduled, rolled out and scaled as anywhere; no container starts. All of it on loopback.
 */
export async function startControlPlane({ dir, programOf, ledger }: PlaneOptions): Promise<ControlPlane> {
  makeDir(dir, 0o700);
  const { start, stop: stopProcesses } = starter({ dir, programOf, ledger });
  const stop = async (): Promise<void> => {
    await stopProcesses();
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
    await start('kube-controller-manager', ...alone, ...account);
    await start('kube-scheduler', ...alone);
    await startNodes(kubectl, dir, start);
    return { kubectl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startApi(dir: string, programOf: PlaneOptions['programOf'], start: Start): Promise<Kubectl> {
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
