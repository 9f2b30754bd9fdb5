// What the registry knows against the packages: faults of those that an image has, and signatures that are none. Run by .ci/run.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const answers = z.union([
  z.object({ error: z.looseObject({ summary: z.string() }), message: z.string().optional() }),
  z.object({ metadata: z.object({ vulnerabilities: z.object({ high: z.int(), critical: z.int() }) }) }),
  z.object({ invalid: z.array(z.object({ name: z.string() })), missing: z.array(z.unknown()) }),
]);

/**
 * What an `npm audit … --json` has come to.
 * @returns undefined: nothing is known against anything
 * @throws z.ZodError for what npm does not say
 */
export function verdict(json: string): { readonly isFault: boolean; readonly text: string } | undefined {
  if (!json.trimStart().startsWith('{')) return { isFault: false, text: 'not tried: npm said nothing' };
  const answer = answers.parse(JSON.parse(json));
  if ('error' in answer) return { isFault: false, text: `not tried: ${answer.message ?? answer.error.summary}` };
  if ('metadata' in answer) {
    const { high, critical } = answer.metadata.vulnerabilities;
    return high + critical === 0 ? undefined : { isFault: true, text: `${high} high, ${critical} critical faults` };
  }
  if (answer.invalid.length === 0) return undefined;
  return { isFault: true, text: `signatures that are none: ${answer.invalid.map(({ name }) => name).join(', ')}` };
}

if (process.argv[1] === import.meta.filename) {
  for (const args of [['--omit=dev'], ['signatures']]) {
    const name = `npm audit ${args.join(' ')}`;
    const { stdout } = spawnSync('npm', ['audit', ...args, '--json'], {
      cwd: join(import.meta.dirname, '..'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 26,
    });
    const found = verdict(stdout);
    console.log(`${name}: ${found?.text ?? 'nothing'}`);
    if (found?.isFault === true) process.exitCode = 1;
  }
}
