import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { childEnvironment } from '../environment.ts';
import { atExit } from '../processes/at-exit.ts';
import { ROOT } from '../workspace.ts';
import type { Kubectl } from './kubectl.ts';
import { must } from './must.ts';

const budget = z.object({
  metadata: z.object({ name: z.string() }),
  status: z.object({ currentHealthy: z.int(), desiredHealthy: z.int(), expectedPods: z.int() }),
});
const budgets = z.object({ metadata: z.object({ resourceVersion: z.string() }), items: z.array(budget) });
const change = z.object({ object: budget });

interface BudgetWatch {
  /** How often a budget was looked at, beyond the first time. */
  readonly changes: () => number;
  /** Each moment in which fewer were healthy than must be. */
  readonly faults: readonly string[];
  stop(): Promise<void>;
}

/**
 * Does something during which no disruption budget of a namespace may be broken, and no service be without more than one of its
 * instances, whatever its budget says.
 * @throws CliError that names the moments in which too few were healthy, or when nothing was disturbed at all
 */
export async function withinBudgets(kubectl: Kubectl, namespace: string, act: () => Promise<void>): Promise<void> {
  const watch = await watchBudgets(kubectl, namespace);
  try {
    await act();
  } finally {
    await watch.stop();
  }
  must(watch.changes() > 0, 'no budget noticed anything');
  must(watch.faults.length === 0, `under the budget: ${watch.faults.join('; ')}`);
}

/** Follows every change of the disruption budgets of a namespace from now on, so that none between two looks is missed. */
async function watchBudgets(kubectl: Kubectl, namespace: string): Promise<BudgetWatch> {
  const path = `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
  const now = budgets.parse(JSON.parse(await kubectl.run('get', '--raw', path)));
  const faults: string[] = [];
  let changes = 0;
  const look = ({ metadata, status }: z.infer<typeof budget>): void => {
    const needed = Math.max(status.desiredHealthy, status.expectedPods - 1);
    if (status.currentHealthy < needed) faults.push(`${metadata.name} has ${status.currentHealthy} of ${needed}`);
  };
  now.items.forEach(look);
  const raw = `${path}?watch=1&resourceVersion=${now.metadata.resourceVersion}`;
  const child = spawn(kubectl.program, ['--kubeconfig', kubectl.kubeconfig, 'get', '--raw', raw], {
    cwd: ROOT,
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  createInterface({ input: child.stdout }).on('line', (line) => {
    changes += 1;
    look(change.parse(JSON.parse(line)).object);
  });
  const stop = async (): Promise<void> => {
    dismiss();
    child.kill();
    await gone;
  };
  const dismiss = atExit(stop);
  return { changes: () => changes, faults, stop };
}
