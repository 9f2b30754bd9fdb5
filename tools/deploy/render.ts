import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from './programs.ts';

/** A rendered object; what is in it is looked at with care. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [member: string]: unknown;
}

export const OVERLAYS = [
  'overlays/local',
  'overlays/local/stores',
  'overlays/staging',
  'overlays/production',
  'tenants/example',
  'stores',
] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** Where `tools/deploy/fetch-kubectl.ts` puts one. */
export const FETCHED = '.ppaas/kubectl/kubectl';
/** Each recipe that `./ppaas test --cluster` builds has a folder of its own, with another name until it is complete. */
const BUILT = '.ppaas/cluster';
const A_RECIPE = /^[0-9a-f]{12}$/;

/**
 * From PATH, else one that a command of ours has left under `.ppaas/`.
 * @param isOne whether a program is a kubectl that runs here
 * @returns undefined where there is none
 */
export function findKubectl(root: string, isOne: (program: string) => boolean): string | undefined {
  const built = existsSync(join(root, BUILT)) ? readdirSync(join(root, BUILT)) : [];
  const recipes = built.filter((name) => A_RECIPE.test(name)).map((name) => `${BUILT}/${name}/kubectl`);
  return ['kubectl', ...[FETCHED, ...recipes].map((path) => join(root, path))].find(isOne);
}

export const KUBECTL = findKubectl(
  ROOT,
  (program) => spawnSync(program, ['version', '--client'], { stdio: 'ignore' }).status === 0,
);

const known = new Map<string, readonly Manifest[]>();

/** What `kubectl kustomize k8s/<overlay>` makes. @throws when it does not render */
export function render(overlay: string): readonly Manifest[] {
  const manifests = known.get(overlay) ?? renderNow(overlay);
  known.set(overlay, manifests);
  return manifests;
}

function renderNow(overlay: string): Manifest[] {
  if (KUBECTL === undefined) throw new Error('there is no kubectl: node tools/deploy/fetch-kubectl.ts');
  const text = execFileSync(KUBECTL, ['kustomize', join(ROOT, 'k8s', overlay)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}
