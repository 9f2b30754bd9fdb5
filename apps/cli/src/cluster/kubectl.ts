import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { childEnvironment } from '../environment.ts';
import { ROOT } from '../workspace.ts';

const exec = promisify(execFile);

const object = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string(),
    generation: z.int().optional(),
  }),
});
export type KubeObject = z.infer<typeof object>;
const list = z.object({ items: z.array(object) });

/** kubectl at one cluster. Each call throws with what kubectl said when it ends with another code than 0. */
export class Kubectl {
  constructor(
    readonly program: string,
    readonly kubeconfig: string,
  ) {}

  async run(...args: readonly string[]): Promise<string> {
    const { stdout } = await exec(this.program, ['--kubeconfig', this.kubeconfig, ...args], {
      cwd: ROOT,
      env: childEnvironment(),
      maxBuffer: 2 ** 26,
    });
    return stdout;
  }

  /** As one who knows what is there: an unknown member is refused, as is what somebody else set. */
  apply(...args: readonly string[]): Promise<string> {
    return this.run('apply', '--server-side', '--validate=strict', ...args);
  }

  async list(kinds: string, ...args: readonly string[]): Promise<KubeObject[]> {
    return list.parse(JSON.parse(await this.run('get', kinds, '-o', 'json', ...args))).items;
  }

  /** What kubectl says when it refuses; undefined when it does not. */
  async refusal(...args: readonly string[]): Promise<string | undefined> {
    try {
      await this.run(...args);
      return undefined;
    } catch (error) {
      return String(error);
    }
  }
}
