import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { childEnvironment } from '../environment.ts';
import { atExit } from '../processes/at-exit.ts';
import { ROOT } from '../workspace.ts';
import type { Kubectl } from './kubectl.ts';

export interface BudgetWatch {
  /** How often a budget was looked at. */
  readonly looks: () => number;
  /** Each moment in which fewer were healthy than must be. */
  readonly faults: readonly string[];
  stop(): Promise<void>;
}

const budget = z.object({
  metadata: z.object({ name: z.string() }),
  status: z.object({ currentHealthy: z.int(), desiredHealthy: z.int() }),
});
const budgets = z.object({ metadata: z.object({ resourceVersion: z.string() }), items: z.array(budget) });
const change = z.object({ object: budget });

/** Follows every change of the disruption budgets of a namespace from now on, so that none between two looks is missed. */
export async function watchBudgets(kubectl: Kubectl, namespace: string): Promise<BudgetWatch> {
  const path = `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
  const now = budgets.parse(JSON.parse(await kubectl.run('get', '--raw', path)));
  const faults: string[] = [];
  let looks = 0;
  const look = ({ metadata, status: { currentHealthy, desiredHealthy } }: z.infer<typeof budget>): void => {
    looks += 1;
    if (currentHealthy < desiredHealthy) faults.push(`${metadata.name} has ${currentHealthy} of ${desiredHealthy}`);
  };
  now.items.forEach(look);
  const raw = `${path}?watch=1&resourceVersion=${now.metadata.resourceVersion}`;
  const child = spawn(kubectl.program, ['--kubeconfig', kubectl.kubeconfig, 'get', '--raw', raw], {
    cwd: ROOT,
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  createInterface({ input: child.stdout }).on('line', (line) => look(change.parse(JSON.parse(line)).object));
  const stop = async (): Promise<void> => {
    dismiss();
    child.kill();
    await gone;
  };
  const dismiss = atExit(stop);
  return { looks: () => looks, faults, stop };
}
