// `npm run generate`: writes every generated file again, with all tools/generate-*.ts. Arguments (`--check`) are handed on.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const generators = readdirSync(import.meta.dirname)
  .filter((file) => /^generate-.*\.ts$/.test(file))
  .sort();

for (const file of generators) {
  console.log(file);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
