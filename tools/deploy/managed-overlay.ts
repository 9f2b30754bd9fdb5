import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './programs.ts';
import { render } from './render.ts';
import type { Manifest } from './render.ts';

/** What a copy of the production overlay makes whose stores are somebody else's: made as docs/how-to/deploy.md says, and removed. */
export function renderWithManagedStores(): readonly Manifest[] {
  mkdirSync(join(ROOT, '.ppaas'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.ppaas/overlay-'));
  try {
    cpSync(join(ROOT, 'k8s/overlays/production'), folder, { recursive: true });
    const k8s = relative(folder, join(ROOT, 'k8s'));
    const path = join(folder, 'kustomization.yaml');
    const moved = readFileSync(path, 'utf8')
      .replaceAll('../../../', `${k8s}/../`)
      .replaceAll(/(?<![./])\.\.\/\.\.\/base/g, `${k8s}/base`);
    writeFileSync(path, moved.replace('images:', `components: [${k8s}/components/managed-stores]\nimages:`));
    return render(relative(join(ROOT, 'k8s'), folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
