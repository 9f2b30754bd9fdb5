// `npm run check [-- --without-tests]`: everything that can be known without a store or a running service. Two lanes, one per core; a step that
// fails shows its output, the others go on, and the summary at the end says what is red.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (path: string): string[] => [process.execPath, join(root, 'node_modules', path)];

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Output that means failure although the program ends with 0. */
  readonly forbidden?: RegExp;
}

interface Result {
  readonly name: string;
  readonly isGreen: boolean;
  readonly seconds: number;
}

const generators = readdirSync(import.meta.dirname)
  .filter((file) => /^generate-.*\.ts$/.test(file))
  .sort();

const UNIT = 'unit tests and tidy';

/** Tests and type-aware lint resolve @ppaas/* to what was built. */
const BUILD: readonly Step[] = [{ name: 'types and build', command: [...bin('typescript/bin/tsc'), '-b'] }];

/** The boundary rule reads the project graph; when there is none it says so, lets everything pass and ends with 0. */
const LINT: readonly Step[] = [
  { name: 'project graph', command: ['env', 'NX_DAEMON=false', ...bin('nx/dist/bin/nx.js'), 'show', 'projects'] },
  {
    name: 'lint',
    command: ['env', 'NX_DAEMON=false', ...bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
    forbidden: /rule will be skipped/i,
  },
  {
    name: 'the boundary rule bites',
    // With CI=true the parser reads each file once from the disk, and would lint that instead of what is planted.
    command: [
      ...['env', 'NX_DAEMON=false', 'TSESTREE_SINGLE_RUN=false'],
      ...[process.execPath, join(import.meta.dirname, 'lint-probe.ts')],
    ],
  },
];

const REST: readonly Step[] = [
  { name: 'format', command: [...bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  ...generators.map((file) => ({
    name: `${file} --check`,
    command: [process.execPath, join(import.meta.dirname, file), '--check'],
  })),
  { name: 'types of tests', command: [...bin('typescript/bin/tsc'), '-p', 'tsconfig.spec.json'] },
  {
    name: UNIT,
    command: [
      process.execPath,
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules/jest/bin/jest.js'),
      '--selectProjects',
      'unit',
    ],
  },
];

/** Runs a step to its end; its output is shown only when it fails. */
function run({ name, command, forbidden }: Step): Promise<Result> {
  const [program = '', ...args] = command;
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => keep(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      const isGreen = code === 0 && !(forbidden?.test(output) ?? false);
      const seconds = (performance.now() - startedAt) / 1000;
      console.log(`${isGreen ? '  ok  ' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
      if (!isGreen)
        console.log(
          output
            .replace(/^PASS .*\n/gm, '')
            .trimEnd()
            .replace(/^/gm, '        '),
        );
      resolve({ name, isGreen, seconds });
    });
  });
}

async function lane(steps: readonly Step[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const step of steps) results.push(await run(step));
  return results;
}

/** `./ppaas test` runs the unit tests itself. */
const rest = process.argv.includes('--without-tests') ? REST.filter(({ name }) => name !== UNIT) : REST;

const startedAt = performance.now();
const built = await lane(BUILD);
const results = [...built, ...(await Promise.all([lane(LINT), lane(rest)])).flat()];
const failed = results.filter((result) => !result.isGreen);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
console.log(`\n${results.length - failed.length} of ${results.length} checks passed in ${seconds} s`);
for (const { name } of failed) console.log(`  failed: ${name}`);
process.exitCode = failed.length === 0 ? 0 : 1;
