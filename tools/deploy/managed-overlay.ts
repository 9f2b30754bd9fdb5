import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { copyProduction } from '../../apps/cli/src/cluster/overlay.ts';
import { ROOT } from './programs.ts';
import { render } from './render.ts';
import type { Manifest } from './render.ts';

/** What a copy of the production overlay makes whose stores are somebody else's: made as docs/how-to/deploy.md says, and removed. */
export function renderWithManagedStores(): readonly Manifest[] {
  mkdirSync(join(ROOT, '.ppaas'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.ppaas/overlay-'));
  try {
    const component = relative(folder, join(ROOT, 'k8s/components/managed-stores'));
    copyProduction(folder, (text) => text.replace('images:', `components: [${component}]\nimages:`));
    return render(relative(join(ROOT, 'k8s'), folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
