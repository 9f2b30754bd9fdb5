import { execFileSync, spawnSync } from 'node:child_process';
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

/** From PATH, else the one that `tools/deploy/fetch-kubectl.ts` has put under `.ppaas/`; undefined where there is neither. */
export const KUBECTL = ['kubectl', join(ROOT, '.ppaas/kubectl/kubectl')].find(
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
