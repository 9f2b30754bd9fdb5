import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import { findProgram, runTool } from '../processes/run-tool.ts';
import { step } from '../progress.ts';
import { makeDir, rootPath, statePath } from '../workspace.ts';

/** What tools/cluster builds, and the names that Go gives them. */
const MODULES = {
  etcd: ['server'],
  kwok: ['kwok'],
  kubernetes: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'],
} as const;
const KUBERNETES = 'v1.36.3';

export type ClusterProgram = (typeof MODULES)[keyof typeof MODULES][number];

/** Modules of operators whose custom resources the manifests use, and where their definitions lie. */
const DEFINITIONS = [
  ['github.com/kedacore/keda/v2@v2.20.2', 'config/crd/bases', /^keda\.sh_/],
  [
    'github.com/prometheus-operator/prometheus-operator@v0.85.0',
    'example/prometheus-operator-crd-full',
    /(servicemonitors|prometheusrules)/,
  ],
  ['github.com/cloudnative-pg/cloudnative-pg@v1.28.0', 'config/crd/bases', /_(clusters|databases)\.yaml$/],
  ['sigs.k8s.io/gateway-api@v1.6.3', 'config/crd/standard', /_(gateways|httproutes|tlsroutes|referencegrants)\.yaml$/],
] as const;

const GO_MEND = 'install Go 1.26 or newer (https://go.dev/dl)';

type Module = keyof typeof MODULES;
const ALL = Object.keys(MODULES) as Module[];

/** Why no control plane can be built here, or undefined. */
export const whyNoCluster = (modules = ALL): string | undefined =>
  findProgram('go') === undefined && !existsSync(binDir(modules))
    ? 'there is no Go to build a control plane with'
    : undefined;

/** A recipe that changed is built anew, beside the old one. */
function binDir(modules: readonly Module[]): string {
  const recipe = createHash('sha256');
  for (const name of modules) recipe.update(readFileSync(rootPath('tools/cluster', name, 'go.sum')));
  return statePath('cluster', recipe.digest('hex').slice(0, 12));
}

/**
 * The programs of a control plane with simulated nodes: built once from Go modules, pinned by the go.sum of tools/cluster.
 * @param modules those that are needed; default: all
 * @returns where each lies
 * @throws CliError when Go is missing, or a build fails
 */
export async function clusterPrograms(modules = ALL): Promise<(name: ClusterProgram) => string> {
  const target = binDir(modules);
  if (!existsSync(target)) {
    await step(`${modules.join(', ')} from Go modules (up to ten minutes, once)`, async ({ note }) => {
      const building = makeDir(`${target}.new`);
      for (const name of modules) {
        note(name);
        await build(name, building);
      }
      renameSync(building, target);
    });
  }
  return (name) => `${target}/${name}`;
}

async function build(module: string, target: string): Promise<void> {
  const version = `-X k8s.io/component-base/version.gitVersion=${KUBERNETES}`;
  await runTool('nice', ['-n', '19', 'go', 'install', '-p', '2', '-ldflags', `-s -w ${version}`, 'tool'], {
    cwd: rootPath('tools/cluster', module),
    env: { GOBIN: target, GOFLAGS: '-mod=readonly -buildvcs=false' },
    mend: GO_MEND,
  });
}

const download = z.object({ Dir: z.string() });

/** Files of the custom resource definitions, from the modules of their operators. */
export async function definitionFiles(): Promise<string[]> {
  const found = await Promise.all(
    DEFINITIONS.map(async ([module, folder, wanted]) => {
      const { Dir } = download.parse(
        JSON.parse(await runTool('go', ['mod', 'download', '-json', module], { mend: GO_MEND })),
      );
      const files = readdirSync(`${Dir}/${folder}`).filter((name) => wanted.test(name));
      if (files.length === 0) throw new CliError(`${module} has no ${String(wanted)} in ${folder}`);
      return files.map((name) => `${Dir}/${folder}/${name}`);
    }),
  );
  return found.flat();
}
