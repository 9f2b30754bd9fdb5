import type { Bench } from './bench.ts';
import { RuleBroken } from './rule-broken.ts';
import type { Rule } from './rule.ts';

export type Verdict = 'pass' | 'fail' | 'skip';

export interface Finding {
  readonly rule: Rule;
  readonly verdict: Verdict;
  /** Why not, for `fail` and `skip`. */
  readonly detail: string;
  readonly tookMs: number;
}

/** Tries one rule after the other; a broken one does not keep the next from being tried. */
export async function runRules(
  bench: Bench,
  rules: readonly Rule[],
  report: (finding: Finding) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const rule of rules) {
    const finding = await tryRule(bench, rule);
    findings.push(finding);
    report(finding);
  }
  return findings;
}

async function tryRule(bench: Bench, rule: Rule): Promise<Finding> {
  const began = performance.now();
  const done = (verdict: Verdict, detail: string): Finding => ({
    rule,
    verdict,
    detail,
    tookMs: performance.now() - began,
  });
  if (rule.needs === 'control' && bench.control === undefined) {
    return done('skip', 'needs --control: the device must be told what the shopper does');
  }
  try {
    await rule.run(bench);
    return done('pass', '');
  } catch (error) {
    if (error instanceof RuleBroken) return done('fail', error.message);
    throw error;
  }
}

export function lineOf({ rule, verdict, detail, tookMs }: Finding): string {
  const line = `${verdict.padEnd(4)}  ${rule.section.padEnd(4)} ${rule.title} (${(tookMs / 1_000).toFixed(1)} s)`;
  return detail === '' ? line : `${line}\n            ${detail}`;
}

export function summaryOf(findings: readonly Finding[]): string {
  const count = (verdict: Verdict): number => findings.filter((finding) => finding.verdict === verdict).length;
  return `${count('pass')} passed, ${count('fail')} failed, ${count('skip')} skipped`;
}
