import type { Bench } from './bench.ts';
import { RuleBroken } from './rule-broken.ts';

/** What a rule needs besides the channel itself. */
export type Need = 'control' | undefined;

export interface Rule {
  /** Section of docs/device-channel.md, such as "5.2". */
  readonly section: string;
  readonly title: string;
  /** `control`: the device must be told what the shopper does (script, journal, power, as the simulator's API). */
  readonly needs?: Need;
  run(bench: Bench): Promise<void>;
}

export function expectThat(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new RuleBroken(otherwise);
}

export const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);
