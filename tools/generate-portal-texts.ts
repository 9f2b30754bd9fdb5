// The portal's catalogues of texts, from its source. `--check` fails when one is out of date, or a text has no French.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const commands = process.argv.includes('--check')
  ? [
      ['check', 'sync'],
      ['check', 'missing', '--verbose'],
    ]
  : [['extract', '--clean']];

for (const command of commands) {
  const lingui = [join(root, 'node_modules/@lingui/cli/dist/lingui.js'), ...command];
  const { status, stdout, stderr } = spawnSync(process.execPath, lingui, {
    cwd: join(root, 'apps/portal'),
    encoding: 'utf8',
  });
  if (status === 0) continue;
  console.error(stdout + stderr);
  process.exitCode = 1;
}
