import { CliError, messageOf } from '../cli-error.ts';
import { atExit } from '../processes/at-exit.ts';
import { Ledger, sweep } from '../processes/ledger.ts';
import { say, step } from '../progress.ts';
import { NOTHING, add } from '../suite/jest-run.ts';
import type { Tally } from '../suite/jest-run.ts';
import { statePath } from '../workspace.ts';
import { CHECKS } from './checks.ts';
import { startControlPlane } from './control-plane.ts';
import { startKind, whyNoKind } from './kind.ts';
import type { Kubectl } from './kubectl.ts';
import { clusterPrograms, definitionFiles, whyNoCluster } from './programs.ts';

/**
 * `./ppaas test --cluster`: the manifests at a real API server. The checks build on one another, so the first that fails is the
 * last. Whatever ends it, nothing of it stays.
 */
export async function clusterTest(): Promise<Tally> {
  say('\n== cluster');
  const noKind = await whyNoKind();
  if (noKind !== undefined) say(`  · a control plane of its own (${noKind})`);
  const [modules, start] = noKind === undefined ? [['kwok' as const], startKind] : [undefined, startControlPlane];
  const why = whyNoCluster(modules);
  if (why !== undefined) {
    say(`  not tried: ${why}`);
    return { ...NOTHING, skipped: CHECKS.map(([title]) => title) };
  }
  const programOf = await clusterPrograms(modules);
  const files = await step('custom resource definitions', definitionFiles);
  await sweep();
  const ledger = Ledger.open('cluster');
  const dismissLedger = atExit(() => ledger.close());
  const dir = statePath('throw-away', `cluster-${process.pid}`);
  ledger.addThrowAway(dir);
  const plane = await step('control plane', () => start({ dir, programOf, ledger }));
  const dismissPlane = atExit(() => plane.stop());
  try {
    await plane.kubectl.apply(...files.flatMap((file) => ['-f', file]));
    await plane.kubectl.run('wait', 'crd', '--all', '--for=condition=Established', '--timeout=60s');
    return await runChecks(plane.kubectl);
  } finally {
    dismissPlane();
    dismissLedger();
    await plane.stop();
    await ledger.close();
  }
}

async function runChecks(kubectl: Kubectl): Promise<Tally> {
  let tally = NOTHING;
  for (const [index, [title, check]] of CHECKS.entries()) {
    try {
      await step(title, () => check(kubectl));
      tally = add(tally, { ...NOTHING, passed: 1 });
    } catch (error) {
      say(`    ${error instanceof CliError ? error.message : messageOf(error)}`);
      const rest = CHECKS.slice(index + 1).map(([next]) => `${next} (after a failure)`);
      return add(tally, { passed: 0, failed: 1, skipped: rest });
    }
  }
  return tally;
}
