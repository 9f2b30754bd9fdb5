// What is written down about alerts must agree: rules, runbooks and tests name each other.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
const textOf = (folder: string): string =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'))
    .join('\n');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

const rules = textOf('observe/rules');
const tests = textOf('observe/tests');
const alerts = all(rules, /- alert: (\w+)/g);
const fileOf = (alert: string): string => `${alert.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase()}.md`;

describe('alerts', () => {
  it('have names of their own, a summary and a severity that says who hears of them', () => {
    expect(new Set(alerts).size).toBe(alerts.length);
    expect(all(rules, /severity: (page|ticket) /g)).toHaveLength(alerts.length);
    expect(all(rules, /summary: (\S.+)/g)).toHaveLength(alerts.length);
  });

  it('have a runbook each, and no runbook is without its alert', () => {
    expect(all(rules, /runbook_url: docs\/runbooks\/(\S+)/g)).toEqual(alerts.map(fileOf));
    expect(readdirSync(join(ROOT, 'docs/runbooks')).sort()).toEqual(alerts.map(fileOf).sort());
  });

  it.each(alerts)('%s has a runbook that says what it means, how to look and what to do', (alert) => {
    const text = readFileSync(join(ROOT, 'docs/runbooks', fileOf(alert)), 'utf8');
    expect(all(text, /^(#+ .+)$/gm)).toEqual([
      `# ${alert}`,
      '## What it means for shops',
      '## How to look',
      '## What to do',
    ]);
  });

  it.each(alerts)('%s has a test in which it fires and one in which it does not', (alert) => {
    expect(tests).toContain(`name: ${alert} fires\n`);
    expect(tests).toContain(`name: ${alert} does not fire\n`);
  });
});

describe('metrics', () => {
  it('that runbooks, rules and dashboards name are made by some service', () => {
    const folders = ['observe/dashboards', 'observe/rules', 'docs/runbooks'];
    const texts = folders.flatMap((folder) =>
      readdirSync(join(ROOT, folder)).map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
    );
    const named = new Set(texts.flatMap((text) => all(text, /\b(ppaas_[a-z_]+)/g)));
    const bare = [...named].map((name) => name.replace(/_(bucket|count)$/, ''));
    const sources = ['libs', 'apps'].flatMap((kind) =>
      readdirSync(join(ROOT, kind)).flatMap((project) => sourcesIn(join(ROOT, kind, project, 'src'))),
    );
    const made = new Set(sources.flatMap((text) => all(text, /'(ppaas_[a-z_]+)'/g)));
    expect(bare.filter((name) => !made.has(name))).toEqual([]);
    expect(bare.length).toBeGreaterThan(30);
  });
});

function sourcesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(folder, name), 'utf8'));
}
