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

/** Records of what happened, which come and go by themselves, and what stands for no object. */
const PASSING = /^(events|events\.events\.k8s\.io|componentstatuses)$/;

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

  /**
   * Who is there, as `Kind namespace/name`, and which version of it: of every kind that the API server knows.
   * @param namespace default: all, and what is in none
   */
  async everything(namespace?: string): Promise<Map<string, string>> {
    const isIn = namespace === undefined ? [] : ['--namespaced'];
    const kinds = (await this.run('api-resources', '--verbs=list', '-o', 'name', ...isIn)).trim().split('\n');
    const asked = kinds.filter((kind) => !PASSING.test(kind)).join();
    const columns = ['.kind', ...['namespace', 'name', 'uid', 'generation'].map((name) => `.metadata.${name}`)];
    const table = await this.run(
      ...['get', asked, '--no-headers', '-o', `custom-columns=${columns.map((path) => `X:${path}`).join()}`],
      ...(namespace === undefined ? ['--all-namespaces'] : ['-n', namespace]),
    );
    const rows = table.trim().split('\n');
    return new Map(
      rows.map((row) => {
        const [kind, where, name, ...versions] = row.split(/\s+/);
        return [`${kind} ${where}/${name}`, versions.join(' ')];
      }),
    );
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
