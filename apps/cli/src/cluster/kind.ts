import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { findProgram, runTool } from '../processes/run-tool.ts';
import { whyNoDocker } from '../stores/docker-stores.ts';
import { makeDir } from '../workspace.ts';
import { Kubectl } from './kubectl.ts';
import { startNodes, starter } from './nodes.ts';
import type { ControlPlane, PlaneOptions } from './nodes.ts';

const NAME = 'ppaas-test';

/** What is asked of `kind`. One that was left by a run that was killed is removed first. */
export const KIND = {
  create: (kubeconfig: string) => ['create', 'cluster', '--name', NAME, '--kubeconfig', kubeconfig, '--wait', '120s'],
  remove: ['delete', 'cluster', '--name', NAME],
} as const;

/** Why kind is not used here, or undefined. */
export async function whyNoKind(): Promise<string | undefined> {
  const missing = ['kind', 'kubectl'].find((program) => findProgram(program) === undefined);
  return (await whyNoDocker()) ?? (missing === undefined ? undefined : `there is no ${missing}`);
}

/**
 * The control plane of a kind cluster, with the same simulated nodes as the one from Go modules: its own node takes no pods of
 * ours, which have no images there.
 */
export async function startKind(options: PlaneOptions): Promise<ControlPlane> {
  const { dir } = options;
  const program = findProgram('kubectl');
  if (program === undefined) throw new CliError('there is no kubectl');
  const kubeconfig = join(makeDir(dir, 0o700), 'kubeconfig');
  const { start, stop: stopProcesses } = starter(options);
  const stop = async (): Promise<void> => {
    await stopProcesses();
    await runTool('kind', KIND.remove);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await runTool('kind', KIND.remove);
    await runTool('kind', KIND.create(kubeconfig));
    const kubectl = new Kubectl(program, kubeconfig);
    await kubectl.run('cordon', `${NAME}-control-plane`);
    await startNodes(kubectl, dir, start);
    return { kubectl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
