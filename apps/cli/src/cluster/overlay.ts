import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { rootPath } from '../workspace.ts';

/**
 * Copies the production overlay, as docs/how-to/deploy.md says one should, to where its references still lead to the same places.
 * @param folder within the clone, for kustomize leads nowhere by absolute paths; made when missing
 * @param change of the kustomization
 */
export function copyProduction(folder: string, change: (kustomization: string) => string): void {
  const source = rootPath('k8s/overlays/production');
  cpSync(source, folder, { recursive: true });
  const path = join(folder, 'kustomization.yaml');
  const moved = readFileSync(path, 'utf8').replaceAll(/(?:\.\.\/)+[\w/-]+/g, (reference) =>
    relative(folder, resolve(source, reference)),
  );
  writeFileSync(path, change(moved));
}
