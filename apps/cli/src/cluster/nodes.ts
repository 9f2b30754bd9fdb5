import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../environment.ts';
import type { Ledger } from '../processes/ledger.ts';
import { ManagedProcess } from '../processes/managed-process.ts';
import { freePort } from '../processes/ports.ts';
import { rootPath } from '../workspace.ts';
import type { Kubectl } from './kubectl.ts';
import type { ClusterProgram } from './programs.ts';

export interface ControlPlane {
  readonly kubectl: Kubectl;
  stop(): Promise<void>;
}

export interface PlaneOptions {
  /** Made, and removed at the end. */
  readonly dir: string;
  readonly programOf: (name: ClusterProgram) => string;
  readonly ledger: Ledger;
}

export type Start = (name: ClusterProgram, ...args: readonly string[]) => Promise<ManagedProcess>;

const ZONES = ['a', 'b', 'c'];
const SIMULATED = { 'kwok.x-k8s.io/node': 'simulated' };
const STOP_GRACE_MS = 5_000;

/** Starts programs of a cluster in its folder, and ends all of them, last started first. */
export function starter({ dir, programOf, ledger }: PlaneOptions): { readonly start: Start; stop(): Promise<void> } {
  const processes: ManagedProcess[] = [];
  return {
    start: async (name, ...args) => {
      const logFile = join(dir, `${name}.log`);
      const spec = { name, command: programOf(name), args, env: childEnvironment(), cwd: dir, logFile };
      const started = await ManagedProcess.start(spec, ledger);
      processes.push(started);
      return started;
    },
    async stop() {
      for (const process of processes.reverse()) await process.stop(STOP_GRACE_MS);
    },
  };
}

/** Three nodes in three zones that only say that they are there and that their pods run. */
export async function startNodes(kubectl: Kubectl, dir: string, start: Start): Promise<void> {
  await kubectl.apply('-f', nodesFile(dir));
  const [[key, value]] = Object.entries(SIMULATED) as [[string, string]];
  await start(
    'kwok',
    ...['--kubeconfig', kubectl.kubeconfig, `--server-address=127.0.0.1:${await freePort()}`],
    ...['--config', rootPath('tools/cluster/kwok/stages.yaml')],
    ...[`--manage-nodes-with-annotation-selector=${key}=${value}`, '--node-lease-duration-seconds=40'],
  );
  await kubectl.run('wait', 'node', '--all', '--for=condition=Ready', '--timeout=60s');
}

function nodesFile(dir: string): string {
  const path = join(dir, 'nodes.json');
  const items = ZONES.map((zone) => ({
    ...{ apiVersion: 'v1', kind: 'Node' },
    metadata: {
      name: `node-${zone}`,
      annotations: SIMULATED,
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
