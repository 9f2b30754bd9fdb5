import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { benchedPlatform } from './bench/platform.ts';
import type { BenchedSystem } from './bench/platform.ts';
import { cpuByName } from './bench/cpu.ts';
import { startBaseline } from './bench/baseline.ts';
import { atRate, perSecond, quantile, saturated } from './bench/load.ts';
import type { Phase } from './bench/load.ts';
import { stagesOf } from './bench/stages.ts';
import { say } from './progress.ts';
import { startSandbox } from './sandbox/sandbox.ts';
import { makeDir, statePath } from './workspace.ts';

const WARM_UP = 3_000;
/** Calls at a time at saturation, the same for all three. */
const CALLERS = 64;
/** No terminal sells many times a second: there are more than callers, so that no limit of a device is what is measured. */
const TILLS = 2 * CALLERS;
const AFTERWARDS_MS = 1_500;
const SATURATION_SALES = 4_000;
const ROUNDS = 3;

/** Calls of one system in one phase, gathered over the rounds. */
type Figures = Record<'one' | 'twenty' | 'saturation', Phase[]> & { readonly cpuMs: Map<string, number> };

/**
 * Approved synchronous sales with a device that answers at once, against the floor and against what a team would write
 * first, in one run and in turns: what the machine does meanwhile happens to all three.
 */
export async function benchCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const scale = values.quick ? 0.1 : 1;
  // Its shops and terminals are nobody's sandbox. Real terminals bring a disk of their own; platform and baselines keep fsync.
  const dataDir = statePath('bench');
  rmSync(dataDir, { recursive: true, force: true });
  const sandbox = await startSandbox({ isJournalSynced: false, dataDir: makeDir(dataDir) });
  const systems: BenchedSystem[] = [];
  try {
    const platform = await benchedPlatform(sandbox, TILLS);
    systems.push(platform);
    systems.push(await startBaseline('floor', sandbox.stores));
    systems.push(await startBaseline('naive', sandbox.stores));
    const figures = new Map(
      systems.map((system) => [system.name, { one: [], twenty: [], saturation: [], cpuMs: new Map() } as Figures]),
    );
    for (const system of systems) {
      say(`  · ${system.name}: warming up with ${Math.round(WARM_UP * scale)} sales`);
      await saturated(system.sale, CALLERS, Math.round(WARM_UP * scale));
    }
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const system of systems) await measure(system, figures.get(system.name), scale, round);
    }
    const before = platform.seen.length;
    await atRate(platform.sale, 20, Math.round(400 * scale));
    const stages = await stagesOf(sandbox, platform, platform.seen.slice(before));
    report(figures, stages, values.json);
    return 0;
  } finally {
    for (const system of systems) await system.stop();
    await sandbox.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(
  system: BenchedSystem,
  figures: Figures | undefined,
  scale: number,
  round: number,
): Promise<void> {
  if (figures === undefined) throw new Error(`no figures for ${system.name}`);
  figures.one.push(await atRate(system.sale, 1, Math.max(3, Math.round(8 * scale))));
  figures.twenty.push(await atRate(system.sale, 20, Math.round(200 * scale)));
  const before = cpuByName();
  figures.saturation.push(await saturated(system.sale, CALLERS, Math.round((SATURATION_SALES / ROUNDS) * scale)));
  // What is done after the answers belongs to the sales as well, and not into the next phase.
  await pause(AFTERWARDS_MS);
  for (const [name, ms] of cpuByName()) {
    const used = ms - (before.get(name) ?? 0);
    if (used > 0) figures.cpuMs.set(name, (figures.cpuMs.get(name) ?? 0) + used);
  }
  say(`  · round ${round} of ${ROUNDS}: ${system.name}`);
}

const all = (phases: readonly Phase[]): Phase => ({
  latenciesMs: phases.flatMap((phase) => phase.latenciesMs),
  tookMs: phases.reduce((sum, phase) => sum + phase.tookMs, 0),
});

function report(
  figures: ReadonlyMap<string, Figures>,
  stages: readonly { readonly stage: string; readonly p50Ms: number; readonly p99Ms: number }[],
  file: string | undefined,
): void {
  const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(10);
  say('\n                       p50        p99      p50        p99      p50        p99    sales/s');
  say('                        1/s                 20/s               saturation');
  for (const [name, { one, twenty, saturation }] of figures) {
    const cells = [one, twenty, saturation].flatMap((phases) => [
      quantile(all(phases).latenciesMs, 0.5),
      quantile(all(phases).latenciesMs, 0.99),
    ]);
    say(`  ${name.padEnd(12)} ${cells.map(ms).join(' ')} ${perSecond(all(saturation)).toFixed(0).padStart(8)}`);
  }
  const p50At20 = (name: string): number => quantile(all(figures.get(name)?.twenty ?? []).latenciesMs, 0.5);
  const rate = (name: string): number => perSecond(all(figures.get(name)?.saturation ?? []));
  const ratios = {
    p50Floor20: p50At20('platform') / p50At20('floor'),
    p50Naive20: p50At20('platform') / p50At20('naive'),
    saturationNaive: rate('platform') / rate('naive'),
    saturationFloor: rate('platform') / rate('floor'),
  };
  say(
    `\n  p50 at 20/s: ${ratios.p50Floor20.toFixed(2)} × the floor (to reach: 2.0, aim 1.5), ${ratios.p50Naive20.toFixed(2)} × naive (below 1)`,
  );
  say(
    `  saturation: ${ratios.saturationNaive.toFixed(2)} × naive (at least 2), ${ratios.saturationFloor.toFixed(2)} × the floor`,
  );
  say('\n  CPU of a sale at saturation, ms (terminals leave their journals to the operating system)');
  for (const [name, { saturation, cpuMs }] of figures) {
    const sales = all(saturation).latenciesMs.length;
    const parts = [...cpuMs].sort(([, a], [, b]) => b - a).filter(([, ms]) => ms / sales >= 0.05);
    const sum = [...cpuMs.values()].reduce((total, ms) => total + ms, 0);
    say(
      `  ${name.padEnd(12)} ${(sum / sales).toFixed(1)}: ${parts.map(([part, ms]) => `${part} ${(ms / sales).toFixed(1)}`).join(', ')}`,
    );
  }
  say('\n  where the time of a sale goes, at 20/s');
  for (const { stage, p50Ms, p99Ms } of stages) say(`  ${stage.padEnd(58)} ${ms(p50Ms)} ${ms(p99Ms)}`);
  if (file !== undefined) writeFileSync(file, `${JSON.stringify({ ratios, stages }, null, 2)}\n`);
}
